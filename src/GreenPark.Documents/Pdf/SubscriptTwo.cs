using System.Buffers.Binary;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>The two of CO₂ for a font that lacks it: a composite glyph of the digit, smaller and lower.</summary>
internal sealed class SubscriptTwo
{
    /// <summary>Stands for it among the font's glyph numbers, which it does not have.</summary>
    public const int Glyph = -1;

    private const int WordsXyAndScale = 0x100B;
    private const double Scale = 0.625, Drop = 0.14;

    private SubscriptTwo(TrueTypeFont font, int digit)
    {
        (Advance, LeftBearing) = (Scaled(font.AdvanceOf(digit)), Scaled(font.LeftBearingOf(digit)));
        var drop = (int)(Drop * font.UnitsPerEm);
        var box = font.Outline(digit)[2..10].ToArray();
        int Edge(int at) => Scaled(BinaryPrimitives.ReadInt16BigEndian(box.AsSpan(at)));
        int[] words = [-1, Edge(0), Edge(2) - drop, Edge(4), Edge(6) - drop, WordsXyAndScale, digit, 0, -drop, (int)(Scale * (1 << 14))];
        Outline = new byte[words.Length * 2];
        foreach (var (i, word) in words.Index()) BinaryPrimitives.WriteInt16BigEndian(Outline.AsSpan(i * 2), unchecked((short)word));
    }

    public static Rune Character { get; } = new('₂');

    public int Advance { get; }
    public int LeftBearing { get; }

    /// <summary>With the font's own number of the digit.</summary>
    public byte[] Outline { get; }

    /// <summary>Null where the font has the character, or no digit to make it of.</summary>
    public static SubscriptTwo? For(TrueTypeFont font) =>
        font.GlyphOf(Character) == 0 && font.GlyphOf(new Rune('2')) is var digit and not 0 ? new SubscriptTwo(font, digit) : null;

    private static int Scaled(int units) => (int)(units * Scale);
}
