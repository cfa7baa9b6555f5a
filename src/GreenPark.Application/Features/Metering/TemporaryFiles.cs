namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Files that live as long as they are open, in a folder of their own. Where the system allows it they have no name from the beginning,
/// so that a killed process leaves none; what is left elsewhere goes at the next start.
/// </summary>
public static class TemporaryFiles
{
    private const string Ending = ".greenpark-temp";

    internal static FileStream Create(string folder)
    {
        Disk.CreatePrivateFolder(folder);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N") + Ending);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }

    /// <summary>Removes what killed processes left; files that are in use stay.</summary>
    public static void Sweep(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
            try
            {
                File.Delete(path);
            }
            catch (IOException)
            {
                // another node's, in use there
            }
    }
}
