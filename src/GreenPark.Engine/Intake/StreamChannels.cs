namespace GreenPark.Engine.Intake;

/// <summary>From a stream's rows in order to its channels: values times interval, or differences of registers.</summary>
internal static class StreamChannels
{
    /// <summary>Values of one row's cache line: so many channels are taken in one pass over the rows.</summary>
    private const int Tile = 8;

    /// <summary>Rows whose tile stays at hand while its channels are taken one after another.</summary>
    private const int Block = 128;

    public static IEnumerable<MeterChannel> Of(ReadingStream stream, StreamOrder order, RowContext context)
    {
        if (context.IsRegister) return Enumerable.Range(0, stream.Names.Count).Select(c => Register(stream, order, context, c)).ToList();
        var back = context.Profile.Stamps.At == StampAt.End ? context.IntervalSeconds : 0;
        var starts = back == 0 ? order.Utc : Array.ConvertAll(order.Utc, utc => utc - back);
        var channels = new List<MeterChannel>(stream.Names.Count);
        for (var first = 0; first < stream.Names.Count; first += Tile) AddTile(stream, order, starts, context, first, channels);
        return channels;
    }

    private static void AddTile(ReadingStream stream, StreamOrder order, long[] starts, RowContext context, int first, List<MeterChannel> channels)
    {
        var width = Math.Min(Tile, stream.Names.Count - first);
        var columns = new long[width][];
        for (var c = 0; c < width; c++) columns[c] = GC.AllocateUninitializedArray<long>(starts.Length);
        Span<int> present = stackalloc int[Tile];
        for (var from = 0; from < starts.Length; from += Block)
        {
            var rows = order.Rows.AsSpan(from, Math.Min(Block, starts.Length - from));
            for (var c = 0; c < width; c++) present[c] += Take(stream.AllValues[(first + c)..], stream.Names.Count, rows, context.Factor, columns[c].AsSpan(from, rows.Length));
        }
        for (var c = 0; c < width; c++) channels.Add(Channel(stream, order, starts, context, first + c, columns[c], present[c]));
    }

    /// <summary>One column of some rows, in µJ; gives how many have a value.</summary>
    private static int Take(ReadOnlySpan<long> values, int stride, ReadOnlySpan<int> rows, long factor, Span<long> column)
    {
        var present = 0;
        for (var i = 0; i < rows.Length && i < column.Length; i++)
        {
            var value = values[rows[i] * stride];
            if (value == NumberReader.Missing) continue;
            column[i] = value * factor;
            present++;
        }
        return present;
    }

    /// <summary>Channels without a gap share the array of starts.</summary>
    private static MeterChannel Channel(ReadingStream stream, StreamOrder order, long[] starts, RowContext context, int column, long[] microjoules, int present)
    {
        var rows = order.Rows;
        if (present < starts.Length)
        {
            (var all, starts, rows) = (starts, new long[present], new int[present]);
            var kept = 0;
            for (var i = 0; i < all.Length; i++)
            {
                if (stream.Values(order.Rows[i])[column] == NumberReader.Missing) continue;
                (starts[kept], rows[kept], microjoules[kept]) = (all[i], order.Rows[i], microjoules[i]);
                kept++;
            }
            Array.Resize(ref microjoules, present);
        }
        var channel = new MeterChannel(stream.Names[column], context.IntervalSeconds, starts, microjoules);
        return context.HasFlags ? Flagged(channel, Array.ConvertAll(rows, stream.Flag), context) : channel;
    }

    private static MeterChannel Register(ReadingStream stream, StreamOrder order, RowContext context, int column)
    {
        var (starts, microjoules, flags) = (new List<long>(), new List<long>(), new List<byte>());
        var steps = new RegisterSteps(context.Profile.Values);
        var before = -1;
        for (var i = 0; i < order.Rows.Length; i++)
        {
            var row = order.Rows[i];
            var register = stream.Values(row)[column];
            if (register == NumberReader.Missing) continue;
            var place = context.PlaceOfRow(stream.Line(row));
            if (before < 0 || stream.Serial(order.Rows[before]) != stream.Serial(row))
            {
                if (before >= 0) context.Notes.Add("intake.note_exchange", () => place, stream.Names[column], context.Serial(stream.Serial(order.Rows[before])), context.Serial(stream.Serial(row)));
                steps.Begin(register);
                before = i;
                continue;
            }
            var last = stream.Values(order.Rows[before])[column];
            if (!steps.TryStep(register, out var step, out var rolled))
            {
                if (!context.Errors.OnlyCounts())
                    context.Errors.Add(Error.Invalid("intake.register_fell", stream.Names[column], RegisterSteps.Shown(last), RegisterSteps.Shown(register)) with { Place = place });
                steps.Begin(register);
            }
            else if (step * 3600 > long.MaxValue - MeterChannel.MicrojoulesPerWh)
            {
                if (!context.Errors.OnlyCounts()) context.Errors.Add(Error.Invalid("intake.too_large", RegisterSteps.Shown(register), stream.Names[column]) with { Place = place });
            }
            else if (order.Utc[i] - order.Utc[before] > context.IntervalSeconds)
            {
                // the energy is known, but not which interval it belongs to
                context.Notes.Add("intake.note_register_gap", (long)(step / 1_000_000), place, stream.Names[column]);
            }
            else
            {
                starts.Add(order.Utc[before]);
                microjoules.Add((long)(step * 3600));
                if (context.HasFlags) flags.Add(Worse(stream.Flag(order.Rows[before]), stream.Flag(row), context));
            }
            if (rolled) context.Notes.Add("intake.note_rollover", () => place, stream.Names[column]);
            before = i;
        }
        var channel = new MeterChannel(stream.Names[column], context.IntervalSeconds, [.. starts], [.. microjoules]);
        return context.HasFlags ? Flagged(channel, [.. flags], context) : channel;
    }

    private static MeterChannel Flagged(MeterChannel channel, byte[] flags, RowContext context) =>
        channel with { Quality = Array.ConvertAll(flags, f => context.QualityOf(f)), Marks = flags, MarkTexts = context.FlagTexts };

    /// <summary>Of the readings at both ends of an interval the flag of lower quality; of equals the one at its end.</summary>
    private static byte Worse(byte begin, byte end, RowContext context) =>
        ReadingRank.Of(context.QualityOf(begin)) > ReadingRank.Of(context.QualityOf(end)) ? begin : end;
}
