namespace GreenPark.Application.Features.Metering;

/// <summary>Names with numbers in the order in which people count: ch2 before ch10.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? one, string? other)
    {
        var (x, y) = (one ?? "", other ?? "");
        var (i, j) = (0, 0);
        while (i < x.Length && j < y.Length)
        {
            var first = Part(x, ref i);
            var second = Part(y, ref j);
            var by = char.IsAsciiDigit(first[0]) && char.IsAsciiDigit(second[0]) ? CompareNumbers(first, second) : first.CompareTo(second, StringComparison.OrdinalIgnoreCase);
            if (by != 0) return by;
        }
        return x.Length - i != y.Length - j ? (x.Length - i).CompareTo(y.Length - j) : string.CompareOrdinal(x, y);
    }

    /// <summary>Digits of any length: without leading zeros the longer number is the larger.</summary>
    private static int CompareNumbers(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one.TrimStart('0');
        other = other.TrimStart('0');
        return one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.SequenceCompareTo(other);
    }

    /// <summary>The digits, or what is none, from a place on.</summary>
    private static ReadOnlySpan<char> Part(string text, ref int at)
    {
        var (start, digits) = (at, char.IsAsciiDigit(text[at]));
        while (at < text.Length && char.IsAsciiDigit(text[at]) == digits) at++;
        return text.AsSpan(start, at - start);
    }
}
