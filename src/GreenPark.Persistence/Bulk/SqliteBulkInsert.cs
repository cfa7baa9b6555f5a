using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GreenPark.Persistence.Bulk;

/// <summary>One prepared INSERT, run row by row inside the command's transaction.</summary>
internal static class SqliteBulkInsert
{
    public static async Task WriteAsync<T>(DbContext db, IEnumerable<T> rows, CancellationToken cancellationToken) where T : class
    {
        var (table, columns) = BulkColumn.Of<T>(db);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})""";
        DbParameter[]? parameters = null;
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (parameters is null)
            {
                parameters = [.. columns.Select((_, i) => Add(command, $"@p{i}"))];
                Set(parameters, columns, row);
                await command.PrepareAsync(cancellationToken);
            }
            else
            {
                Set(parameters, columns, row);
            }
            command.ExecuteNonQuery();   // SQLite has no asynchronous input and output
        }
    }

    private static void Set(DbParameter[] parameters, BulkColumn[] columns, object row)
    {
        for (var i = 0; i < columns.Length; i++) parameters[i].Value = columns[i].Stored(row);
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
