using GreenPark.Application.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Persistence;

/// <summary>
/// What stands in the database before a start. <c>OtherInitial</c>: it was made by another <c>Initial</c> migration (there is one
/// until the first release, and it is regenerated), so it cannot be migrated; the host decides whether it is a demo to rebuild.
/// </summary>
public enum DatabaseState { Fresh, Current, Pending, OtherInitial }

public sealed class DatabaseSetup(IServiceScopeFactory scopes)
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

    /// <summary>Creates the database or brings it to the newest migration.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GreenParkDb>().Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Drops the database. Only a demo database is ever rebuilt, and its users are told.</summary>
    public async Task DropAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GreenParkDb>().Database.EnsureDeletedAsync(cancellationToken);
    }
}
