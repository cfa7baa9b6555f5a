using GreenPark.Application.Features.Attribution;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements;

/// <summary>
/// Decides what each member of a run is told of the others together: their consumption and what was attributed to them, both or neither.
/// The rule (<see cref="SumOfOthers"/>) must hold for each, for the difference of the two, and for what a correction changes in any of them
/// against every sum of the period that the member was told before. Final runs of a microgrid overlap only where they are of one period.
/// </summary>
internal static class OthersSums
{
    private static readonly Func<RunFigures.OfMember, long>[] Sums = [x => x.ConsumptionWh, x => x.AttributedTotalWh, x => x.ConsumptionWh - x.AttributedTotalWh];

    /// <returns>By member code; null where nothing is told.</returns>
    public static async Task<IReadOnlyDictionary<string, (long ConsumptionWh, long AttributedWh)?>> OthersSumsAsync(
        this GreenParkDb db, Run run, RunFigures figures, CancellationToken cancellationToken)
    {
        var told = await (from sum in db.OthersSums.Where(x => x.ConsumptionWh != null)
                          join earlier in db.Runs.Where(x => x.MicrogridId == run.MicrogridId && x.From == run.From && x.To == run.To) on sum.RunId equals earlier.Id
                          join tenant in db.Tenants on sum.TenantId equals tenant.Id
                          select new { earlier.Id, tenant.Code }).ToListAsync(cancellationToken);
        RunId[] runs = [.. told.Select(x => x.Id).Distinct()];
        var summaries = await db.RunSummaries.Where(x => runs.Contains(x.RunId)).ToDictionaryAsync(x => x.RunId, x => RunFigures.Read(x.Summary).Members, cancellationToken);
        return figures.Members.ToDictionary(x => x.Code, x => Told(x.Code, figures.Members, [.. told.Where(t => t.Code.Value == x.Code).Select(t => summaries[t.Id])]));
    }

    /// <param name="before">The members' figures in the runs of the period whose sums this member was told.</param>
    internal static (long ConsumptionWh, long AttributedWh)? Told(
        string member, IReadOnlyList<RunFigures.OfMember> members, IReadOnlyList<IReadOnlyList<RunFigures.OfMember>> before)
    {
        foreach (var sum in Sums)
        {
            var parts = Parts(members);
            if (!SumOfOthers.MayBeTold(parts.Values) || !before.All(x => SumOfOthers.MayFollow(Parts(x), parts))) return null;

            Dictionary<string, long> Parts(IEnumerable<RunFigures.OfMember> all) => all.Where(x => x.Code != member).ToDictionary(x => x.Code, sum);
        }
        var others = members.Where(x => x.Code != member).ToList();
        return (others.Sum(x => x.ConsumptionWh), others.Sum(x => x.AttributedTotalWh));
    }
}
