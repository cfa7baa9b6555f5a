using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Statements;

/// <summary>Measures, colours and type sizes of a statement, in points.</summary>
internal static class Look
{
    public const double Left = 42, Right = PdfCanvas.Width - 42, Width = Right - Left;
    public const double Top = 58, Bottom = PdfCanvas.Height - 50;
    /// <summary>From one line to the next, and from a line's top to its base line.</summary>
    public const double LineHeight = 12.5, Rise = 9.3;
    public const double Gap = 10;

    public static readonly PdfColour
        Ink = PdfColour.Of(0x1A2421), Quiet = PdfColour.Of(0x5E6B66), Rule = PdfColour.Of(0xC9D3CE), Wash = PdfColour.Of(0xF1F6F3),
        Green = PdfColour.Of(0x12804F), Pale = PdfColour.Of(0xC4CFCA), Warning = PdfColour.Of(0xB3261E), WarningWash = PdfColour.Of(0xFCEFEE),
        Paper = PdfColour.Of(0xFFFFFF), Black = PdfColour.Of(0x000000);

    public static readonly PdfTextStyle
        Title = new(20, Ink, Face.Bold), Subtitle = new(12.5, Quiet), Heading = new(10.5, Green, Face.Bold), HeadingEn = new(9, Quiet),
        Label = new(7.2, Quiet), Body = new(9, Ink), Strong = new(9, Ink, Face.Bold), Small = new(7.5, Quiet), Note = new(8.2, Ink), Digits = new(8.2, Ink, Face.Even),
        Alert = new(8.2, Warning, Face.Bold);
}
