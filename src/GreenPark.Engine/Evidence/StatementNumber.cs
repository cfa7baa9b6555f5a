using System.Globalization;

namespace GreenPark.Engine.Evidence;

/// <summary>A statement's number, <c>&lt;microgrid&gt;-&lt;yyyyMM of from&gt;-&lt;member&gt;-r&lt;revision&gt;</c>; also its file name.</summary>
public static class StatementNumber
{
    /// <param name="from">First local day of the period.</param>
    /// <param name="revision">From 1; each correction adds one.</param>
    public static string Of(string microgridCode, DateOnly from, string memberCode, int revision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(revision, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{Stem(microgridCode, from, memberCode)}{revision}");
    }

    /// <summary>The revision in a number of this microgrid, period and member; null where the number is another's.</summary>
    public static int? RevisionOf(string number, string microgridCode, DateOnly from, string memberCode)
    {
        var stem = Stem(microgridCode, from, memberCode);
        if (!number.StartsWith(stem, StringComparison.Ordinal)) return null;
        var good = int.TryParse(number.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
        // Compared with its own spelling, so that r01 is not another name of r1.
        return good && revision >= 1 && number == Of(microgridCode, from, memberCode, revision) ? revision : null;
    }

    private static string Stem(string microgridCode, DateOnly from, string memberCode) =>
        string.Create(CultureInfo.InvariantCulture, $"{microgridCode}-{from:yyyyMM}-{memberCode}-r");
}
