namespace GreenPark.Engine.Validation;

/// <summary>What is usual for a point, from its past and the series itself: robust, so that the faults looked for do not count.</summary>
internal sealed class PointProfile
{
    /// <summary>The largest readings, of which the usual peak is the smallest: 0.5 %.</summary>
    private const int PeakShare = 200;

    /// <param name="slots">Intervals of a day.</param>
    /// <param name="slotOf">Per interval of the series its time of day.</param>
    /// <param name="pastSlotOf">Per interval of the past its time of day.</param>
    /// <param name="scratch">Room that the points share.</param>
    public PointProfile(PointSeries point, int slots, int[] slotOf, int[] pastSlotOf, ref long[] scratch)
    {
        var past = point.Past?.ValuesWh ?? [];
        var room = (past.Length + point.ValuesWh.Length) / slots * 2 + 4;   // a doubled hour brings a time of day twice
        if (scratch.Length < room * slots) scratch = new long[room * slots];
        var counts = new int[slots];
        var top = new TopValues((past.Length + point.ValuesWh.Length) / PeakShare + 1);
        Take(past, pastSlotOf, scratch, room, counts, top);
        Take(point.ValuesWh, slotOf, scratch, room, counts, top);

        (MedianWh, DeviationWh) = (new long[slots], new long[slots]);
        for (var slot = 0; slot < slots; slot++)
        {
            var values = scratch.AsSpan(slot * room, counts[slot]);
            if (values.IsEmpty) continue;
            values.Sort();
            var median = MedianWh[slot] = values[values.Length / 2];
            foreach (ref var value in values) value = Math.Abs(value - median);
            values.Sort();
            DeviationWh[slot] = values[values.Length / 2];
        }
        LeastDays = counts.Min();
        UsualPeakWh = top.Smallest;
        StepWh = StepOf(point.ValuesWh);
    }

    /// <summary>Median of each time of day.</summary>
    public long[] MedianWh { get; }

    /// <summary>Median distance from that median (MAD).</summary>
    public long[] DeviationWh { get; }

    /// <summary>How many readings the time of day with the fewest has.</summary>
    public int LeastDays { get; }

    /// <summary>The largest reading but 0.5 %.</summary>
    public long UsualPeakWh { get; }

    /// <summary>Step of the meter: what every reading of the series (not of the past: meters are exchanged) is a multiple of; 0 where all are 0.</summary>
    public long StepWh { get; }

    private static void Take(long[] values, int[] slotOf, long[] scratch, int room, int[] counts, TopValues top)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value < 0) continue;
            var slot = slotOf[i];
            if (counts[slot] < room) scratch[slot * room + counts[slot]++] = value;
            top.Add(value);
        }
    }

    private static long StepOf(long[] values)
    {
        var step = 0L;
        foreach (var value in values)
        {
            if (step == 1) break;
            if (value > 0) step = Divisor(value, step);
        }
        return step;
    }

    private static long Divisor(long one, long other)
    {
        while (other != 0) (one, other) = (other, one % other);
        return one;
    }

    /// <summary>The largest values of a series; nearly every value is only compared.</summary>
    private sealed class TopValues(int most)
    {
        private readonly List<long> ascending = new(most + 1);

        public long Smallest => ascending.Count == 0 ? 0 : ascending[0];

        public void Add(long value)
        {
            if (ascending.Count == most && value <= ascending[0]) return;
            var at = ascending.BinarySearch(value);
            ascending.Insert(at < 0 ? ~at : at, value);
            if (ascending.Count > most) ascending.RemoveAt(0);
        }
    }
}
