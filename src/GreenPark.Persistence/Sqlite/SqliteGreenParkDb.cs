using System.Data.Common;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GreenPark.Persistence.Sqlite;

public sealed class SqliteGreenParkDb(DbContextOptions<SqliteGreenParkDb> options, CurrentUser user) : GreenParkDb(options, user)
{
    public override string OrdinalCollation => "BINARY";
    protected override string? TextCollation => null;

    // https://sqlite.org/rescode.html: 5 and 6 are a lock that another writer kept; 19 is a constraint, the extended code says which
    public override StoreConflict ConflictOf(DbException exception) => exception switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => StoreConflict.Busy,
        SqliteException { SqliteErrorCode: 19, SqliteExtendedErrorCode: 2067 or 1555 } => StoreConflict.Duplicate,
        SqliteException { SqliteErrorCode: 19, SqliteExtendedErrorCode: 787 } => StoreConflict.Referenced,
        _ => StoreConflict.None,
    };

    // a command's transaction is BEGIN IMMEDIATE: SQLite lets one writer in at a time
    public override Task TakeTurnAsync<T, TId>(TId id, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) => SqliteBulkInsert.WriteAsync(this, rows, cancellationToken);
}
