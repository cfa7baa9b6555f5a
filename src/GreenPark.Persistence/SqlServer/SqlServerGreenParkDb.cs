using System.Data.Common;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence.Bulk;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace GreenPark.Persistence.SqlServer;

public sealed class SqlServerGreenParkDb(DbContextOptions<SqlServerGreenParkDb> options, CurrentUser user) : GreenParkDb(options, user)
{
    private const int TurnNotGiven = 51001;   // the triggers throw 51000

    public override string OrdinalCollation => "Latin1_General_100_BIN2";
    protected override string? TextCollation => "Latin1_General_CI_AS";

    public override StoreConflict ConflictOf(DbException exception) => (exception as SqlException)?.Number switch
    {
        2601 or 2627 => StoreConflict.Duplicate,
        547 => StoreConflict.Referenced,
        TurnNotGiven or 1222 or -2 => StoreConflict.Busy,   // a turn, a lock or a command that took too long
        _ => StoreConflict.None,
    };

    /// <summary>A lock by name, to the end of the transaction: unlike a hint in a query, no server may pass over it.</summary>
    public override Task TakeTurnAsync<T, TId>(TId id, CancellationToken cancellationToken) => Database.ExecuteSqlRawAsync(
        $$"""
        DECLARE @given int;
        EXEC @given = sp_getapplock @Resource = {0}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 30000;
        IF @given < 0 BEGIN THROW {{TurnNotGiven}}, 'Others kept the turn.', 1; END
        """,
        [$"{Model.FindEntityType(typeof(T))!.GetTableName()}:{id.Value}"], cancellationToken);

    protected override Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) => SqlServerBulkInsert.WriteAsync(this, rows, cancellationToken);
}
