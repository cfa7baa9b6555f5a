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
        var points = Assign(file.FileName, [.. file.Channels.Select(c => c.Name)], profile, microgrid, errors);
        var placed = new List<(MeterChannel Channel, string Point, PlacedChannel Readings)>();
        for (var i = 0; i < points.Length; i++)
            if (points[i] is { } point && Place(file.Channels[i], file.FileName, microgrid, errors, notes) is { } readings) placed.Add((file.Channels[i], point, readings));
        if (errors.Any) return errors.ToFailure<GridReadings>();

        var rows = Rows(placed.Select(p => p.Readings.Starts));
        if (TooSparse(file.FileName, rows.Length, placed.Count, placed.Sum(p => (long)p.Readings.Starts.Length)) is { } fault) return fault;
        return new GridTable(file.FileName, rows, [.. placed]).ToReadings(notes.ToList());
    }

    /// <summary>A channel on the microgrid's intervals; null where it does not fit them, or another one did not.</summary>
    internal static PlacedChannel? Place(MeterChannel channel, string fileName, Microgrid microgrid, ErrorList errors, IntakeNotes notes)
    {
        if (!IsSound(channel, fileName, microgrid, errors) || errors.Any) return null;
        var readings = PlacedChannel.Of(channel, microgrid.IntervalMinutes * 60L, Anchor(channel, microgrid));
        if (channel.IntervalSeconds > microgrid.IntervalMinutes * 60 && channel.IntervalSeconds % (microgrid.IntervalMinutes * 60) == 0)
            notes.Add("intake.note_split", channel.StartUtcSeconds.Length, new Place(fileName), channel.IntervalSeconds / 60, microgrid.IntervalMinutes);
        if (readings.Incomplete.EnergyWh > 0)
            notes.Add("intake.note_incomplete", readings.Incomplete.EnergyWh, new Place(fileName), channel.Name, Shown(microgrid, readings.Incomplete.FirstStart));
        return readings;
    }

    internal static Error? TooSparse(string fileName, long rows, long points, long filled) =>
        rows * points > Math.Max(AlwaysBuilt, LeastFilled * filled) ? Error.Invalid("intake.too_sparse", filled, rows * points).At(fileName) : null;

    /// <summary>For each channel its metering point, or null where it is passed over.</summary>
    internal static string?[] Assign(string fileName, IReadOnlyList<string> channels, ImportProfile profile, Microgrid microgrid, ErrorList errors)
    {
        var known = microgrid.MeteringPoints.Select(p => p.Code).ToHashSet();
        var taken = new Dictionary<string, string>();
        var assigned = new string?[channels.Count];
        for (var i = 0; i < assigned.Length; i++)
        {
            var name = channels[i];
            if (!profile.Channels.TryGetValue(name, out var point) || point is null) continue;
            if (!known.Contains(point)) errors.Add(Error.Invalid("intake.unknown_point", name, point).At(fileName));
            else if (!taken.TryAdd(point, name)) errors.Add(Error.Invalid("intake.point_twice", taken[point], name, point).At(fileName));
            else assigned[i] = point;
        }
        if (taken.Count == 0 && !errors.Any)
            errors.Add(Error.Invalid("intake.no_channel", string.Join(", ", channels.Take(10).Select(ReadingsFile.Shown))).At(fileName));
        return assigned;
    }

    /// <summary>Whether every interval begins on the microgrid's grid, or, where it does not hold whole ones, on the grid of its own length; and no energy is below zero.</summary>
    private static bool IsSound(MeterChannel channel, string fileName, Microgrid microgrid, ErrorList errors)
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
                channel.Name, Shown(microgrid, channel.StartUtcSeconds[i]), microgrid.IntervalMinutes, microgrid.TimeZone).At(fileName));
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
        foreach (var starts in channels)
            if (seen.Add(starts)) rows = Joined(rows, starts);
        return rows;
    }

    /// <summary>Both ascending lists as one; the first itself where it has all of the second.</summary>
    internal static long[] Joined(long[] rows, long[] more)
    {
        if (more.AsSpan().SequenceEqual(rows)) return rows;
        if (rows.Length == 0) return more;
        var joined = new long[rows.Length + more.Length];
        var (i, j, count) = (0, 0, 0);
        while (i < rows.Length || j < more.Length)
        {
            var next = j == more.Length || (i < rows.Length && rows[i] <= more[j]) ? rows[i] : more[j];
            if (i < rows.Length && rows[i] == next) i++;
            if (j < more.Length && more[j] == next) j++;
            joined[count++] = next;
        }
        return count == rows.Length ? rows : joined[..count];
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
