using System.Text;

namespace GreenPark.Fuzz;

/// <summary>Damages a file a little, often where it hurts: in bytes, in lines and cells, in encodings, in the parts of an archive.</summary>
internal static class Mutator
{
    private static readonly string[] Tokens =
    [
        "\n", "\r", "\r\n", "\"", "\"\"", ",", ";", "\t", "|", " ", "-", "+", ".", "0", "9", "e", "E", "\0", "\uFEFF", "é", "电", "１", "<", "&", "{", "[", "}", "]",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "<![CDATA[", "]]>", "<!--", "-->", "900\n", "100,NEM12\n", "null", "24:00", "00:00", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006",
    ];

    public static byte[] Mutated(FuzzTarget target, Random random)
    {
        if (ZipMutations.IsZip(target.Seed) && random.Next(3) > 0) return ZipMutations.Inside(target, random);
        return Text(target.Seed, target.Delimiter, random);
    }

    /// <summary>Mostly one or two changes: a file that is damaged everywhere is refused at its first line and tells little.</summary>
    internal static byte[] Text(byte[] file, char delimiter, Random random)
    {
        var bytes = file;
        for (var changes = random.Next(4) switch { 0 or 1 => 1, 2 => 2, _ => random.Next(3, 9) }; changes > 0 && bytes.Length > 0; changes--)
            bytes = random.Next(20) switch
            {
                < 7 => Bytes(bytes, random),
                < 18 => CellMutations.Mutated(bytes, delimiter, random),
                18 => Encoded(bytes, random),
                _ => Nested(bytes, random),
            };
        return bytes;
    }

    private static byte[] Bytes(byte[] file, Random random)
    {
        var bytes = file.ToList();
        var at = random.Next(bytes.Count);
        var length = Math.Min(random.Next(4) == 0 ? random.Next(1, 2_000) : random.Next(1, 40), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0: bytes[at] = (byte)random.Next(256); break;
            case 1 or 2: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length)); break;
            case 5 when random.Next(3) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
            case 6: bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(8) == 0 ? random.Next(20_000) : random.Next(40))); break;
            case 7 when length >= 4: for (var i = 0; i < 4; i++) bytes[at + i] = (byte)(random.Next(2) * 255); break;
            default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)])); break;
        }
        return [.. bytes];
    }

    /// <summary>The whole file as another program would have written it.</summary>
    private static byte[] Encoded(byte[] bytes, Random random) => random.Next(6) switch
    {
        0 => [.. Encoding.UTF8.Preamble, .. bytes],
        1 => [.. Encoding.Unicode.Preamble, .. Encoding.Convert(Encoding.UTF8, Encoding.Unicode, bytes)],
        2 => Encoding.Convert(Encoding.UTF8, Encoding.BigEndianUnicode, bytes),
        3 => Encoding.Convert(Encoding.UTF8, Encoding.Latin1, bytes),
        4 => [.. bytes.SelectMany(b => b == '\n' ? "\r\n"u8.ToArray() : [b])],
        _ => Array.ConvertAll(bytes, b => b == '\n' ? (byte)'\r' : b),
    };

    /// <summary>A pair of brackets, tags or quotes, many times over.</summary>
    private static byte[] Nested(byte[] bytes, Random random)
    {
        var (open, close) = random.Next(4) switch { 0 => ("<a>", "</a>"), 1 => ("[", "]"), 2 => ("{\"a\":", "}"), _ => ("\"", "\"") };
        var times = random.Next(6) == 0 ? random.Next(20_000) : random.Next(1, 60);
        var from = random.Next(bytes.Length);
        var to = random.Next(from, bytes.Length);
        return [.. bytes[..from], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, times))), .. bytes[from..to], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(close, times))), .. bytes[to..]];
    }
}
