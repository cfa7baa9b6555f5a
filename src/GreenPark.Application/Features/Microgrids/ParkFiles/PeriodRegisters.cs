using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Microgrids.ParkFiles;

/// <summary>
/// What of the registers counts in a period. Members and units have no dates in a park file: a part counts only on days on which
/// its member or unit is in its register, so metering and contract entries are cut at those days.
/// </summary>
internal sealed class PeriodRegisters(
    Microgrid microgrid, DateRange period, Park park, IReadOnlyDictionary<TenantId, Tenant> tenants,
    IReadOnlyList<MeteringPoint> points, IReadOnlyList<Contract> contracts)
{
    public Microgrid Microgrid => microgrid;
    public Park Park => park;
    public IReadOnlyList<Contract> Contracts => [.. contracts.Where(x => x.Valid.Overlaps(period))];

    public IReadOnlyList<GenerationUnit> Units => [.. microgrid.Units.Where(x => x.Valid.Overlaps(period)).InOrder()];

    public IReadOnlyList<Tenant> Members => [.. microgrid.Memberships.Where(x => x.Valid.Overlaps(period))
        .GroupBy(x => x.TenantId)
        .OrderBy(x => x.Min(m => m.RegisterOrder)).ThenBy(x => tenants[x.Key].Code)
        .Select(x => tenants[x.Key])];

    /// <summary>The range's dates as far as they cut into the period; a date outside it says nothing.</summary>
    public DateRange WithinPeriod(DateRange range) => new(
        range.From > period.From ? range.From : null,
        range.To < period.To ? range.To : null);

    /// <summary>Entries of the park file: each point, cut into ranges on which the same parts count.</summary>
    public IEnumerable<(MeteringPoint Point, DateRange Range, IReadOnlyList<MeteringPart> Parts)> MeteringEntries() =>
        from point in points
        from entry in point.Periods.OrderBy(x => x.Valid.From)
        from range in Cut(entry.Valid, entry.Parts.SelectMany(DaysOf))
        let parts = entry.Parts.Where(x => DaysOf(x).Any(d => d.Overlaps(range))).ToList()
        where entry.Parts.Count == 0 || parts.Count > 0
        select (point, range, (IReadOnlyList<MeteringPart>)parts);

    /// <summary>A contract's members in register order, cut at the days of their membership.</summary>
    public IEnumerable<(Tenant Tenant, ContractMember Member, DateRange Range)> MembersOf(Contract contract) =>
        from tenant in Members
        from member in contract.Members.Where(x => x.TenantId == tenant.Id).OrderBy(x => x.Valid.From)
        from membership in microgrid.Memberships.Where(x => x.TenantId == tenant.Id).OrderBy(x => x.Valid.From)
        let range = member.Valid.Intersect(membership.Valid)
        where !range.IsEmpty && range.Overlaps(period)
        select (tenant, member, range);

    public string CodeOf(MeteringPart part) =>
        part.Unit is { } unit ? microgrid.Units.Single(x => x.Id == unit).Code.Value : tenants[part.Member!.Value].Code.Value;

    private IEnumerable<DateRange> DaysOf(MeteringPart part) => part.Unit is { } unit
        ? microgrid.Units.Where(x => x.Id == unit).Select(x => x.Valid)
        : microgrid.Memberships.Where(x => x.TenantId == part.Member).Select(x => x.Valid);

    /// <summary>The days of <paramref name="whole"/> inside the period, cut where one of the ranges begins or ends.</summary>
    private IEnumerable<DateRange> Cut(DateRange whole, IEnumerable<DateRange> ranges)
    {
        var inside = whole.Intersect(period);
        if (inside.IsEmpty || !whole.Overlaps(period)) yield break;
        var start = inside.From!.Value;
        var cuts = ranges.SelectMany(x => (DateOnly?[])[x.From, x.To]).OfType<DateOnly>()
            .Where(x => x > inside.From && x < inside.To).Distinct().Order().Append(inside.To!.Value);
        foreach (var end in cuts)
        {
            yield return new DateRange(start, end);
            start = end;
        }
    }
}
