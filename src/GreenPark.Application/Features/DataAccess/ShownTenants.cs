using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.DataAccess;

/// <summary>Whose data runs and metering points show.</summary>
internal static class ShownTenants
{
    /// <summary>All members of a run, also where its days were removed.</summary>
    public static async Task NoteRunAsync(this TenantReads reads, GreenParkDb db, DataKind kind, Run run, CancellationToken cancellationToken) =>
        reads.Note(kind, run.ParkId, await MembersAsync(db, run, cancellationToken), run.From, run.To);

    private static async Task<IReadOnlyCollection<TenantId>> MembersAsync(GreenParkDb db, Run run, CancellationToken cancellationToken)
    {
        if (await db.RetiredOfAsync(run.MicrogridId, run.From, run.To, cancellationToken) is null)
            return await db.MemberDays.Where(x => x.RunId == run.Id).Select(x => x.TenantId).Distinct().ToListAsync(cancellationToken);
        if (await db.RunSummaries.Where(x => x.RunId == run.Id).Select(x => x.Summary).SingleOrDefaultAsync(cancellationToken) is not { } summary) return [];
        var codes = RunFigures.Read(summary).Members.Select(x => Code.Of(x.Code)).ToList();
        return await db.Tenants.Where(x => x.ParkId == run.ParkId && codes.Contains(x.Code)).Select(x => x.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Those to whom metering points count on one of the days.</summary>
    /// <param name="to">The first day after.</param>
    public static async Task NotePointsAsync(
        this TenantReads reads, GreenParkDb db, DataKind kind, MicrogridId microgrid, IReadOnlyCollection<Code> points, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var park = await db.Microgrids.Where(x => x.Id == microgrid).Select(x => x.ParkId).SingleAsync(cancellationToken);
        var tenants = await (
            from point in db.MeteringPoints
            where point.MicrogridId == microgrid && points.Contains(point.Code)
            from period in point.Periods
            where (period.Valid.From == null || period.Valid.From < to) && (period.Valid.To == null || period.Valid.To > @from)
            from part in period.Parts
            where part.Member != null
            select part.Member!.Value).Distinct().ToListAsync(cancellationToken);
        reads.Note(kind, park, tenants, from, to);
    }
}
