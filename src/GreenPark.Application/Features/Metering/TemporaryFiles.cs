namespace GreenPark.Application.Features.Metering;

/// <summary>
/// Files that live as long as they are open, in a folder of their own. Where the system allows it they have no name from the beginning,
/// so that a killed process leaves none; what is left elsewhere goes at the next start.
/// </summary>
public static class TemporaryFiles
{
    private const string Ending = ".greenpark-temp";

    /// <exception cref="NoTemporaryFile">The folder is none, or none of this program's.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    internal static FileStream Create(string folder)
    {
        try
        {
            Disk.CreatePrivateFolder(folder);
            var path = Path.Combine(folder, Guid.NewGuid().ToString("N") + Ending);
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
            if (!OperatingSystem.IsWindows()) File.Delete(path);
            return file;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || (fault is IOException && !Disk.IsFull(fault)))
        {
            throw new NoTemporaryFile(fault);
        }
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

/// <summary>There is no folder in which a temporary file can be made: a matter of the installation, and none of the file that is read.</summary>
internal sealed class NoTemporaryFile(Exception inner) : Exception("No temporary file can be made.", inner);
