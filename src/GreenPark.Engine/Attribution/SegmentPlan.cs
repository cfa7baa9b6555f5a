using System.Collections.Immutable;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Attribution;

/// <summary>
/// A span of days in which no metering point, contract or membership begins or ends, with everything that can be looked up once:
/// which columns add to what, which contracts stand with which members.
/// </summary>
internal sealed class SegmentPlan
{
    private readonly ImmutableArray<ColumnRun> consumption;
    private readonly bool eachMemberOnce;
    private readonly ImmutableArray<(int Column, int Unit)> generation;
    private readonly ImmutableArray<(int Column, Measurand Measures)> others;
    private readonly long[] generated;

    private SegmentPlan(Microgrid microgrid, RegisterIndex index, DateOnly day, int first, int end)
    {
        First = first;
        End = end;
        var active = microgrid.MeteringPoints.Where(p => p.Valid.Contains(day)).ToArray();
        var terms = active.Where(p => p.Measures == Measurand.Consumption)
            .SelectMany(p => p.Parts.Select(part => (Column: index.Column[p.Code], Member: index.Member[part.Of], part.Sign)))
            .OrderBy(t => t.Member).ToArray();
        consumption = ColumnRun.Of(terms);
        eachMemberOnce = terms.Length == microgrid.Members.Length && terms.All(t => t.Sign > 0) && terms.Select(t => t.Member).Distinct().Count() == terms.Length;
        generation = [.. active.Where(p => p.Measures == Measurand.Generation).Select(p => (index.Column[p.Code], index.Source[p.Parts[0].Of]))];
        others = [.. active.Where(p => p.Measures is not (Measurand.Consumption or Measurand.Generation)).Select(p => (index.Column[p.Code], p.Measures))];
        Contracts = [.. microgrid.Contracts.Where(c => c.Valid.Contains(day)).OrderBy(c => c.Priority).Select(c => new ContractPlan(c, index, day))
            .Where(c => c.Members.Length > 0 && c.Sources.Length > 0)];
        generated = new long[microgrid.Sources.Length];
    }

    /// <summary>First interval, inclusive.</summary>
    public int First { get; }

    /// <summary>The interval after the last.</summary>
    public int End { get; }

    /// <summary>Contracts in force, by ascending priority, equal ones in file order.</summary>
    public ImmutableArray<ContractPlan> Contracts { get; }

    public static IEnumerable<SegmentPlan> Of(Microgrid microgrid, DayGrid grid, RegisterIndex index)
    {
        var borders = microgrid.MeteringPoints.Select(p => p.Valid).Concat(microgrid.Contracts.SelectMany(c => c.Members.Select(m => m.Valid).Append(c.Valid)))
            .SelectMany(v => new[] { v.From, v.To }).OfType<DateOnly>().Where(d => d > grid.From && d < grid.To)
            .Append(grid.From).Append(grid.To).Distinct().Order().ToArray();
        for (var i = 0; i + 1 < borders.Length; i++)
            yield return new SegmentPlan(microgrid, index, borders[i],
                grid.FirstInterval(borders[i].DayNumber - grid.From.DayNumber), grid.FirstInterval(borders[i + 1].DayNumber - grid.From.DayNumber));
    }

    /// <summary>One interval's readings; consumption goes straight to its row of the result, or stays where it is.</summary>
    public MeasuredInterval Measure(ReadingSet readings, int interval, RunSeries series)
    {
        var row = readings.ValuesWh.Span.Slice(interval * readings.Points.Length, readings.Points.Length);
        if (!series.ConsumptionLiesInReadings) Gather(row, series.ConsumptionRoom(interval));
        var members = series.ConsumptionOf(interval);
        var negative = eachMemberOnce ? -1 : members.IndexOfAnyInRange(long.MinValue, -1);

        Span<long> g = generated;
        g.Clear();
        foreach (var (column, unit) in generation) g[unit] = checked(g[unit] + row[column]);
        Span<long> sums = stackalloc long[(int)Measurand.Curtailment + 1];
        sums.Clear();
        foreach (var (column, measures) in others) sums[(int)measures] = checked(sums[(int)measures] + row[column]);
        return new MeasuredInterval
        {
            Generation = g,
            Consumption = members,
            ConsumptionSum = negative < 0 ? LargestRemainder.Sum(members) : 0,
            Charge = sums[(int)Measurand.Charge],
            Discharge = sums[(int)Measurand.Discharge],
            Import = sums[(int)Measurand.Import],
            Export = sums[(int)Measurand.Export],
            Curtailed = sums[(int)Measurand.Curtailment],
            NegativeMember = negative,
        };
    }

    private void Gather(ReadOnlySpan<long> row, Span<long> members)
    {
        if (!eachMemberOnce) members.Clear();
        foreach (var run in consumption) run.Add(row, members, replace: eachMemberOnce);
    }
}

/// <summary>Codes to positions, looked up once for a run.</summary>
internal sealed class RegisterIndex(Microgrid microgrid, ReadingSet readings)
{
    /// <summary>Of a metering point's column; points that count have one.</summary>
    public Dictionary<string, int> Column { get; } = Positions(readings.Points);

    public Dictionary<string, int> Member { get; } = Positions(microgrid.Members.Select(m => m.Code));

    /// <summary>Units in register order, then the storage where there is one.</summary>
    public Dictionary<string, int> Source { get; } = Positions(microgrid.Sources.Select(s => s.Code).Concat(microgrid.Storage is null ? [] : [Codes.Storage]));

    public int Members => Member.Count;

    /// <summary>The column at which the members' meters begin, one for each throughout the run, side by side in the members' order; −1 where it is not so.</summary>
    public int ConsumptionColumn(Microgrid microgrid, DayGrid grid)
    {
        var meters = microgrid.MeteringPoints.Where(p => p.Measures == Measurand.Consumption).ToArray();
        if (meters.Length != Members) return -1;
        int? first = null;
        foreach (var meter in meters)
        {
            if (meter.Parts is not [{ Sign: > 0 } part] || grid.DaysOf(meter.Valid) != (0, grid.Days)) return -1;
            var start = Column[meter.Code] - Member[part.Of];
            if ((first ??= start) != start) return -1;
        }
        return first ?? -1;
    }

    private static Dictionary<string, int> Positions(IEnumerable<string> codes) => codes.Index().ToDictionary(c => c.Item, c => c.Index);
}

/// <summary>Neighbouring columns that add to neighbouring members with one sign: mostly the whole park is one run.</summary>
internal readonly record struct ColumnRun(int Column, int Member, int Length, int Sign)
{
    public static ImmutableArray<ColumnRun> Of((int Column, int Member, int Sign)[] terms)
    {
        var runs = ImmutableArray.CreateBuilder<ColumnRun>();
        foreach (var (column, member, sign) in terms)
        {
            if (runs.Count > 0 && runs[^1] is var last && last.Sign == sign && last.Column + last.Length == column && last.Member + last.Length == member)
                runs[^1] = last with { Length = last.Length + 1 };
            else
                runs.Add(new ColumnRun(column, member, 1, sign));
        }
        return runs.ToImmutable();
    }

    /// <summary>Adds the run's readings, all of them 0 or more, to the members' row.</summary>
    public void Add(ReadOnlySpan<long> readings, Span<long> members, bool replace)
    {
        var from = readings.Slice(Column, Length);
        var to = members.Slice(Member, Length);
        if (replace) from.CopyTo(to);
        else if (Sign > 0) for (var i = 0; i < to.Length; i++) to[i] = checked(to[i] + from[i]);
        else for (var i = 0; i < to.Length; i++) to[i] = checked(to[i] - from[i]);
    }
}
