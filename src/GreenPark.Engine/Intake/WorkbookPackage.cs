using System.IO.Compression;
using GreenPark.Engine.Evidence;

namespace GreenPark.Engine.Intake;

/// <summary>Tells a workbook (an Open XML package) from another ZIP, and looks through it before a library does.</summary>
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

    /// <summary>What all parts of a workbook say they unpack to, each counted to <paramref name="most"/>; 0 for what is none.</summary>
    public static long Length(ReadOnlyMemory<byte> bytes, long most)
    {
        if (!IsWorkbook(bytes.Span)) return 0;
        using var package = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
        return package.Entries.Sum(e => Math.Min(e.Length, most));
    }

    /// <summary>Unpacks every part once, into nothing: the library that reads the parts does not count what comes out.</summary>
    public static Error? Fault(ReadOnlyMemory<byte> bytes, string fileName, IntakeLimits limits)
    {
        using var package = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
        if (package.Entries.Count > limits.MaxFiles) return Error.Invalid("intake.archive_too_many", package.Entries.Count, limits.MaxFiles).At(fileName);
        var seen = new HashSet<string>(PackPath.Same);
        var left = limits.MaxTotalBytes - limits.UsedBytes;
        foreach (var entry in package.Entries)
        {
            // which of two sheets of one name a program shows is its own choice
            if (!seen.Add(entry.FullName)) return Error.Invalid("intake.archive_name_twice", entry.FullName).At(fileName);
            var counted = IntakeArchive.Unpack(entry, Stream.Null, fileName, left, limits);
            if (counted.IsFailure) return counted.FirstError;
            left -= counted.Value;
        }
        return null;
    }
}
