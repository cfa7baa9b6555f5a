using System.Collections.Immutable;

namespace GreenPark.Engine.Estimation;

/// <summary>
/// Methods in a declared order. Each gap is filled by the first that can; those tried before are told with their reasons, and a gap that
/// none can fill stays one. Method by method rather than gap by gap, so that a known total is shared over all that is still missing in
/// its span. A gap is cut where a known total begins or ends, and one of a solar unit, where it is longer
/// than a straight line may be, where night does.
/// </summary>
public sealed record EstimationPlan(ImmutableArray<IEstimationMethod> Methods)
{
    /// <summary>What was measured otherwise first, then what is certain, then the nearest in time, then what is usual.</summary>
    public static readonly EstimationPlan Default = new([new Register(), new NightZero(), new Linear(), new LikeDay(), new Neighbour()]);

    /// <exception cref="ArgumentException">Series do not fill one grid, or known totals overlap.</exception>
    public EstimationResult Fill(EstimationInput input)
    {
        input.Check();
        var result = EstimationResult.Begin(input.Series);
        var working = input with { Series = input.Series with { ValuesWh = result.ValuesWh, Quality = result.Quality } };
        Gap[] gaps = [.. Pieces(input)];
        var filled = new (string Method, ImmutableArray<long> ValuesWh)?[gaps.Length];
        var tried = gaps.Select(_ => ImmutableArray.CreateBuilder<Attempt>()).ToArray();
        foreach (var method in Methods)
        {
            var (fill, made) = (method.Filler(working), new List<int>());
            for (var i = 0; i < gaps.Length; i++)
            {
                if (filled[i] is not null) continue;
                var estimate = fill(gaps[i]);
                if (estimate.Reason is { } reason) tried[i].Add(new Attempt(method.Code, reason));
                else
                {
                    filled[i] = (method.Code, estimate.ValuesWh);
                    made.Add(i);
                }
            }
            // only now, so that a method sees one and the same series at all its gaps
            foreach (var i in made) result.Write(gaps[i], filled[i]!.Value.ValuesWh);
        }
        return result with
        {
            Gaps = [.. gaps.Select((gap, i) => new GapEstimate(gap, input.Series.Grid.Label(gap.First), input.Series.Grid.Label(gap.End - 1),
                filled[i]?.Method, filled[i]?.ValuesWh ?? [], tried[i].ToImmutable()))],
        };
    }

    private IEnumerable<Gap> Pieces(EstimationInput input)
    {
        var night = Methods.Any(m => m is NightZero) ? input.Night() : null;
        HashSet<int> borders = [.. Methods.Any(m => m is Register) ? input.KnownTotals.SelectMany(t => (int[])[t.First, t.End]) : []];
        foreach (var gap in input.Gaps())
        {
            var cutsAtNight = night is not null && gap.Intervals * input.Series.Grid.IntervalMinutes > Linear.MostMinutes;
            for (var first = gap.First; first < gap.End;)
            {
                var end = first + 1;
                while (end < gap.End && !borders.Contains(end) && !(cutsAtNight && night![end] != night[first])) end++;
                yield return new Gap(first, end);
                first = end;
            }
        }
    }
}
