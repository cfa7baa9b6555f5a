namespace GreenPark.Application.Platform;

/// <summary>What the systems say of their disks, each in its own numbers, and folders that hold people's files.</summary>
public static class Disk
{
    private const int WindowsFull = unchecked((int)0x80070070), WindowsHandleFull = unchecked((int)0x80070027), NoSpace = 28, OverQuota = 122, OverQuotaOfBsd = 69;

    /// <summary>Only of a full disk, or a used-up quota, is anything said about room: a file that is gone has another remedy.</summary>
    public static bool IsFull(Exception fault) => fault is IOException
        && (OperatingSystem.IsWindows() ? fault.HResult is WindowsFull or WindowsHandleFull : fault.HResult is NoSpace or OverQuota or OverQuotaOfBsd);

    public static bool IsGone(Exception fault) => fault is FileNotFoundException or DirectoryNotFoundException;

    /// <summary>For this system's user alone, where it knows such rights: meter data are their park's business.</summary>
    public static void CreatePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
