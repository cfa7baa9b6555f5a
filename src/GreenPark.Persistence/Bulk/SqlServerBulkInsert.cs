using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GreenPark.Persistence.Bulk;

/// <summary>SqlBulkCopy in the command's transaction, a few thousand rows at a time.</summary>
internal static class SqlServerBulkInsert
{
    private const int RowsAtOnce = 5_000;

    public static async Task WriteAsync<T>(DbContext db, IEnumerable<T> rows, CancellationToken cancellationToken) where T : class
    {
        var (table, columns) = BulkColumn.Of<T>(db);
        using var copy = new SqlBulkCopy(
            (SqlConnection)db.Database.GetDbConnection(), SqlBulkCopyOptions.CheckConstraints, (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction())
        {
            DestinationTableName = $"[{table}]",
            BulkCopyTimeout = 300,
        };
        foreach (var column in columns) copy.ColumnMappings.Add(column.Name, column.Name);
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            using var data = new DataTable();
            foreach (var column in columns) data.Columns.Add(column.Name, column.StoredType == typeof(DateOnly) ? typeof(DateTime) : column.StoredType);
            foreach (var row in chunk) data.Rows.Add([.. columns.Select(c => Plain(c.Stored(row)))]);
            await copy.WriteToServerAsync(data, cancellationToken);
        }
    }

    private static object Plain(object value) => value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;
}
