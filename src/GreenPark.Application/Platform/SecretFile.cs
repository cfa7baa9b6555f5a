namespace GreenPark.Application.Platform;

/// <summary>A file that only the application's own account may read, made once even where several processes start together.</summary>
public static class SecretFile
{
    /// <summary>Writes what <paramref name="make"/> gives where the file is not there yet.</summary>
    public static void EnsureThere(string path, Func<byte[]> make)
    {
        if (File.Exists(path)) return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var staging = Path.Combine(folder, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(staging, options)) file.Write(make());
        try
        {
            File.Move(staging, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(staging);   // another process was faster: its file is the one
        }
    }
}
