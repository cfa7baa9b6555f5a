namespace GreenPark.Documents.Pdf;

/// <summary>What text is set in. Even is the regular face with every character in a cell of the same width, for digits that stand under each other.</summary>
internal enum Face { Regular, Bold, Even }

internal sealed record NamedFont(string Name, TrueTypeFont Font);

/// <summary>The faces of one document, each cut down to the characters it uses.</summary>
internal sealed class PdfFonts(NamedFont regular, NamedFont bold)
{
    private const double EvenCell = 0.63;

    private readonly (string Name, FontSubset Subset)[] faces =
        [(regular.Name, new(regular.Font)), (bold.Name, new(bold.Font)), (regular.Name, new(regular.Font, EvenCell))];

    /// <summary>The faces something is set in.</summary>
    public IEnumerable<(Face Face, string Name, FontSubset Subset)> Used =>
        faces.Index().Where(face => face.Item.Subset.Characters.Count > 0).Select(face => ((Face)face.Index, face.Item.Name, face.Item.Subset));

    public FontSubset Of(PdfTextStyle style) => faces[(int)style.Face].Subset;

    public double WidthOf(string text, PdfTextStyle style) => Of(style).WidthOf(text, style.Size);

    public List<string> Break(string text, PdfTextStyle style, double width) => LineBreaker.Break(Of(style), text, style.Size, width);

    public string Shortened(string text, PdfTextStyle style, double width) => LineBreaker.Shortened(Of(style), text, style.Size, width);

    /// <summary>The style, made smaller where the line would not fit.</summary>
    public PdfTextStyle Fitting(string text, PdfTextStyle style, double width) => style with { Size = LineBreaker.Fitting(Of(style), text, style.Size, width) };
}
