using System.Globalization;

namespace GreenPark.Engine.Intake;

/// <summary>Numbers as workbooks store them: shortest or 17-digit texts of a double, of which Excel shows and means 15 digits.</summary>
internal static class ExcelNumber
{
    private const int MeantDigits = 15;
    private const int SecondsOfDay = 86_400;

    /// <summary>Serial numbers of 1900-03-01, before which the 1900 system counts a day that never was, and of 9999-12-31.</summary>
    private const decimal FirstSerial = 61, LastSerial = 2_958_466;
    private static readonly long Epoch1900 = Seconds(1899, 12, 30), Epoch1904 = Seconds(1904, 1, 1);

    /// <summary>Plain digits with a point, without exponent and without the noise behind the fifteenth digit.</summary>
    public static string Plain(string stored) => TryParse(stored, out var number) ? number.ToString("0.############################", CultureInfo.InvariantCulture) : stored;

    /// <summary>
    /// A date's serial number as local seconds since 1970-01-01T00:00:00, rounded to the second in decimal arithmetic: a quarter of an hour
    /// is no binary fraction of a day. Null for a number that is no date.
    /// </summary>
    public static long? LocalSeconds(decimal serial, bool is1904)
    {
        if (serial >= LastSerial || serial < (is1904 ? 0 : FirstSerial)) return null;
        return (is1904 ? Epoch1904 : Epoch1900) + (long)decimal.Round(serial * SecondsOfDay, 0, MidpointRounding.ToEven);
    }

    public static bool TryParse(string stored, out decimal number)
    {
        number = 0;
        if (stored.Count(char.IsAsciiDigit) > MeantDigits)
        {
            if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var noisy) || !double.IsFinite(noisy)) return false;
            stored = noisy.ToString($"G{MeantDigits}", CultureInfo.InvariantCulture);
        }
        return decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static long Seconds(int year, int month, int day) => (long)(new DateTime(year, month, day) - DateTime.UnixEpoch).TotalSeconds;
}
