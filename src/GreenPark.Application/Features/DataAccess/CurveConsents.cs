using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.DataAccess;

/// <summary>
/// Whether those who ask may see tenants' loads interval by interval. A tenant sees its own; others need its standing consent, except that
/// who must mend a day sees it: one with an open finding, a gap or another's proposed change. Sums by day and month need none.
/// </summary>
internal sealed class CurveConsents(GreenParkDb db, CurrentUser user, TimeProvider clock)
{
    /// <summary>Codes of those who let the one who asks not see their curves today, in order.</summary>
    public async Task<IReadOnlyList<string>> WithheldAsync(IReadOnlyCollection<TenantId> tenants, string timeZone, CancellationToken cancellationToken)
    {
        if (user.IsSystem || user.TenantScope is not null || tenants.Count == 0) return [];
        var (today, whom) = (clock.TodayIn(timeZone), Whom(user).ToList());
        return (await db.Tenants
            .Where(x => tenants.Contains(x.Id) && !db.DataConsents.Any(c => c.TenantId == x.Id && c.Kind == ConsentKind.LoadCurves && whom.Contains(c.Whom)
                && c.From <= today && (c.To == null || c.To > today) && !db.ConsentWithdrawals.Any(w => w.ConsentId == c.Id)))
            .Select(x => x.Code).ToListAsync(cancellationToken)).Order().Select(x => x.Value).ToList();
    }

    /// <summary>
    /// Of the members of a run, for files with every interval of each. Packs and run files are what verifiers and compliance officers
    /// work from: to them nobody withholds those.
    /// </summary>
    public async Task<IReadOnlyList<string>> WithheldFilesAsync(Run run, CancellationToken cancellationToken)
    {
        if (user.Role is Role.Verifier or Role.ComplianceOfficer) return [];
        var members = await db.MemberDays.Where(x => x.RunId == run.Id).Select(x => x.TenantId).Distinct().ToListAsync(cancellationToken);
        return await WithheldAsync(members, await ZoneAsync(run.MicrogridId, cancellationToken), cancellationToken);
    }

    /// <summary>Of those to whom a metering point counts on the days; empty where all these days have to be mended.</summary>
    /// <param name="to">The first day after.</param>
    public async Task<IReadOnlyList<string>> WithheldDaysAsync(MeteringPoint point, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = new DateRange(from, to);
        var tenants = point.Periods.Where(x => x.Valid.Overlaps(days)).SelectMany(x => x.Parts).Select(x => x.Member).OfType<TenantId>().Distinct().ToList();
        var withheld = await WithheldAsync(tenants, await ZoneAsync(point.MicrogridId, cancellationToken), cancellationToken);
        return withheld.Count > 0 && user.May(Permission.WorkFindings) && await new DaysToMend(db, user).AreAllAsync(point, from, to, cancellationToken) ? [] : withheld;
    }

    /// <summary>Whose curves are withheld, and what can be done.</summary>
    public static Error Refusal(IReadOnlyList<string> withheld) => Error.Forbidden("consent.curves_withheld", string.Join(", ", withheld));

    private Task<string> ZoneAsync(MicrogridId microgrid, CancellationToken cancellationToken) => db.Microgrids.Where(x => x.Id == microgrid).Select(x => x.TimeZone).SingleAsync(cancellationToken);

    private static IEnumerable<ConsentFor> Whom(CurrentUser user)
    {
        if (user.Role is Role.ParkManager or Role.ParkClerk or Role.ParkReader or Role.Administrator) yield return ConsentFor.Operator;
        if (user.Role == Role.ComplianceOfficer) yield return ConsentFor.Compliance;
        if (user.Role == Role.Verifier) yield return ConsentFor.Verifier;
    }
}
