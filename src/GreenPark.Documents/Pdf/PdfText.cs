using System.Globalization;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>How values are spelled in a PDF file (ISO 32000-1, 7.3).</summary>
internal static class PdfText
{
    /// <summary>A text string outside page content: UTF-16, so any character goes.</summary>
    public static string String(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>At most three decimals, always with a point.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Numbers(params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(Number(value));
        }
        return text.ToString();
    }

    /// <param name="utc">Taken as UTC, whatever its kind.</param>
    public static string Date(DateTime utc) => utc.ToString("'(D:'yyyyMMddHHmmss'Z)'", CultureInfo.InvariantCulture);
}
