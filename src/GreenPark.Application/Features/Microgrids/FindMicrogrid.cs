using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Microgrids;

internal static class FindMicrogrid
{
    /// <summary>A gateway's key for some points sees the microgrids of these; what of them a tenant sees, the query filter says.</summary>
    public static IQueryable<Microgrid> VisibleMicrogrids(this GreenParkDb db, ParkId park, CurrentUser user)
    {
        var microgrids = db.Microgrids.Where(x => x.ParkId == park);
        return user.Points is { } codes ? microgrids.Where(x => db.MeteringPoints.Any(p => p.MicrogridId == x.Id && codes.Contains(p.Code))) : microgrids;
    }

    /// <summary>Its id alone: pages ask for a run every second.</summary>
    public static async Task<Result<MicrogridId>> MicrogridIdAsync(this GreenParkDb db, string parkCode, string code, CurrentUser user, CancellationToken cancellationToken)
    {
        var found = await db.FindParkAsync(parkCode, cancellationToken);
        if (!found.TryGet(out var park)) return found.To<MicrogridId>();
        var sought = Code.Sought(code);
        var id = await db.VisibleMicrogrids(park.Id, user).Where(x => x.Code == sought).Select(x => (MicrogridId?)x.Id).SingleOrDefaultAsync(cancellationToken);
        return id is { } microgrid ? microgrid : Error.NotFound("microgrid.not_found", code);
    }

    /// <summary>The microgrid with all its registers.</summary>
    public static async Task<Result<Microgrid>> FindMicrogridAsync(
        this GreenParkDb db, string parkCode, string code, CurrentUser user, CancellationToken cancellationToken)
    {
        var found = await db.FindParkAsync(parkCode, cancellationToken);
        if (!found.TryGet(out var park)) return found.To<Microgrid>();
        var sought = Code.Sought(code);
        return await db.VisibleMicrogrids(park.Id, user).AsSplitQuery()
            .Include(x => x.Units).Include(x => x.Memberships).Include(x => x.FactorChoices).Include(x => x.Storage)
            .OrderBy(x => x.Id).SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } microgrid
            ? microgrid : Error.NotFound("microgrid.not_found", code);
    }
}
