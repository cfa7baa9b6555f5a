using System.Text;

namespace GreenPark.Engine.Evidence;

/// <summary>The first place in which a file is not what the calculation gives, with both values: where a verifier begins to ask.</summary>
internal static class FirstDifference
{
    /// <summary>Room for a hash; what a forger makes longer is cut.</summary>
    private const int Longest = 70;

    private const string Nothing = "–";

    /// <summary>Null where the bytes are the same.</summary>
    public static Error? Of(string path, ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected) =>
        found.SequenceEqual(expected) ? null
        : path.EndsWith(".csv", StringComparison.Ordinal) ? OfTables(path, found, expected)
        : CanonicalJson.Parse(found, path) is { IsFailure: true } unread ? unread.FirstError
        : Of(found, expected) is { } d ? Error.RuleBroken("evidence.value_differs", d.Name, d.Found, d.Expected).At(path)
        : Error.Invalid("evidence.not_canonical").At(path);

    /// <summary>Of two JSON documents, by the value's path (<c>figures.attributedWh.pv-1</c>); null where their values are the same.</summary>
    public static (string Name, string Found, string Expected)? Of(ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected) =>
        Of(CanonicalJson.Parse(found).Value.Value, CanonicalJson.Parse(expected).Value.Value, "");

    private static (string Name, string Found, string Expected)? Of(CanonicalValue? found, CanonicalValue? expected, string name)
    {
        if (found is CanonicalObject a && expected is CanonicalObject b)
        {
            foreach (var key in a.Concat(b).Select(member => member.Key).Distinct())
            {
                var path = name.Length == 0 ? key : $"{name}.{key}";
                if (!a.TryGet(key, out var x)) return (path, Nothing, Shown(b[key]));
                if (!b.TryGet(key, out var y)) return (path, Shown(x), Nothing);
                if (Of(x, y, path) is { } difference) return difference;
            }
            return null;
        }
        if (found is CanonicalArray c && expected is CanonicalArray d && c.Count == d.Count)
            return Enumerable.Range(0, c.Count).Select(i => Of(c[i], d[i], $"{name}[{i}]")).FirstOrDefault(difference => difference is not null);
        return CanonicalJson.Write(found).AsSpan().SequenceEqual(CanonicalJson.Write(expected)) ? null : (name, Shown(found), Shown(expected));
    }

    private static Error OfTables(string path, ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected)
    {
        var same = expected[..found.CommonPrefixLength(expected)];
        var start = same.LastIndexOf((byte)'\n') + 1;
        var line = same.Count((byte)'\n') + 1;
        var column = same[start..].Count((byte)',');
        var (name, a, b) = (Cell(expected, column), Cell(found[start..], column), Cell(expected[start..], column));
        // the cells are the same where a line is missing or too many, or ends in another way
        return name is null || a == b ? Error.RuleBroken("evidence.file_differs", path).At(path, line) : Error.RuleBroken("evidence.value_differs", name, a ?? Nothing, b).At(path, line);
    }

    /// <summary>A cell of the first line; null where the line ends before it.</summary>
    private static string? Cell(ReadOnlySpan<byte> lines, int column)
    {
        var end = lines.IndexOf((byte)'\n');
        var line = end < 0 ? lines : lines[..end];
        foreach (var range in line.Split((byte)','))
            if (column-- == 0) return Shown(line[range]);
        return null;
    }

    private static string Shown(CanonicalValue? value) => Shown(CanonicalJson.Write(value));

    // four bytes at most for a character: enough are read for the longest text that is shown
    private static string Shown(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? Nothing : ForeignText.Cut(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * (Longest + 1))]), Longest);
}
