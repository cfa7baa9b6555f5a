namespace GreenPark.Application.Platform;

/// <summary>What the systems say of their disks, each in its own numbers, and folders that hold people's files.</summary>
public static class Disk
{
    private const int WindowsFull = unchecked((int)0x80070070), WindowsHandleFull = unchecked((int)0x80070027), NoSpace = 28, OverQuota = 122, OverQuotaOfBsd = 69;

    /// <summary>Only of a full disk, or a used-up quota, is anything said about room: a file that is gone has another remedy.</summary>
    public static bool IsFull(Exception fault) => fault is IOException
        && (OperatingSystem.IsWindows() ? fault.HResult is WindowsFull or WindowsHandleFull : fault.HResult is NoSpace or OverQuota or OverQuotaOfBsd);

    public static bool IsGone(Exception fault) => fault is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>For this system's user alone, where it knows such rights, also one that was there before: meter data are their park's business.</summary>
    public static void CreatePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(folder, own);
        // a folder for everybody's files, such as /tmp, stays everybody's
        if (File.GetUnixFileMode(folder) is var mode && (mode & ~own) != 0 && (mode & UnixFileMode.StickyBit) == 0) File.SetUnixFileMode(folder, own);
    }
}
