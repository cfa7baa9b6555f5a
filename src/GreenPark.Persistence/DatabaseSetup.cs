using GreenPark.Application.Platform;
using GreenPark.Persistence.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Persistence;

/// <summary>
/// What stands in the database before a start. <c>OtherInitial</c>: it was made by another <c>Initial</c> migration (there is one
/// until the first release, and it is regenerated), so it cannot be migrated; the host decides whether it is a demo to rebuild.
/// </summary>
public enum DatabaseState { Fresh, Current, Pending, OtherInitial }

public sealed class DatabaseSetup(IServiceScopeFactory scopes, DatabaseOptions options)
{
    public async Task<DatabaseState> InspectAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GreenParkDb>();
        var applied = (await db.Database.CanConnectAsync(cancellationToken)
            ? await db.Database.GetAppliedMigrationsAsync(cancellationToken) : []).ToList();
        if (applied.Count == 0) return DatabaseState.Fresh;
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).Any()) return DatabaseState.OtherInitial;   // the id of a regenerated Initial has another time stamp
        return applied.Count < known.Count ? DatabaseState.Pending : DatabaseState.Current;
    }

    /// <summary>
    /// Creates the database or brings it to the newest migration. A security policy is taken away meanwhile: it would hide rows from a
    /// migration, and hold the columns it is bound to.
    /// </summary>
    public Task MigrateAsync(CancellationToken cancellationToken = default) => WithAsync(async (db, token) =>
    {
        var isServer = options.Provider == DatabaseProvider.SqlServer;
        var pending = await InspectAsync(token) != DatabaseState.Current;
        if (isServer && (pending || !options.RowLevelSecurity) && await db.Database.CanConnectAsync(token)) await RowLevelSecurity.DropAsync(db, token);
        await db.Database.MigrateAsync(token);
        if (isServer && options.RowLevelSecurity) await RowLevelSecurity.ApplyAsync(db, token);
        return true;
    }, cancellationToken);

    /// <summary>
    /// Whether readers wait for writers: SQL Server without <c>READ_COMMITTED_SNAPSHOT</c>. Pages then stand still while a month is
    /// imported or stored.
    /// </summary>
    public Task<bool> ReadersWaitAsync(CancellationToken cancellationToken = default) => WithAsync(async (db, token) =>
        options.Provider == DatabaseProvider.SqlServer
        && !await db.Database.SqlQueryRaw<bool>("SELECT is_read_committed_snapshot_on AS Value FROM sys.databases WHERE database_id = DB_ID()").SingleAsync(token), cancellationToken);

    /// <summary>
    /// Whether the demo park was set up in this database. The mark stands outside the tables, so that it can be read whatever
    /// migration made them (<see cref="DemoMark"/>).
    /// </summary>
    public Task<bool> IsDemoAsync(CancellationToken cancellationToken = default) =>
        WithAsync((db, token) => DemoMark.IsSetAsync(db, options.Provider, token), cancellationToken);

    /// <summary>Marks a database as the demo's for good. Only for one that has no tables yet.</summary>
    public Task MarkAsDemoAsync(CancellationToken cancellationToken = default) =>
        WithAsync(async (db, token) =>
        {
            if (await InspectAsync(token) != DatabaseState.Fresh) throw new InvalidOperationException("Only a fresh database can become the demo's.");
            var creator = db.GetService<IRelationalDatabaseCreator>();
            if (!await creator.ExistsAsync(token)) await creator.CreateAsync(token);
            await DemoMark.SetAsync(db, options.Provider, token);
            return true;
        }, cancellationToken);

    /// <summary>
    /// Takes the embedded demo database out of the way, so that a new one can be made; its file is kept beside (one generation).
    /// Refuses any other database.
    /// </summary>
    /// <returns>Where the old file stands now.</returns>
    public async Task<string> SetDemoAsideAsync(CancellationToken cancellationToken = default)
    {
        if (options.SqliteFile is not { } file || !await IsDemoAsync(cancellationToken))
            throw new InvalidOperationException("Only the embedded demo database is ever rebuilt.");
        await WithAsync((db, token) => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", token), cancellationToken);
        SqliteConnection.ClearAllPools();
        var aside = file + ".before-rebuild";
        File.Move(file, aside, overwrite: true);
        foreach (var part in (string[])["-wal", "-shm"]) File.Delete(file + part);
        return aside;
    }

    /// <summary>Drops the database; for tests, which make one of their own.</summary>
    public Task DropAsync(CancellationToken cancellationToken = default) =>
        WithAsync((db, token) => db.Database.EnsureDeletedAsync(token), cancellationToken);

    private async Task<T> WithAsync<T>(Func<GreenParkDb, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GreenParkDb>(), cancellationToken);
    }
}
