using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Engine.Quantities;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.Contracts;

/// <summary>Days on which the same members hold the same shares.</summary>
/// <param name="Valid">The days, within those of the contract.</param>
/// <param name="Parts">Who holds what, in the order of the contract.</param>
public sealed record ShareStretch(DateRange Valid, IReadOnlyList<SharePart> Parts)
{
    public long SumPpm => Parts.Sum(x => (long)x.Ppm);
}

public sealed record SharePart(string Tenant, string Name, int Ppm);

/// <summary>The shares of a contract over time: a sum alone would hide that a member comes or leaves.</summary>
public static class ContractShares
{
    public static IReadOnlyList<ShareStretch> Of(DateRange contract, IReadOnlyList<GetContract.Member> members)
    {
        var ranges = members.Select(x => new DateRange(x.Fields.From, x.Fields.To)).Append(contract).ToList();
        // a day on which somebody comes or goes begins a stretch; before the first of them everything without a start counts
        var days = ranges.SelectMany(x => new[] { x.From, x.To }).OfType<DateOnly>().Distinct().Order().ToList();
        var starts = new DateOnly?[] { null }.Concat(days.Select(x => (DateOnly?)x));
        var ends = days.Select(x => (DateOnly?)x).Append(null);
        return
        [
            .. starts.Zip(ends, (from, to) => new DateRange(from, to))
                .Where(contract.Overlaps)
                .Select(stretch => new ShareStretch(stretch,
                [
                    .. members.Where(x => new DateRange(x.Fields.From, x.Fields.To).Overlaps(stretch))
                        .Select(x => new SharePart(x.Tenant, Names.Of(x.Name, x.NameZh), x.Fields.SharePpm)),
                ])),
        ];
    }
}
