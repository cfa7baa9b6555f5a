namespace GreenPark.Documents.Pdf;

/// <summary>
/// A part of the document's logical structure (ISO 32000-1, 14.7 and 14.8.4): what a screen reader announces and a text
/// export keeps. <paramref name="kind"/> is one of the standard types: Document, H1, H2, P, Table, TR, TH, TD, Figure, Form.
/// </summary>
internal sealed class PdfTag(string kind)
{
    private readonly List<PdfTag> parts = [];

    public string Kind => kind;

    /// <summary>What the part shows, for a part that is a picture.</summary>
    public string? Alternative { get; init; }

    /// <summary>Extra entries of the structure element, as they stand in the file.</summary>
    public string Entries { get; init; } = "";

    public IReadOnlyList<PdfTag> Parts => parts;

    /// <summary>Where the part is drawn: page from 0, mark on that page.</summary>
    public List<(int Page, int Mark)> Marks { get; } = [];

    public PdfTag Add(PdfTag part)
    {
        parts.Add(part);
        return part;
    }

    public PdfTag Add(string partKind) => Add(new PdfTag(partKind));
}
