using System.Runtime.InteropServices;

namespace GreenPark.Engine.Intake;

/// <summary>A temporary file that readings are put away in while a <see cref="LargeFile"/> is read.</summary>
/// <param name="stop">Asked before each look into the file: comparing rows that stand twice takes one for each cell.</param>
internal sealed class Spill(Stream file, int bufferBytes, CancellationToken stop = default)
{
    private const int FewestRows = 16, FrameBytes = 17;
    private int streams;

    /// <summary>Memory for those taken out at a time.</summary>
    public int BufferBytes => bufferBytes;

    /// <summary>One more stream shares the memory for readings that are not yet put away.</summary>
    public void Share() => streams++;

    /// <summary>How many rows of so many values are kept in memory before they are put away.</summary>
    public int BlockRows(int width) => (int)Math.Max(FewestRows, bufferBytes / (8L * width + FrameBytes) / Math.Max(1, streams));

    public long Append<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var offset = file.Length;
        file.Position = offset;
        file.Write(MemoryMarshal.AsBytes(values));
        return offset;
    }

    public void Read<T>(long offset, Span<T> values) where T : unmanaged
    {
        stop.ThrowIfCancellationRequested();
        file.Position = offset;
        file.ReadExactly(MemoryMarshal.AsBytes(values));
    }
}

/// <summary>
/// Rows of values put away, block by block, each block column by column: so some columns of all rows are taken out without reading the
/// others.
/// </summary>
internal sealed class SpilledValues(Spill spill, int width)
{
    private readonly List<(long Offset, int FirstRow, int Rows)> blocks = [];
    private long[] turned = [];

    public int Rows { get; private set; }

    /// <param name="values">Row-major.</param>
    public void Write(ReadOnlySpan<long> values, int rows)
    {
        if (rows == 0) return;
        blocks.Add((spill.Append(width == 1 ? values : Turned(values, rows, width)), Rows, rows));
        Rows += rows;
    }

    /// <summary>Some columns of all rows, row-major.</summary>
    public void Read(int first, int count, Span<long> target)
    {
        foreach (var (offset, firstRow, rows) in blocks)
        {
            var of = target.Slice(firstRow * count, rows * count);
            spill.Read(offset + 8L * first * rows, of);
            if (count > 1) Turned(of, count, rows).CopyTo(of);
        }
    }

    /// <summary>The block's memory is not needed while nothing is written or read.</summary>
    public void Release() => turned = [];

    public bool AreSame(int one, int other)
    {
        for (var column = 0; column < width; column++)
            if (Value(one, column) != Value(other, column)) return false;
        return true;
    }

    private long Value(int row, int column)
    {
        var (low, high) = (0, blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (blocks[middle].FirstRow <= row) low = middle;
            else high = middle - 1;
        }
        var (offset, firstRow, rows) = blocks[low];
        Span<long> value = stackalloc long[1];
        spill.Read(offset + 8L * ((long)column * rows + row - firstRow), value);
        return value[0];
    }

    /// <summary>Rows become columns.</summary>
    private ReadOnlySpan<long> Turned(ReadOnlySpan<long> source, int rows, int columns)
    {
        const int Tile = 32;
        if (turned.Length < source.Length) turned = new long[source.Length];
        for (var top = 0; top < rows; top += Tile)
            for (var left = 0; left < columns; left += Tile)
            {
                var (bottom, right) = (Math.Min(top + Tile, rows), Math.Min(left + Tile, columns));
                for (var row = top; row < bottom; row++)
                    for (var column = left; column < right; column++) turned[column * rows + row] = source[row * columns + column];
            }
        return turned.AsSpan(0, source.Length);
    }
}
