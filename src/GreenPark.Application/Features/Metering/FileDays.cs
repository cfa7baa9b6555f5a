using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering;

/// <summary>A file's readings cut into days of metering points.</summary>
internal abstract class FileDays : IDisposable
{
    /// <summary>Days that are compared with what is there at a time.</summary>
    private const int Together = 8_192;

    /// <summary>And how many local days they span at most: a file may have few rows and years between them.</summary>
    private const int SpanTogether = 31;

    public abstract DateOnly From { get; }
    public abstract DateOnly To { get; }
    public abstract int Points { get; }
    public abstract int Rows { get; }
    public abstract long Readings { get; }
    public abstract long EnergyWh { get; }

    /// <summary>Of one metering point; null where the file has none of it.</summary>
    public abstract long? EnergyWhOf(string point);

    /// <summary>Its energy on each day, null for one without a reading; null where the file has none of it.</summary>
    public abstract IReadOnlyList<long?>? DaysWhOf(string point);

    /// <summary>The first rows, with the start of the interval in local time.</summary>
    public abstract IEnumerable<(string Label, Func<string, long?> ValueWh)> FirstRows(int most);

    /// <summary>Each day of a metering point that has a reading in the file, by day and then in the file's order.</summary>
    protected abstract IEnumerable<OfDay> Days();

    protected readonly record struct OfDay(Code Point, DateOnly Day, DaySeries Series);

    /// <param name="Base">The revision it was compared with, 0 for none.</param>
    /// <param name="Approved">How many intervals are replaced that an approved change had written.</param>
    /// <param name="Replaced">Intervals whose energy is replaced by another.</param>
    public sealed record ChangedDay(Code Point, DateOnly Day, int Base, DaySeries Series, int Approved, Replacement Replaced = default);

    /// <param name="Days">Days of metering points in which there are such readings.</param>
    /// <param name="WasWh">Energy of the readings that are replaced, in place of which <paramref name="IsWh"/> comes.</param>
    public readonly record struct Replacement(long Readings, int Days, long WasWh, long IsWh)
    {
        public Replacement And(Replacement other) => new(Readings + other.Readings, Days + other.Days, WasWh + other.WasWh, IsWh + other.IsWh);
    }

    /// <summary>
    /// Days whose readings, their quality or their flags are new or differ. A file that has part of a day leaves the day's other readings as they were.
    /// They come as they are asked for: all of them together may be more than there is memory for.
    /// </summary>
    public IEnumerable<ChangedDay> Changed(GreenParkDb db, MicrogridId microgrid)
    {
        foreach (var some in Chunks())
        {
            var (from, to) = (some[0].Day, some[^1].Day.AddDays(1));
            var existing = db.NewestReadingDays(microgrid, from, to).ToDictionary(x => (x.Day, x.Point));
            var approved = existing.Count == 0 ? [] : Approved(db, microgrid, from, to);
            foreach (var day in some)
                if (Merge(existing.GetValueOrDefault((day.Day, day.Point)), day, approved.GetValueOrDefault((day.Day, day.Point))) is { } changed) yield return changed;
        }
    }

    private IEnumerable<IReadOnlyList<OfDay>> Chunks()
    {
        var some = new List<OfDay>();
        foreach (var day in Days())
        {
            if (some.Count == Together || (some.Count > 0 && day.Day.DayNumber - some[0].Day.DayNumber >= SpanTogether))
            {
                yield return some;
                some = [];
            }
            some.Add(day);
        }
        if (some.Count > 0) yield return some;
    }

    public virtual void Dispose() { }

    private static ChangedDay? Merge(ReadingDay? before, OfDay day, bool[]? approved)
    {
        if (before is null) return new ChangedDay(day.Point, day.Day, 0, day.Series, 0);
        var (series, differs, approvedOnes, replaced) = (before.Series, false, 0, new Replacement());
        for (var i = 0; i < day.Series.Intervals; i++)
        {
            if (day.Series.ValueWh(i) is var value && value == ReadingsTable.Missing) continue;
            var was = series.ValueWh(i);
            if (!series.Set(i, value, day.Series.Quality(i), day.Series.Mark(i))) continue;
            differs = true;
            if (approved?[i] == true) approvedOnes++;
            if (was != ReadingsTable.Missing && was != value) replaced = new Replacement(replaced.Readings + 1, 1, replaced.WasWh + was, replaced.IsWh + value);
        }
        return differs ? new ChangedDay(day.Point, day.Day, before.Revision, series, approvedOnes, replaced) : null;
    }

    /// <summary>Of days that changes wrote to, the intervals whose reading an approved change was the last to set.</summary>
    private static Dictionary<(DateOnly, Code), bool[]> Approved(GreenParkDb db, MicrogridId microgrid, DateOnly from, DateOnly to)
    {
        var days = db.ReadingDays.AsNoTracking().Where(x => x.MicrogridId == microgrid && x.Day >= from && x.Day < to);
        if (!days.Any(x => x.ChangeId != null)) return [];
        return days.Where(x => db.ReadingDays.Any(y => y.MicrogridId == x.MicrogridId && y.Day == x.Day && y.Point == x.Point && y.ChangeId != null)).ToList()
            .GroupBy(x => (x.Day, x.Point)).ToDictionary(x => x.Key, x => ByChange(x.OrderBy(r => r.Revision)));
    }

    private static bool[] ByChange(IEnumerable<ReadingDay> revisions)
    {
        bool[]? approved = null;
        DaySeries? before = null;
        foreach (var revision in revisions)
        {
            var series = revision.Series;
            approved ??= new bool[series.Intervals];
            for (var i = 0; i < approved.Length; i++)
                if (before is null || before.ValueWh(i) != series.ValueWh(i) || before.Quality(i) != series.Quality(i) || before.Mark(i) != series.Mark(i))
                    approved[i] = revision.ChangeId is not null && (before is not null || series.ValueWh(i) != PackedSeries.Missing);
            before = series;
        }
        return approved!;
    }
}
