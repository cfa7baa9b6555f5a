using GreenPark.Engine.Failing;

namespace GreenPark.Cli;

/// <summary>Files read and written whole: an output is complete or absent.</summary>
internal static class Files
{
    public static Result<byte[]> Read(FileInfo file)
    {
        try
        {
            return file.Length > Array.MaxLength ? Error.Invalid("file.unreadable", "> 2 GB").At(file.Name) : File.ReadAllBytes(file.FullName);
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
            return Error.Invalid("file.not_written", folder.ToString(), e.Message);
        }
        finally
        {
            if (staging.Exists) staging.Delete(recursive: true);
        }
    }

    public static Result<int> Write(FileInfo file, ReadOnlyMemory<byte> content)
    {
        if (file.Directory is not { } folder) return Error.Invalid("file.not_written", file.ToString(), "/");
        var staging = Path.Combine(folder.FullName, $".{file.Name}.{Path.GetRandomFileName()}");
        try
        {
            folder.Create();
            Write(staging, content);
            File.Move(staging, file.FullName, overwrite: true);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Error.Invalid("file.not_written", file.ToString(), e.Message);
        }
        finally
        {
            // where the folder is no folder there is nothing to delete, and asking for it throws
            if (File.Exists(staging)) File.Delete(staging);
        }
    }

    private static void Write(string path, ReadOnlyMemory<byte> content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(content.Span);
    }
}
