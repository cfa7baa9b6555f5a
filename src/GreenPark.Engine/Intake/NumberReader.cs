using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>What a cell turned out to be.</summary>
internal enum CellReading { Value, Rounded, Empty, Sentinel, NegativeMissing, NegativeZero, Bad, Negative, TooLarge }

/// <summary>
/// Cells to whole µW or µWh, exactly: unit and multiplier are applied to the decimal digits, and what lies beyond 1e-6 of a W or Wh is
/// rounded half to even. A register's multiplier is applied to differences, not here.
/// </summary>
internal sealed class NumberReader
{
    public const long Missing = long.MinValue;
    private const int MicroDigits = 6, FastDigits = 18, LongestCell = 120, MaxExponent = 40;
    private static readonly long[] Tens = [.. Enumerable.Range(0, 19).Select(n => (long)BigInteger.Pow(10, n))];

    private readonly byte decimalMark;
    private readonly byte[] thousands;
    private readonly byte[][] sentinels;
    private readonly NegativeValues negative;
    private readonly long multiplier;
    private readonly int shift;
    private readonly long limit;

    /// <summary>For a number of so many decimals: what its digits are multiplied with, and the largest digits for which that may be done.</summary>
    private readonly long[] scales, limits;

    /// <param name="factor">What a micro-unit is multiplied with to give µJ: seconds for power, 3,600 for energy; products must fit.</param>
    public NumberReader(ValueLayout values, TextLayout text, long factor, Encoding encoding)
    {
        decimalMark = (byte)text.DecimalMark;
        thousands = text.ThousandsSeparator is { } mark ? encoding.GetBytes([mark]) : [];
        sentinels = [.. values.Sentinels.Select(s => encoding.GetBytes(s.Trim()))];
        negative = values.Kind == ValueKind.Register && values.Negative == NegativeValues.Zero ? NegativeValues.Refuse : values.Negative;
        limit = (long.MaxValue - MeterChannel.MicrojoulesPerWh) / factor;
        var times = values.Kind == ValueKind.Register ? 1m : values.Multiplier;
        var decimals = 0;
        while (times != decimal.Truncate(times)) (times, decimals) = (times * 10, decimals + 1);
        multiplier = (long)times;
        shift = UnitPower(values.Unit) + MicroDigits - decimals;

        var plain = !sentinels.Any(s => s is [>= (byte)'0' and <= (byte)'9', ..]);
        scales = [.. Enumerable.Range(0, Math.Max(shift, 0) + 1).Select(d => Scale(shift - d))];
        limits = [.. scales.Select(scale => plain && scale > 0 ? limit / scale : -1)];
    }

    public static int UnitPower(string unit) => unit[0] switch { 'k' => 3, 'M' => 6, _ => 0 };

    /// <summary>
    /// Digits with at most one decimal mark, up to whatever follows them: nearly all cells there are. False, and anything in
    /// <paramref name="at"/>, for what must be looked at more closely.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPlain(ReadOnlySpan<byte> bytes, ref int at, out long micro)
    {
        if (at <= bytes.Length - sizeof(ulong) && TryShort(Unsafe.ReadUnaligned<ulong>(in bytes[at]), out var read, out micro))
        {
            at += read;
            return true;
        }
        return TryDigitByDigit(bytes, ref at, out micro);
    }

