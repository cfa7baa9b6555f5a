using System.IO.Compression;

namespace GreenPark.Engine.Intake;

/// <summary>Tells a workbook (an Open XML package) from another ZIP.</summary>
internal static class WorkbookPackage
{
    private const string ContentTypes = "[Content_Types].xml";

    public static bool IsWorkbook(ReadOnlySpan<byte> bytes)
    {
        if (!IntakeArchive.IsZip(bytes)) return false;
        try
        {
            using var package = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            return package.Entries.Any(e => e.FullName == ContentTypes);
        }
        catch (Exception fault) when (IntakeArchive.IsBroken(fault))
        {
            return false;
        }
    }
}
