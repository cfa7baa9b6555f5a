using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Intake;

/// <summary>From a meter's file to readings of metering points on the microgrid's intervals, to the Wh.</summary>
public static class GridPlacement
{
    /// <summary>A table is built where readings fill a good part of it: channels that share no time must not take memory without bound.</summary>
    private const long AlwaysBuilt = 1 << 25, LeastFilled = 64;

    /// <returns>Fails where a channel's point is unknown or given twice, or an interval does not begin where one of the microgrid's (or of its own length) does.</returns>
    public static Result<GridReadings> Place(IntakeFile file, ImportProfile profile, Microgrid microgrid)
    {
        var errors = new ErrorList();
        var notes = new IntakeNotes();
        var assigned = Assign(file, profile, microgrid, errors);
        var placed = new List<(MeterChannel Channel, string Point, PlacedChannel Readings)>();
        foreach (var (channel, point) in assigned)
        {
            if (!IsSound(channel, file, microgrid, errors) || errors.Any) continue;
            var step = microgrid.IntervalMinutes * 60L;
            var readings = PlacedChannel.Of(channel, step, Anchor(channel, microgrid));
            if (readings.Incomplete.EnergyWh > 0)
                notes.Add("intake.note_incomplete", readings.Incomplete.EnergyWh, new Place(file.FileName), channel.Name, Shown(microgrid, readings.Incomplete.FirstStart));
            placed.Add((channel, point, readings));
        }
        if (errors.Any) return errors.ToFailure<GridReadings>();

        var rows = Rows(placed.Select(p => p.Readings.Starts));
        var (cells, filled) = (rows.Length * (long)placed.Count, placed.Sum(p => (long)p.Readings.Starts.Length));
        if (cells > Math.Max(AlwaysBuilt, LeastFilled * filled)) return Error.Invalid("intake.too_sparse", filled, cells).At(file.FileName);
        return new GridTable(file.FileName, rows, [.. placed]).ToReadings(notes.ToList());
    }

    private static List<(MeterChannel Channel, string Point)> Assign(IntakeFile file, ImportProfile profile, Microgrid microgrid, ErrorList errors)
    {
        var known = microgrid.MeteringPoints.Select(p => p.Code).ToHashSet();
        var taken = new Dictionary<string, string>();
        var assigned = new List<(MeterChannel, string)>();
        foreach (var channel in file.Channels)
        {
            if (!profile.Channels.TryGetValue(channel.Name, out var point) || point is null) continue;
            if (!known.Contains(point)) errors.Add(Error.Invalid("intake.unknown_point", channel.Name, point).At(file.FileName));
            else if (!taken.TryAdd(point, channel.Name)) errors.Add(Error.Invalid("intake.point_twice", taken[point], channel.Name, point).At(file.FileName));
            else assigned.Add((channel, point));
        }
        if (assigned.Count == 0 && !errors.Any)
            errors.Add(Error.Invalid("intake.no_channel", string.Join(", ", file.Channels.Take(10).Select(c => ReadingsFile.Shown(c.Name)))).At(file.FileName));
        return assigned;
    }

    /// <summary>Whether every interval begins on the microgrid's grid, or, where it does not hold whole ones, on the grid of its own length; and no energy is below zero.</summary>
    private static bool IsSound(MeterChannel channel, IntakeFile file, Microgrid microgrid, ErrorList errors)
    {
        var whole = channel.IntervalSeconds % (microgrid.IntervalMinutes * 60) == 0;
        var fits = channel.IntervalSeconds >= 60 && channel.IntervalSeconds % 60 == 0;
        var own = new LocalGrid(microgrid.TimeZone, whole || !fits ? microgrid.IntervalMinutes : channel.IntervalSeconds / 60);
        var good = true;
        for (var i = 0; i < channel.StartUtcSeconds.Length; i++)
        {
            var onGrid = fits && own.IsStart(channel.StartUtcSeconds[i]);
            if (onGrid && channel.Microjoules[i] >= 0) continue;
            good = false;
            if (errors.OnlyCounts()) continue;
            errors.Add(Error.Invalid(onGrid ? "intake.negative_energy" : "intake.off_grid",
                channel.Name, Shown(microgrid, channel.StartUtcSeconds[i]), microgrid.IntervalMinutes, microgrid.TimeZone).At(file.FileName));
        }
        return good;
    }

    /// <summary>Start of the local day the channel begins in; the lengths of days are whole numbers of the microgrid's intervals.</summary>
    private static long Anchor(MeterChannel channel, Microgrid microgrid)
    {
        if (channel.StartUtcSeconds.Length == 0) return 0;
        var day = DayGrid.LocalDay(microgrid.TimeZone, channel.StartUtcSeconds[0]);
        return DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, day, day.AddDays(1)) is { IsSuccess: true } grid ? grid.Value.StartUtcSeconds : 0;
    }

    /// <summary>All starts of all channels, ascending; most channels of a file have the same.</summary>
    private static long[] Rows(IEnumerable<long[]> channels)
    {
        long[] rows = [];
        var seen = new HashSet<long[]>();
        var others = new List<long[]>();
        foreach (var starts in channels)
        {
            if (!seen.Add(starts) || starts.AsSpan().SequenceEqual(rows)) continue;
            if (rows.Length == 0) rows = starts;
            else others.Add(starts);
        }
        if (others.Count == 0) return rows;
        var all = rows.Concat(others.SelectMany(s => s)).ToArray();
        Array.Sort(all);
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
            if (kept == 0 || all[i] != all[kept - 1]) all[kept++] = all[i];
        return all[..kept];
    }

    private static string Shown(Microgrid microgrid, long utcSeconds)
    {
        if (utcSeconds is < -2_000_000_000 or > 200_000_000_000) return $"{utcSeconds}";
        var day = DayGrid.LocalDay(microgrid.TimeZone, utcSeconds);
        // one-minute intervals name any time whatever
        var grid = DayGrid.Create(microgrid.TimeZone, 1, day, day.AddDays(1));
        return grid.IsSuccess && grid.Value.IndexOf(utcSeconds) is var minute and >= 0 ? grid.Value.Label(minute) : RowContext.Shown(utcSeconds) + "Z";
    }
}
