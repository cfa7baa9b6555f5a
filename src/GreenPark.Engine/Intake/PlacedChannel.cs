namespace GreenPark.Engine.Intake;

/// <summary>
/// One channel on the microgrid's intervals. Its exact energy becomes whole Wh on a running register first, whose remainder is carried
/// on, so that no conversion gains or loses one; only then are intervals joined, split or cut.
/// </summary>
/// <param name="Starts">Starts of the microgrid's intervals that are wholly there, ascending.</param>
/// <param name="Quality">One for each, or empty: all measured.</param>
/// <param name="Marks">One for each, numbers of the channel's own texts, or empty.</param>
internal sealed record PlacedChannel(long[] Starts, long[] EnergyWh, byte[] Quality, byte[] Marks)
{
    /// <summary>Wh in intervals of which a part is missing, and the first of these.</summary>
    public (long EnergyWh, long FirstStart) Incomplete { get; private init; }

    /// <param name="stepSeconds">Length of the microgrid's intervals.</param>
    /// <param name="anchor">Start of any one of them: all others are whole steps away.</param>
    public static PlacedChannel Of(MeterChannel channel, long stepSeconds, long anchor)
    {
        var energyWh = WholeWh(channel.Microjoules);
        if (channel.IntervalSeconds == stepSeconds) return new(channel.StartUtcSeconds, energyWh, channel.Quality, channel.Marks);
        return channel.IntervalSeconds % stepSeconds == 0 ? Split(channel, energyWh, stepSeconds) : Cut(channel, energyWh, stepSeconds, anchor);
    }

    /// <summary>What a meter that shows whole Wh would have counted: the floor of the exact sum, over gaps as well.</summary>
    private static long[] WholeWh(long[] microjoules)
    {
        var energyWh = GC.AllocateUninitializedArray<long>(microjoules.Length);
        var carried = 0L;
        for (var i = 0; i < microjoules.Length; i++)
        {
            var (whole, rest) = Math.DivRem(microjoules[i], MeterChannel.MicrojoulesPerWh);
            carried += rest;
            if (carried >= MeterChannel.MicrojoulesPerWh) (carried, whole) = (carried - MeterChannel.MicrojoulesPerWh, whole + 1);
            energyWh[i] = whole;
        }
        return energyWh;
    }

    /// <summary>Longer intervals: each one's Wh in equal parts, what does not divide to the first ones.</summary>
    private static PlacedChannel Split(MeterChannel channel, long[] energyWh, long step)
    {
        var parts = (int)(channel.IntervalSeconds / step);
        var (starts, values) = (new long[energyWh.Length * parts], new long[energyWh.Length * parts]);
        var equal = new long[parts];
        equal.AsSpan().Fill(1);
        for (var i = 0; i < energyWh.Length; i++)
        {
            LargestRemainder.Split(energyWh[i], equal, parts, values.AsSpan(i * parts, parts));
            for (var p = 0; p < parts; p++) starts[i * parts + p] = channel.StartUtcSeconds[i] + p * step;
        }
        return new(starts, values, Repeated(channel.Quality, parts), Repeated(channel.Marks, parts));
    }

    /// <summary>
    /// Shorter intervals, or lengths that do not divide each other: what the register counted between two boundaries. A boundary inside
    /// an interval lies at the floor of the linear share.
    /// </summary>
    private static PlacedChannel Cut(MeterChannel channel, long[] energyWh, long step, long anchor)
    {
        var target = new Target(step, channel);
        var length = channel.IntervalSeconds;
        for (var i = 0; i < energyWh.Length; i++)
        {
            var (start, counted) = (channel.StartUtcSeconds[i], 0L);
            for (var at = start; at < start + length;)
            {
                var interval = at - ((at - anchor) % step + step) % step;
                var end = Math.Min(interval + step, start + length);
                var register = (long)((Int128)energyWh[i] * (end - start) / length);
                target.Take(interval, end - at, register - counted, i);
                (counted, at) = (register, end);
            }
        }
        return target.ToChannel();
    }

    private static byte[] Repeated(byte[] of, int times) => times == 1 || of.Length == 0 ? of : [.. of.SelectMany(b => Enumerable.Repeat(b, times))];

    /// <summary>The interval being filled, and those that are complete.</summary>
    private sealed class Target(long step, MeterChannel channel)
    {
        private readonly List<long> starts = [], values = [];
        private readonly List<byte> qualities = [], marks = [];
        private long current = long.MinValue, covered, energyWh;
        private (long EnergyWh, long FirstStart) incomplete;
        private byte quality, mark;

        public void Take(long interval, long seconds, long partWh, int source)
        {
            if (interval != current) Close();
            if (covered == 0) (quality, mark) = (0, 0);
            current = interval;
            covered += seconds;
            energyWh += partWh;
            if (channel.Quality.Length > 0) quality = ReadingRank.Worse(quality, channel.Quality[source]);
            if (channel.Marks.Length > 0 && mark == 0) mark = channel.Marks[source];
        }

        public PlacedChannel ToChannel()
        {
            Close();
            return new([.. starts], [.. values], [.. qualities], [.. marks]) { Incomplete = incomplete };
        }

        private void Close()
        {
            if (covered == step)
            {
                starts.Add(current);
                values.Add(energyWh);
                if (channel.Quality.Length > 0) qualities.Add(quality);
                if (channel.Marks.Length > 0) marks.Add(mark);
            }
            else if (covered > 0)
            {
                incomplete = (incomplete.EnergyWh + energyWh, incomplete == default ? current : incomplete.FirstStart);
            }
            (covered, energyWh) = (0, 0);
        }
    }
}
