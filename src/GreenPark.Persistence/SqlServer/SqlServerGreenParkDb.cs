using System.Data.Common;
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

    protected override Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) => SqlServerBulkInsert.WriteAsync(this, rows, cancellationToken);
}
