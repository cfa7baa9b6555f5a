using GreenPark.Engine.Failing;

namespace GreenPark.Cli;

/// <summary>Files read and written whole: an output is complete or absent.</summary>
internal static class Files
{
    public static Result<byte[]> Read(FileInfo file) => Opening<byte[]>(file, () =>
        file.Length > Array.MaxLength ? Error.Invalid("file.unreadable", "> 2 GB").At(file.Name) : File.ReadAllBytes(file.FullName));

    /// <summary>What can go wrong with a file that is read, told by the name the user gave.</summary>
    public static Result<T> Opening<T>(FileInfo file, Func<Result<T>> read)
    {
        // the system would speak of permissions
        if (Directory.Exists(file.FullName)) return Error.Invalid("file.is_folder").At(file.ToString());
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound("file.not_found").At(file.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Error.Invalid("file.unreadable", e.Message).At(file.ToString());
        }
    }

    /// <summary>
    /// Writes all files aside first and moves them in only when every one is whole. Aside is inside the folder where it exists (it may be
    /// all that may be written to), else beside it.
    /// </summary>
    public static Result<int> WriteAll(DirectoryInfo folder, IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> files)
    {
        var aside = folder.Exists ? folder.FullName : folder.Parent?.FullName ?? folder.FullName;
        var staging = new DirectoryInfo(Path.Combine(aside, $".{folder.Name}.{Path.GetRandomFileName()}"));
        try
        {
            staging.Create();
            foreach (var (name, content) in files) Write(Path.Combine(staging.FullName, name), content);
            folder.Create();
            foreach (var file in staging.GetFiles()) file.MoveTo(Path.Combine(folder.FullName, file.Name), overwrite: true);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return NotWritten(folder, staging.FullName, e);
        }
        finally
        {
            if (staging.Exists) staging.Delete(recursive: true);
        }
    }

    /// <summary>What forbids writing there, asked before the work: a signed file is replaced by nobody's slip.</summary>
    public static Error? Forbids(FileInfo file, bool replace) =>
        Directory.Exists(file.FullName) ? Error.Invalid("file.is_folder").At(file.ToString())
        : file.Directory is not { Exists: true } ? Error.NotFound("file.no_folder").At(file.ToString())
        : file.Exists && !replace ? Error.Conflict("file.exists").At(file.ToString())
        : null;

    /// <summary>Replaces what is there.</summary>
    public static Result<int> Write(FileInfo file, ReadOnlyMemory<byte> content)
    {
        var staging = Path.Combine(file.DirectoryName!, $".{file.Name}.{Path.GetRandomFileName()}");
        try
        {
            Write(staging, content);
            File.Move(staging, file.FullName, overwrite: true);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return NotWritten(file, staging, e);
        }
        finally
        {
            // where the folder is no folder there is nothing to delete, and asking for it throws
            if (File.Exists(staging)) File.Delete(staging);
        }
    }

    /// <summary>The system names the file aside, which the user never gave.</summary>
    private static Error NotWritten(FileSystemInfo given, string staging, Exception e) =>
        Error.Invalid("file.not_written", given.ToString(), e.Message.Replace(staging, given.ToString(), StringComparison.Ordinal));

    private static void Write(string path, ReadOnlyMemory<byte> content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content.Span);
    }
}
