using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace GreenPark.Engine.Metering;

/// <summary>Kilowatt-hours as readings files write them, <c>digits[.digits]</c> with one to three decimals, to and from exact Wh.</summary>
public static class KilowattHours
{
    /// <summary>Parsed as whole Wh, or one of the refusals below.</summary>
    internal const long Bad = -1, TooFine = -2, Negative = -3, TooLarge = -4;

    /// <summary>Wh (0 or more), or <see cref="Bad"/>, <see cref="TooFine"/>, <see cref="Negative"/>, <see cref="TooLarge"/>.</summary>
    internal static long Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '-') return ParseUnsigned(text);
        return ParseUnsigned(text[1..]) == Bad ? Bad : Negative;
    }

    private static long ParseUnsigned(ReadOnlySpan<byte> text)
    {
        long value = 0;
        var i = 0;
        for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
        {
            if (i >= 15 && value > 9_000_000_000_000_000) return TooLarge;
            value = value * 10 + (text[i] - '0');
        }
        if (i == 0) return Bad;
        if (value > long.MaxValue / 1000) return i == text.Length || text[i] == '.' ? TooLarge : Bad;
        if (i == text.Length) return value * 1000;
        if (text[i++] != '.') return Bad;
        var decimals = text.Length - i;
        var fraction = 0;
        for (var k = i; k < text.Length; k++)
        {
            if ((uint)(text[k] - '0') > 9) return Bad;
            if (k < i + 3) fraction = fraction * 10 + (text[k] - '0');
        }
        if (decimals is 0 or > 3) return decimals == 0 ? Bad : TooFine;
        var energyWh = value * 1000 + fraction * (decimals == 1 ? 100 : decimals == 2 ? 10 : 1);
        return energyWh < 0 ? TooLarge : energyWh;
    }

    /// <summary>Wh as kWh with three decimals: <c>1234</c> is <c>1.234</c>.</summary>
    public static string Format(long energyWh) =>
        string.Create(CultureInfo.InvariantCulture, $"{energyWh / 1000}.{energyWh % 1000:000}");

    /// <summary>As <see cref="Format"/>, without a string in between.</summary>
    internal static void Write(IBufferWriter<byte> target, long energyWh)
    {
        var room = target.GetSpan(24);   // the longest: 16 digits, point, 3 digits
        Utf8Formatter.TryFormat(energyWh / 1000, room, out var length);
        room[length++] = (byte)'.';
        Utf8Formatter.TryFormat(energyWh % 1000, room[length..], out _, new StandardFormat('D', 3));
        target.Advance(length + 3);
    }
}