    /// <summary>
    /// A number whose end is among eight bytes, without a branch for each of them: cells differ in length from one to the next, and a
    /// processor that guesses each length wrong takes longer for that than for the number.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryShort(ulong word, out int read, out long micro)
    {
        const ulong each = 0x0101010101010101;
        (read, micro) = (0, 0);
        if (!BitConverter.IsLittleEndian) return false;
        var digits = word ^ ('0' * each);
        // the highest bit of each byte that is no digit
        var others = (((digits & (0x7F * each)) + (0x76 * each)) | digits) & (0x80 * each);
        var whole = BitOperations.TrailingZeroCount(others) & ~7;   // bits before the first of them; 64 where there is none
        if (whole is 0 or 64) return false;
        var (end, decimals) = (whole, 0);
        if ((byte)(word >> whole) == decimalMark)
        {
            end = BitOperations.TrailingZeroCount(others & (others - 1)) & ~7;
            if (end == 64) return false;
            decimals = (end - whole) / 8 - 1;
            // the digits behind the mark move up to those before it
            var before = (1UL << whole) - 1;
            digits = (digits & before) | ((digits >> 8) & ~before);
        }
        var (ofScale, ofLimit) = (scales, limits);
        if ((uint)decimals >= (uint)ofLimit.Length || (uint)decimals >= (uint)ofScale.Length) return false;
        // the last digit to the highest byte, zeros before the first; then pairs, fours and all eight at once
        var value = digits << (64 - (end == whole ? end : end - 8));
        value = value * 10 + (value >> 8);
        value = ((value & 0x000000FF000000FF) * 0x000F424000000064 + ((value >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
        if ((long)value > ofLimit[decimals]) return false;
        (read, micro) = (end / 8, (long)value * ofScale[decimals]);
        return true;
    }

    private bool TryDigitByDigit(ReadOnlySpan<byte> bytes, ref int at, out long micro)
    {
        var (i, digits, mark) = (at, 0L, decimalMark);
        uint digit;
        while ((uint)i < (uint)bytes.Length && (digit = (uint)(bytes[i] - '0')) <= 9)
        {
            digits = digits * 10 + digit;
            i++;
        }
        var (length, decimals) = (i - at, 0);
        if (length > 0 && (uint)i < (uint)bytes.Length && bytes[i] == mark)
        {
            var from = ++i;
            while ((uint)i < (uint)bytes.Length && (digit = (uint)(bytes[i] - '0')) <= 9)
            {
                digits = digits * 10 + digit;
                i++;
            }
            decimals = i - from;
            length += decimals;
        }
        at = i;
        micro = 0;
        var (ofScale, ofLimit) = (scales, limits);
        if (length is 0 or > FastDigits || (uint)decimals >= (uint)ofLimit.Length || (uint)decimals >= (uint)ofScale.Length || digits > ofLimit[decimals]) return false;
        micro = digits * ofScale[decimals];
        return true;
    }

    /// <summary>Any cell, without its quotes. Rounded values count as values.</summary>
    public CellReading Read(ReadOnlySpan<byte> cell, out long micro)
    {
        micro = Missing;
        cell = cell.Trim((byte)' ');
        if (cell.IsEmpty) return CellReading.Empty;
        var end = 0;
        if (TryPlain(cell, ref end, out var plain) && end == cell.Length)
        {
            micro = plain;
            return CellReading.Value;
        }
        foreach (var sentinel in sentinels)
            if (cell.SequenceEqual(sentinel)) return CellReading.Sentinel;

        var below = cell[0] == '-';
        var number = below || cell[0] == '+' ? cell[1..] : cell;
        if (!TryDigits(number, out var mantissa, out var exponent)) return CellReading.Bad;
        var kind = Scaled(mantissa, exponent + shift, out var value);
        if (!below || mantissa.IsZero)
        {
            if (kind is CellReading.Value or CellReading.Rounded) micro = value;
            return kind;
        }
        if (negative == NegativeValues.Refuse) return CellReading.Negative;
        if (negative == NegativeValues.Zero) micro = 0;
        return negative == NegativeValues.Zero ? CellReading.NegativeZero : CellReading.NegativeMissing;
    }

    private CellReading Scaled(BigInteger mantissa, int power, out long value)
    {
        var product = mantissa * multiplier;
        var rounded = false;
        if (power >= 0)
        {
            product *= BigInteger.Pow(10, power);
        }
        else
        {
            var divisor = BigInteger.Pow(10, -power);
            product = BigInteger.DivRem(product, divisor, out var rest);
            rounded = !rest.IsZero;
            var half = (rest * 2).CompareTo(divisor);
            if (half > 0 || (half == 0 && !product.IsEven)) product++;
        }
        value = product <= limit ? (long)product : 0;
        return product > limit ? CellReading.TooLarge : rounded ? CellReading.Rounded : CellReading.Value;
    }

    /// <summary>Digits with decimal mark, thousands and exponent, as <c>mantissa × 10^exponent</c>.</summary>
    private bool TryDigits(ReadOnlySpan<byte> text, out BigInteger mantissa, out int exponent)
    {
        (mantissa, exponent) = (0, 0);
        if (text.Length > LongestCell) return false;
        if (text.IndexOfAny((byte)'e', (byte)'E') is var at and > 0)
        {
            if (!int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || exponent is < -MaxExponent or > MaxExponent) return false;
            text = text[..at];
        }
        Span<byte> digits = stackalloc byte[LongestCell];
        var count = 0;
        var mark = text.IndexOf(decimalMark);
        if (!TryWhole(mark < 0 ? text : text[..mark], digits, ref count)) return false;
        if (mark >= 0)
            foreach (var b in text[(mark + 1)..])
            {
                if ((uint)(b - '0') > 9) return false;
                digits[count++] = b;
                exponent--;
            }
        if (count == 0) return false;
        mantissa = count <= FastDigits ? long.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture) : BigInteger.Parse(Encoding.ASCII.GetString(digits[..count]), NumberStyles.None, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>The digits before the decimal mark; thousands set apart only in groups of three, lest a decimal mark be taken for one.</summary>
    private bool TryWhole(ReadOnlySpan<byte> text, Span<byte> digits, ref int count)
    {
        var group = -1;
        while (!text.IsEmpty)
        {
            if (thousands.Length > 0 && text.StartsWith(thousands))
            {
                if (group is not (-1 or 3) || count == 0 || (group < 0 && count > 3)) return false;
                group = 0;
                text = text[thousands.Length..];
                continue;
            }
            if ((uint)(text[0] - '0') > 9) return false;
            digits[count++] = text[0];
            if (group >= 0) group++;
            text = text[1..];
        }
        return group is -1 or 3;
    }

    private long Scale(int power) => power >= 0 && power < Tens.Length && (Int128)multiplier * Tens[power] <= long.MaxValue ? multiplier * Tens[power] : 0;
}
