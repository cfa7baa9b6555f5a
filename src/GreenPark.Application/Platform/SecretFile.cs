using System.Diagnostics;

namespace GreenPark.Application.Platform;

/// <summary>A file that only the application's own account may read, made once even where several processes start together.</summary>
public static class SecretFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Writes what <paramref name="make"/> gives where the file is not there yet.</summary>
    public static void EnsureThere(string path, Func<byte[]> make)
    {
        if (File.Exists(path)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // a move that asks whether its goal exists is two steps on Unix, so that one process at a time takes them
        using var alone = Alone(path);
        if (File.Exists(path)) return;
        var staging = path + ".new";
        File.Delete(staging);   // of a process that was killed
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(staging, options))
        {
            file.Write(make());
            file.Flush(flushToDisk: true);
        }
        File.Move(staging, path);
    }

    /// <summary>Held by one process at a time, by none that has ended; null where another has made the file meanwhile.</summary>
    private static FileStream? Alone(string path)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && Stopwatch.GetElapsedTime(start) < Patience)
            {
                var isHeld = File.Exists(path + ".lock");   // asked first: whoever gives it up has made the file
                if (File.Exists(path)) return null;
                if (!isHeld) throw;   // it cannot be made
                Thread.Sleep(10);
            }
        }
    }
}
