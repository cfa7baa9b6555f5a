using System.Collections.Immutable;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Metering;
using EngineMicrogrid = GreenPark.Engine.Parks.Microgrid;

namespace GreenPark.Application.Features.Metering;

/// <summary>The readings of a run from day rows, and the revisions they are.</summary>
internal static class RunReadings
{
    /// <param name="Revisions">Canonical JSON: metering point → list of [first day, number of days, revision].</param>
    public sealed record Loaded(ReadingSet Readings, byte[] Revisions);

    private sealed record Row(Code Point, DateOnly Day, int Revision, byte[] ValuesWh, byte[]? Quality);

    /// <summary>The newest readings, or with <paramref name="revisions"/> those that a run names.</summary>
    /// <param name="proposed">Days that are taken from a change instead, as if it had been approved; null for none.</param>
    public static async Task<Result<Loaded>> LoadAsync(
        GreenParkDb db, MicrogridId microgridId, EngineMicrogrid microgrid, DateOnly from, DateOnly to, byte[]? revisions, CancellationToken cancellationToken,
        ReadingChangeId? proposed = null)
    {
        var gridResult = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, from, to);
        if (!gridResult.TryGet(out var grid)) return gridResult.To<Loaded>();
        ImmutableArray<string> points = [.. microgrid.MeteringPoints.Select(p => p.Code).Distinct()];
        var columns = points.Select((code, i) => (code, i)).ToDictionary(x => x.code, x => x.i);
        var values = new long[grid.Intervals * (long)points.Length];
        values.AsSpan().Fill(ReadingsTable.Missing);
        byte[]? quality = null;

        var named = revisions is null ? null : RevisionMap.Read(revisions);
        var used = new RevisionMap();
        var days = named is null
            ? db.NewestReadingDays(microgridId, from, to)
            : db.ReadingDays.AsNoTracking().Where(x => x.MicrogridId == microgridId && x.Day >= from && x.Day < to).OrderBy(x => x.Day).ThenBy(x => x.Point);
        await foreach (var row in days.Select(x => new Row(x.Point, x.Day, x.Revision, x.ValuesWh, x.Quality)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!columns.TryGetValue(row.Point.Value, out var column)) continue;
            if (named is not null && named.Of(row.Point.Value, row.Day) != row.Revision) continue;
            if (Put(row, column)) used.Add(row.Point.Value, row.Day, row.Revision);
        }
        if (proposed is not null)
        {
            var changes = db.ReadingChangeDays.AsNoTracking().Where(x => x.ChangeId == proposed && x.Day >= from && x.Day < to);
            await foreach (var row in changes.Select(x => new Row(x.Point, x.Day, x.BaseRevision + 1, x.ValuesWh, x.Quality)).AsAsyncEnumerable().WithCancellation(cancellationToken))
                if (columns.TryGetValue(row.Point.Value, out var column)) Put(row, column);
        }
        var set = ReadingSet.From(grid, points, values, quality, microgrid);
        return set.IsFailure ? set.To<Loaded>() : new Loaded(set.Value, used.ToJson());

        bool Put(Row row, int column)
        {
            var day = row.Day.DayNumber - from.DayNumber;
            if (PackedSeries.Count(row.ValuesWh) != grid.IntervalsOf(day)) return false;   // of another interval length: then they are missing
            var offset = grid.FirstInterval(day) * points.Length + column;
            PackedSeries.Unpack(row.ValuesWh, values.AsSpan(offset), points.Length);
            if (quality is not null || row.Quality is not null) Flag(quality ??= Measured(values.Length), row.Quality, grid.IntervalsOf(day), offset, points.Length);
            return true;
        }
    }

    /// <summary>The revisions that a run of today would use, without their values.</summary>
    public static async Task<string> NewestSha256Async(
        GreenParkDb db, MicrogridId microgridId, EngineMicrogrid microgrid, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var known = microgrid.MeteringPoints.Select(p => p.Code).ToHashSet();
        var used = new RevisionMap();
        await foreach (var row in db.NewestReadingDays(microgridId, from, to).Select(x => new { x.Point, x.Day, x.Revision }).AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (known.Contains(row.Point.Value)) used.Add(row.Point.Value, row.Day, row.Revision);
        return Sha256Hex.Of(used.ToJson());
    }

    /// <summary>Whether others than a change have written readings since a run was made.</summary>
    /// <param name="changed">The change's days, with the revision that each was proposed on.</param>
    /// <param name="approved">Then the revision after that is the change's own, whether the run has it or not.</param>
    public static async Task<bool> WrittenByOthersAsync(
        GreenParkDb db, MicrogridId microgridId, EngineMicrogrid microgrid, DateOnly from, DateOnly to, byte[] revisions,
        IReadOnlyDictionary<(string Point, DateOnly Day), int> changed, bool approved, CancellationToken cancellationToken)
    {
        var (known, used) = (microgrid.MeteringPoints.Select(p => p.Code).ToHashSet(), RevisionMap.Read(revisions));
        await foreach (var row in db.NewestReadingDays(microgridId, from, to).Select(x => new { x.Point, x.Day, x.Revision }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var revision = used.Of(row.Point.Value, row.Day);
            if (!known.Contains(row.Point.Value) || revision == row.Revision) continue;
            var own = approved && changed.TryGetValue((row.Point.Value, row.Day), out var on) && (revision, row.Revision) == (on, on + 1);
            if (!own) return true;
        }
        return false;
    }

    private static byte[] Measured(int length)
    {
        var flags = new byte[length];
        flags.AsSpan().Fill((byte)ReadingQuality.Measured);
        return flags;
    }

    /// <summary>Without flags of its own a day is measured, also where it stands in for one that had some.</summary>
    private static void Flag(byte[] flags, byte[]? ofDay, int intervals, int offset, int stride)
    {
        for (var i = 0; i < intervals; i++) flags[offset + i * stride] = ofDay?[i] ?? (byte)ReadingQuality.Measured;
    }
}
