namespace GreenPark.Engine.Intake;

/// <summary>What lies in an archive beside the meters' files and holds no reading: traces of file managers, and texts for people.</summary>
internal static class StrayFile
{
    /// <summary>Meter systems write none of these but .txt, which are read like all others as long as they may hold readings.</summary>
    private static readonly string[] ForPeople = [".txt", ".md", ".pdf", ".html", ".htm", ".doc", ".docx", ".rtf", ".png", ".jpg", ".jpeg", ".log"];

    /// <summary>What is said of a file that has nothing of the profile's layout, not even the header; a faulty row is never passed over.</summary>
    private static readonly string[] NothingOfIt =
        ["intake.empty", "intake.binary", "intake.bad_text", "intake.no_header", "intake.no_column", "intake.unrecognised", "intake.no_stamps", "intake.xlsx_no_workbook"];

    /// <summary>Written by a system for itself: macOS, Windows, or anything whose name begins with a dot.</summary>
    public static bool IsOfSystem(string path) => path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Name(path) is var name
        && (name.StartsWith('.') || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase));

    /// <summary>For people to read, and refused for having nothing of what the profile reads.</summary>
    public static bool IsBeside(string path, Error refused) =>
        ForPeople.Contains(Path.GetExtension(Name(path)), StringComparer.OrdinalIgnoreCase) && NothingOfIt.Contains(refused.Code);

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
