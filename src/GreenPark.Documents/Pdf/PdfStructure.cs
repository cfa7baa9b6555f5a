using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>Writes the structure tree: every tag as an object, and for every page the tags of its marks.</summary>
internal sealed class PdfStructure(PdfObjects objects, IReadOnlyList<int> pageObjects)
{
    private readonly Dictionary<PdfTag, int> numbers = [];

    /// <param name="field">Tag, page and object of the signature field; its key follows those of the pages.</param>
    /// <returns>The tree's object number.</returns>
    public int Write(PdfTag root, IReadOnlyList<PdfCanvas> pages, (PdfTag Tag, int Page, int Object)? field)
    {
        var tree = objects.Reserve();
        Number(root);
        WriteTag(root, tree, field);

        var keys = new StringBuilder();
        foreach (var page in pages)
            keys.Append($"{page.Page} [{string.Join(' ', page.Tags.Select(tag => $"{numbers[tag]} 0 R"))}] ");
        if (field is { } signature) keys.Append($"{pages.Count} {numbers[signature.Tag]} 0 R");
        objects.Fill(tree, $"<< /Type /StructTreeRoot /K [{numbers[root]} 0 R] /ParentTree << /Nums [{keys}] >> /ParentTreeNextKey {pages.Count + 1} >>");
        return tree;
    }

    private void Number(PdfTag tag)
    {
        numbers.Add(tag, objects.Reserve());
        foreach (var part in tag.Parts) Number(part);
    }

    private void WriteTag(PdfTag tag, int parent, (PdfTag Tag, int Page, int Object)? field)
    {
        var first = tag.Marks.Count > 0 ? tag.Marks[0].Page : -1;
        var kids = new StringBuilder();
        foreach (var (page, mark) in tag.Marks)
            kids.Append(page == first ? $"{mark} " : $"<< /Type /MCR /Pg {pageObjects[page]} 0 R /MCID {mark} >> ");
        foreach (var part in tag.Parts) kids.Append($"{numbers[part]} 0 R ");
        if (field is { } signature && ReferenceEquals(signature.Tag, tag))
            kids.Append($"<< /Type /OBJR /Pg {pageObjects[signature.Page]} 0 R /Obj {signature.Object} 0 R >>");

        var pageEntry = first >= 0 ? $" /Pg {pageObjects[first]} 0 R" : "";
        var alternative = tag.Alternative is { } text ? $" /Alt {PdfText.String(text)}" : "";
        objects.Fill(numbers[tag], $"<< /S /{tag.Kind} /P {parent} 0 R{pageEntry}{alternative}{tag.Entries} /K [{kids}] >>");
        foreach (var part in tag.Parts) WriteTag(part, numbers[tag], field);
    }
}
