using System.Globalization;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>
/// ESPI's QualityOfReading (NAESB REQ.21, <c>espiDerived.xsd</c>). Valid (0), raw (14), validated (17), verified (18) and of revenue quality
/// (19) are measured; edited by hand (7) is edited; estimated (8, 9), questionable (10), derived (11), projected (12), mixed (13), normalized
/// for weather (15) and other (16) are estimated, as none of them is what the meter counted. Validated may hold what was estimated in an
/// approved way: the code alone does not say so, 8 or 9 beside it do. Of several codes the weakest holds.
/// </summary>
internal static class EspiQuality
{
    /// <param name="codes">Codes joined with +; empty for none: measured.</param>
    /// <returns>Null where a code is unknown.</returns>
    public static ReadingQuality? Of(string codes)
    {
        var weakest = ReadingQuality.Measured;
        if (codes.Length == 0) return weakest;
        foreach (var code in codes.Split('+'))
        {
            if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            switch (number)
            {
                case 0 or 14 or 17 or 18 or 19: break;
                case 7: weakest = weakest == ReadingQuality.Estimated ? weakest : ReadingQuality.Edited; break;
                case >= 8 and <= 16: weakest = ReadingQuality.Estimated; break;
                default: return null;
            }
        }
        return weakest;
    }
}
