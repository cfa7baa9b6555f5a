using System.Collections.Immutable;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Validation;

namespace GreenPark.Engine.Estimation;

/// <summary>Intervals without a reading that follow each other.</summary>
/// <param name="First">First interval on the series' grid.</param>
/// <param name="End">The interval after the last one.</param>
public readonly record struct Gap(int First, int End)
{
    public int Intervals => End - First;
}

/// <summary>What a span of intervals holds together: the advance of a register, or a daily total.</summary>
/// <param name="First">First interval on the series' grid.</param>
/// <param name="End">The interval after the last one.</param>
/// <param name="EnergyWh">Whole Wh, 0 or more.</param>
public readonly record struct KnownTotal(int First, int End, long EnergyWh);

/// <summary>A series with gaps and what may help to fill them. Nothing here is ever written to.</summary>
public sealed record EstimationInput
{
    public required PointSeries Series { get; init; }

    /// <summary>Other meters on the same grid whose shape may stand in, the best first.</summary>
    public ImmutableArray<PointSeries> Neighbours { get; init; } = [];

    /// <summary>Totals that do not overlap; see <see cref="FromRegisters"/>.</summary>
    public ImmutableArray<KnownTotal> KnownTotals { get; init; } = [];

    /// <summary>Degrees north of the equator, null where nobody said.</summary>
    public double? LatitudeDegrees { get; init; }

    /// <summary>Degrees east of Greenwich, null where nobody said.</summary>
    public double? LongitudeDegrees { get; init; }

    /// <summary>The totals between a series' register reads that lie on its grid; where a register runs backwards or the meter is another, they say nothing.</summary>
    public static ImmutableArray<KnownTotal> FromRegisters(PointSeries series)
    {
        int At(RegisterRead read) => read.UtcSeconds == series.Grid.StartUtcSeconds + series.Grid.Intervals * series.Grid.IntervalMinutes * 60L
            ? series.Grid.Intervals : series.Grid.IndexOf(read.UtcSeconds);
        RegisterRead[] reads = [.. RegisterRead.Named(series.Registers.AsSpan()).Where(r => At(r) >= 0)];
        return [.. reads.Zip(reads.Skip(1)).Where(p => At(p.First) < At(p.Second) && p.Second.RegisterWh >= p.First.RegisterWh && p.First.Serial == p.Second.Serial)
            .Select(p => new KnownTotal(At(p.First), At(p.Second), p.Second.RegisterWh - p.First.RegisterWh))];
    }

    /// <summary>Spans without a reading on days on which one is needed, in order of time.</summary>
    public IEnumerable<Gap> Gaps() => Series.ValuesWh.AsSpan().Contains(ReadingsTable.Missing)
        ? Spans.Where(Series.ValuesWh.Length, i => Series.ValuesWh[i] == ReadingsTable.Missing && Series.Needs(i)).Select(s => new Gap(s.First, s.End)) : [];

    /// <summary>Whether it is night in each interval; null where that cannot be told or is of no matter.</summary>
    internal bool[]? Night() =>
        Series is { Class: MeterClass.Solar, Measures: Parks.Measurand.Generation } && LatitudeDegrees is { } latitude && LongitudeDegrees is { } longitude
            ? SunPosition.IsBelow(Series.Grid, latitude, longitude, ValidationThresholds.Default.NightBelowMillidegrees / 1000.0) : null;

    /// <summary>Shapes that do not fit are a fault of the caller, not of the readings.</summary>
    internal void Check()
    {
        foreach (var series in (IEnumerable<PointSeries>)[Series, .. Neighbours])
            if (series.ValuesWh.Length != Series.Grid.Intervals || series.Grid.StartUtcSeconds != Series.Grid.StartUtcSeconds || series.Grid.IntervalMinutes != Series.Grid.IntervalMinutes
                || (series.Quality.Length != 0 && series.Quality.Length != series.ValuesWh.Length) || (series.Doubtful.Length != 0 && series.Doubtful.Length != series.ValuesWh.Length) || series.Past is { IsWhole: false })
                throw new ArgumentException($"{series.Code} does not fill the grid", nameof(Series));
        var end = 0;
        foreach (var total in KnownTotals.OrderBy(t => t.First))
        {
            if (total.First < end || total.End <= total.First || total.End > Series.Grid.Intervals || total.EnergyWh < 0)
                throw new ArgumentException($"the known total of intervals {total.First} to {total.End} overlaps another, leaves the grid or is negative", nameof(KnownTotals));
            end = total.End;
        }
    }
}
