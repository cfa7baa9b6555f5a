using System.Numerics;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Estimation;

/// <summary>
/// <c>register</c>: a known total over a span that holds the whole gap, less what is there, is shared over everything that is missing in
/// the span: by like days, at night with nothing for a solar unit, or evenly. The span then adds up to its total to the Wh.
/// </summary>
public sealed class Register : IEstimationMethod
{
    public string Code => "register";

    public Estimate Fill(EstimationInput input, Gap gap) => Filler(input)(gap);

    /// <summary>A total is shared once, however many gaps its span has.</summary>
    public Func<Gap, Estimate> Filler(EstimationInput input)
    {
        var shares = new Dictionary<KnownTotal, (Gap[] Missing, Estimate Shared)>();
        return gap =>
        {
            var totals = input.KnownTotals.Where(t => t.First < gap.End && gap.First < t.End).ToArray();
            if (totals.Length == 0) return Estimate.Cannot("NoKnownTotal");
            if (totals is not [var total] || total.First > gap.First || total.End < gap.End) return Estimate.Cannot("TotalHoldsPart");
            if (!shares.TryGetValue(total, out var share)) shares[total] = share = Share(input, total);
            if (share.Shared.Reason is not null) return share.Shared;
            var before = share.Missing.Sum(g => Math.Clamp(gap.First - g.First, 0, g.Intervals));
            return share.Shared.ValuesWh.AsSpan(before, gap.Intervals).ToArray();
        };
    }

    private static (Gap[] Missing, Estimate Shared) Share(EstimationInput input, KnownTotal total)
    {
        var rest = (BigInteger)total.EnergyWh;
        for (var i = total.First; i < total.End; i++)
        {
            var value = input.Series.ValuesWh[i];
            if (value < ReadingsTable.Missing) return ([], Estimate.Cannot("NegativeReading"));
            if (value != ReadingsTable.Missing) rest -= value;
            // it holds energy that nobody asks for, and how much cannot be told
            else if (!input.Series.Needs(i)) return ([], Estimate.Cannot("TotalHoldsOtherDays"));
        }
        if (rest < 0) return ([], Estimate.Cannot("TotalBelowReadings"));
        // of a gap that goes on beyond the total, what lies within
        Gap[] missing = [.. input.Gaps().Where(g => g.First < total.End && total.First < g.End)
            .Select(g => new Gap(Math.Max(g.First, total.First), Math.Min(g.End, total.End)))];
        return (missing, Wholes.Share(rest, Weights(input, missing)));
    }

    /// <summary>Of everything missing, in order of time; all 0 where nothing is known of its shape.</summary>
    private static BigInteger[] Weights(EstimationInput input, Gap[] missing)
    {
        var night = input.Night();
        var likeDays = missing.Select(g => LikeDay.Weights(input, g)).ToArray();
        // one scale for all: where one gap has no like days, none is shaped by them
        var flat = likeDays.Any(w => w is null);
        var weights = missing.SelectMany((g, n) => Enumerable.Range(0, g.Intervals)
            .Select(i => night is not null && night[g.First + i] ? BigInteger.Zero : flat ? BigInteger.One : likeDays[n]![i]));
        return [.. weights];
    }
}
