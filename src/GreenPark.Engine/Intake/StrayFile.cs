using System.Buffers;

namespace GreenPark.Engine.Intake;

/// <summary>
/// What lies in an archive beside the meters' files and holds no reading: traces of file managers, and texts for people. Its name and its
/// first bytes tell, never how it was refused: a month of readings with a fault in it is refused alike.
/// </summary>
internal static class StrayFile
{
    private const int BlockBytes = 64 << 10;

    /// <summary>Of each kind what it begins with; those without hold text, in which readings may stand.</summary>
    private static readonly (string Extension, byte[]? Signature)[] ForPeople =
    [
        (".txt", null), (".log", null), (".md", null), (".html", [(byte)'<']), (".htm", [(byte)'<']), (".pdf", [.. "%PDF"u8]), (".rtf", [.. "{\\rtf"u8]),
        (".doc", [0xD0, 0xCF, 0x11, 0xE0]), (".docx", [.. "PK\x3\x4"u8]), (".png", [0x89, .. "PNG"u8]), (".jpg", [0xFF, 0xD8, 0xFF]), (".jpeg", [0xFF, 0xD8, 0xFF]),
    ];

    private static readonly string[] OfSystem = [".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>That of another profile, too: readings set apart otherwise than expected are readings.</summary>
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create(",;\t|"u8);

    /// <summary>Written by macOS or Windows for itself.</summary>
    public static bool IsOfSystem(string path) => path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Name(path) is var name
        && (name.StartsWith("._", StringComparison.Ordinal) || OfSystem.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>For people to read or hidden from them, and without a row of a table in what it begins with.</summary>
    public static bool IsBeside(string path, ReadOnlySpan<byte> bytes)
    {
        var name = Name(path);
        var kind = ForPeople.FirstOrDefault(x => name.EndsWith(x.Extension, StringComparison.OrdinalIgnoreCase));
        if (kind.Extension is null && !name.StartsWith('.')) return false;
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (kind.Signature is { } signature && text.TrimStart(" \r\n\t"u8).StartsWith(signature)) return true;
        return !IntakeArchive.IsPacked(bytes) && !IntakeArchive.IsZip(bytes) && !HasRow(text[..Math.Min(text.Length, BlockBytes)]);
    }

    /// <summary>A line with a number or date between delimiters, before the first byte that no text has; or markup, which other formats come in.</summary>
    private static bool HasRow(ReadOnlySpan<byte> block)
    {
        // every other byte of ASCII in UTF-16 is zero
        if (IntakeText.IsUtf16(block)) block = block.ToArray().Where(b => b != 0).ToArray();
        if (block.IndexOf((byte)0) is var zero and >= 0) block = block[..zero];
        if (block.TrimStart(" \r\n\t"u8).StartsWith("<"u8)) return true;
        foreach (var line in block.Split((byte)'\n'))
        {
            var row = block[line];
            if (!row.ContainsAny(Delimiters)) continue;
            foreach (var cell in row.SplitAny(Delimiters))
                if (row[cell].TrimStart("\" +-"u8) is [>= (byte)'0' and <= (byte)'9', ..]) return true;
        }
        return false;
    }

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
