using GreenPark.Application.Platform;
using Microsoft.EntityFrameworkCore;

namespace GreenPark.Persistence;

/// <summary>
/// Proof that a database is the demo's: in SQLite the file header's <c>application_id</c>, on SQL Server an extended property of
/// the database. Neither needs a table, so neither is lost with another <c>Initial</c> migration.
/// </summary>
internal static class DemoMark
{
    private const int ApplicationId = 0x47504B44;   // "GPKD"
    private const string Property = "GreenPark.Demo";

    public static async Task<bool> IsSetAsync(GreenParkDb db, DatabaseProvider provider, CancellationToken cancellationToken)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken)) return false;
        return provider == DatabaseProvider.Sqlite
            ? await FirstAsync<int>(db, "SELECT application_id AS Value FROM pragma_application_id", cancellationToken) == ApplicationId
            : await FirstAsync<int>(db, $"SELECT COUNT(*) AS Value FROM sys.extended_properties WHERE class = 0 AND name = '{Property}'", cancellationToken) > 0;
    }

    public static Task SetAsync(GreenParkDb db, DatabaseProvider provider, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(
        provider == DatabaseProvider.Sqlite
            ? $"PRAGMA application_id = {ApplicationId}"
            : $"EXEC sp_addextendedproperty @name = N'{Property}', @value = N'yes'",
        cancellationToken);

    private static Task<T> FirstAsync<T>(GreenParkDb db, string sql, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<T>(sql).SingleAsync(cancellationToken);
}
