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
        var lines = Array.ConvertAll(order.Rows, stream.Line);
        var channels = new List<MeterChannel>(stream.Names.Count);
        for (var first = 0; first < stream.Names.Count; first += Tile) AddTile(stream, order, starts, lines, context, first, channels);
        return channels;
    }

    private static void AddTile(ReadingStream stream, StreamOrder order, long[] starts, int[] lines, RowContext context, int first, List<MeterChannel> channels)
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
        for (var c = 0; c < width; c++) channels.Add(Channel(stream, order, starts, lines, context, first + c, columns[c], present[c]));
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

    /// <summary>Channels without a gap share the arrays of starts and lines.</summary>
    private static MeterChannel Channel(ReadingStream stream, StreamOrder order, long[] starts, int[] lines, RowContext context, int column, long[] microjoules, int present)
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
            lines = Array.ConvertAll(rows, stream.Line);
        }
        var channel = new MeterChannel(stream.Names[column], context.IntervalSeconds, starts, microjoules) { Lines = lines };
        return context.HasFlags ? context.Flagged(channel, Array.ConvertAll(rows, stream.Flag)) : channel;
    }

    private static MeterChannel Register(ReadingStream stream, StreamOrder order, RowContext context, int column)
    {
        var register = new RegisterChannel(stream.Names[column], context, context.Errors, context.Notes);
        for (var i = 0; i < order.Rows.Length; i++)
        {
            var row = order.Rows[i];
            if (stream.Values(row)[column] is var value and not NumberReader.Missing)
                register.Take(new RegisterReading(order.Utc[i], value, context.Serial(stream.Serial(row)), stream.Flag(row), context.PlaceOfRow(stream.Line(row))));
        }
        return register.ToChannel();
    }
}
