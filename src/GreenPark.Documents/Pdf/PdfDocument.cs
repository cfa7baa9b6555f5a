namespace GreenPark.Documents.Pdf;

/// <summary>A document of A4 pages: pages are added and drawn on, then it is saved once.</summary>
internal sealed class PdfDocument(PdfFonts fonts)
{
    private readonly List<PdfCanvas> pages = [];

    public PdfFonts Fonts => fonts;

    public IReadOnlyList<PdfCanvas> Pages => pages;

    /// <summary>The root of the logical structure.</summary>
    public PdfTag Root { get; } = new("Document");

    public PdfSignatureField? Signature { get; set; }

    public PdfCanvas AddPage()
    {
        pages.Add(new PdfCanvas(fonts, pages.Count));
        return pages[^1];
    }

    public byte[] Save(PdfMetadata metadata)
    {
        var objects = new PdfObjects();
        var catalog = objects.Reserve();
        var tree = objects.Reserve();
        var faces = fonts.Used.Select(face => (face.Face, face.Name, face.Subset, Object: objects.Reserve())).ToList();
        var numbers = pages.ConvertAll(_ => objects.Reserve());
        var resources = $"<< /Font << {string.Join(' ', faces.Select(face => $"/{face.Face} {face.Object} 0 R"))} >> /ExtGState << /Faint << /ca 0.13 /CA 0.13 >> >> >>";

        var field = Signature?.Write(objects, numbers[Signature.Page], resources, pages.Count);
        foreach (var page in pages)
        {
            var content = objects.AddStream("", page.Finish());
            var annotation = field is { } number && Signature!.Page == page.Page ? $" /Annots [{number} 0 R] /Tabs /S" : "";
            objects.Fill(numbers[page.Page],
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfText.Numbers(PdfCanvas.Width, PdfCanvas.Height)}] "
                + $"/Resources {resources} /Contents {content} 0 R /StructParents {page.Page}{annotation} >>");
        }
        objects.Fill(tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', numbers.Select(n => $"{n} 0 R"))}] >>");
        foreach (var face in faces) EmbeddedFont.Write(objects, face.Object, face.Subset, face.Name);

        if (Signature is not null) Root.Add(Signature.Tag);
        var structure = new PdfStructure(objects, numbers).Write(Root, pages, field is { } at ? (Signature!.Tag, Signature.Page, at) : null);
        var xmp = objects.AddPlainStream("/Type /Metadata /Subtype /XML", metadata.Xmp());
        var profile = objects.AddStream("/N 3", ColourProfile.Srgb());
        var form = field is null ? "" : $" /AcroForm << /SigFlags 3 /Fields [{field} 0 R] >>";
        objects.Fill(catalog,
            $"<< /Type /Catalog /Pages {tree} 0 R /Metadata {xmp} 0 R /Lang (en) "
            + $"/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {profile} 0 R >>] /MarkInfo << /Marked true >> "
            + $"/StructTreeRoot {structure} 0 R /ViewerPreferences << /DisplayDocTitle true >>{form} >>");

        var file = objects.Write(catalog, objects.Add(metadata.Information()), out var places);
        return Signature is null ? file : Signature.Seal(file, places);
    }
}
