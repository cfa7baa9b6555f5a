using System.Globalization;
using System.Text;

namespace GreenPark.Documents.Qr;

/// <summary>A QR code for a page: one SVG path of squares of one unit, and the side of its view box with the white margin around.</summary>
public sealed record QrPath(string Path, int Side)
{
    private const int Margin = 4;

    /// <summary>Null where the text is too long for a code.</summary>
    public static QrPath? TryDraw(string text)
    {
        if (QrCode.TryEncode(text) is not { } code) return null;
        var path = new StringBuilder();
        for (var y = 0; y < code.Size; y++)
            for (var x = 0; x < code.Size; x++)
                if (code.IsDark(x, y)) path.Append(CultureInfo.InvariantCulture, $"M{x + Margin} {y + Margin}h1v1h-1z");
        return new QrPath(path.ToString(), code.Size + 2 * Margin);
    }
}
