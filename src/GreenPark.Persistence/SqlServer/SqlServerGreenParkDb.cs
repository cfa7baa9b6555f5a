using System.Data.Common;
using System.Globalization;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence.Bulk;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace GreenPark.Persistence.SqlServer;

public sealed class SqlServerGreenParkDb(DbContextOptions<SqlServerGreenParkDb> options, CurrentUser user) : GreenParkDb(options, user)
{
    protected override string OrdinalCollation => "Latin1_General_100_BIN2";
    protected override string? TextCollation => "Latin1_General_CI_AS";

    public override StoreConflict ConflictOf(DbException exception) => (exception as SqlException)?.Number switch
    {
        2601 or 2627 => StoreConflict.Duplicate,
        547 => StoreConflict.Referenced,
        _ => StoreConflict.None,
    };

    public override Task TakeTurnAsync<T, TId>(TId id, CancellationToken cancellationToken)
    {
        // an update lock on the entity's row: held to the end of the transaction, and no reader waits for it
        var sql = string.Format(CultureInfo.InvariantCulture, "SELECT 1 FROM [{0}] WITH (UPDLOCK, ROWLOCK) WHERE [Id] = {{0}}", Model.FindEntityType(typeof(T))!.GetTableName());
        return Database.ExecuteSqlRawAsync(sql, [id.Value], cancellationToken);
    }

    protected override Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) => SqlServerBulkInsert.WriteAsync(this, rows, cancellationToken);
}
