using System.Buffers;
using System.Text;

namespace GreenPark.Engine.Failing;

/// <summary>Line and column of a byte in a UTF-8 file, both from 1, as an editor shows them: a column counts characters, a byte-order mark none.</summary>
internal static class TextPlace
{
    public static Place Of(string? file, ReadOnlySpan<byte> bytes, int offset) => new(file, LineOf(bytes, offset), ColumnOf(bytes, offset));

    public static int LineOf(ReadOnlySpan<byte> bytes, int offset) => bytes[..offset].Count((byte)'\n') + 1;

    public static int ColumnOf(ReadOnlySpan<byte> bytes, int offset)
    {
        var line = bytes[(bytes[..offset].LastIndexOf((byte)'\n') + 1)..offset];
        return Encoding.UTF8.GetCharCount(line.StartsWith("\uFEFF"u8) && line.Length == offset ? line[3..] : line) + 1;
    }

    /// <summary>Where the bytes stop being UTF-8; their length where all of them are.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (offset < bytes.Length && Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == OperationStatus.Done) offset += length;
        return offset;
    }
}
