namespace GreenPark.Documents.Tests;

/// <summary>A document's words, read back with poppler.</summary>
internal static class ReadBack
{
    public static string Text(byte[] pdf)
    {
        CommandLine.Need("pdftotext");
        using var folder = new Folder();
        return CommandLine.Run("pdftotext", "-raw", "-enc", "UTF-8", folder.Put("statement.pdf", pdf), "-");
    }

    public static string[] Pages(byte[] pdf) => Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);
}
