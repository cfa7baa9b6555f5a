using System.Data.Common;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GreenPark.Persistence.Sqlite;

public sealed class SqliteGreenParkDb(DbContextOptions<SqliteGreenParkDb> options, CurrentUser user) : GreenParkDb(options, user)
{
    protected override string OrdinalCollation => "BINARY";
    protected override string? TextCollation => null;

    // https://sqlite.org/rescode.html: 19 is a constraint, the extended code says which
    public override StoreConflict ConflictOf(DbException exception) => exception is not SqliteException { SqliteErrorCode: 19 } sqlite
        ? StoreConflict.None
        : sqlite.SqliteExtendedErrorCode switch
        {
            2067 or 1555 => StoreConflict.Duplicate,
            787 => StoreConflict.Referenced,
            _ => StoreConflict.None,
        };

    // a command's transaction is BEGIN IMMEDIATE: SQLite lets one writer in at a time
    public override Task TakeTurnAsync<T, TId>(TId id, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) => SqliteBulkInsert.WriteAsync(this, rows, cancellationToken);
}
