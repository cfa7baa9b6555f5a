using System.Text;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>
/// A quality method of AEMO's format: a flag (A actual, S and F substituted, E estimated, N null, V varying over the day) and, for
/// S, F and E, a method of two digits. Meter Data File Format Specification NEM12 &amp; NEM13 (AEMO, v1.06), 3.3.5 and appendices C and D:
/// several qualities in a day take V in its 300 row and 400 rows of their own, which have no V; A and V need no method.
/// </summary>
/// <param name="Flag">The letter.</param>
/// <param name="Mark">The method word for word, and after a slash the reason code where there is one: <c>F14/76</c>.</param>
internal readonly record struct MdffQuality(char Flag, string Mark)
{
    private const string Flags = "ASFENV";

    public bool Varies => Flag == 'V';

    public ReadingQuality Quality => Flag switch
    {
        'A' => ReadingQuality.Measured,
        'N' => ReadingQuality.Missing,
        _ => ReadingQuality.Estimated,
    };

    public static bool IsMethod(ReadOnlySpan<byte> field) =>
        field.Length is 1 or 3 && Flags.Contains((char)field[0]) && (field.Length == 1 || (field[0] is (byte)'S' or (byte)'F' or (byte)'E' && IsDigits(field[1..])));

    /// <summary>Null where the field is no quality method, or the reason no code.</summary>
    public static MdffQuality? Of(ReadOnlySpan<byte> method, ReadOnlySpan<byte> reason)
    {
        if (!IsMethod(method) || reason.Length > 3 || !IsDigits(reason)) return null;
        var text = Encoding.ASCII.GetString(method);
        return new MdffQuality(text[0], reason.IsEmpty ? text : $"{text}/{Encoding.ASCII.GetString(reason)}");
    }

    private static bool IsDigits(ReadOnlySpan<byte> field) => field.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
