using System.IO.Compression;

namespace GreenPark.Engine.Evidence;

/// <summary>What a reader of a pack is willing to take in; counted on the bytes that really come out, not on what the archive says.</summary>
/// <param name="MaxFiles">Entries, folders included.</param>
/// <param name="MaxTotalBytes">All files unpacked.</param>
public sealed record PackLimits(int MaxFiles = 10_000, long MaxTotalBytes = 4L << 30)
{
    public static readonly PackLimits Default = new();

    /// <summary>The total in the largest unit that says it exactly: "512 MiB".</summary>
    internal string TotalText => MaxTotalBytes switch
    {
        var b when b % (1 << 30) == 0 => $"{b >> 30} GiB",
        var b when b % (1 << 20) == 0 => $"{b >> 20} MiB",
        var b => $"{b} B",
    };
}

/// <summary>The files of a pack by path, in ordinal order.</summary>
public sealed class PackContents
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Paths => files.Keys;

    public bool TryGet(string path, out ReadOnlyMemory<byte> content) => files.TryGetValue(path, out content);

    internal void Add(string path, ReadOnlyMemory<byte> content) => files.Add(path, content);
}

/// <summary>
/// Reads any ordinary ZIP, ours or another tool's, into memory without trusting it: names, counts, sizes, checksums.
/// Nothing is ever unpacked to disk. Folder entries are passed over.
/// </summary>
public static class PackReader
{
    private const int BufferSize = 81_920;

    public static Result<PackContents> Read(ReadOnlyMemory<byte> zip, PackLimits? limits = null) =>
        Read(new MemoryStream(zip.ToArray(), writable: false), limits);

    /// <param name="zip">Seekable; stays open.</param>
    public static Result<PackContents> Read(Stream zip, PackLimits? limits = null)
    {
        limits ??= PackLimits.Default;
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > limits.MaxFiles) return Error.Invalid("evidence.zip_too_many", archive.Entries.Count, limits.MaxFiles);
            var faults = new ErrorList();
            CheckNames(archive, faults);
            return faults.Any ? faults.ToFailure<PackContents>() : ReadFiles(archive, limits, zip.Length);
        }
        catch (Exception fault) when (IsBrokenZip(fault))
        {
            return Error.Invalid("evidence.not_a_zip");
        }
    }

    // The framework's reader answers a malformed archive with any of these, depending on where it notices.
    private static bool IsBrokenZip(Exception fault) =>
        fault is InvalidDataException or EndOfStreamException or IOException or NotSupportedException or ArgumentException or OverflowException;

    private static void CheckNames(ZipArchive archive, ErrorList faults)
    {
        var seen = new HashSet<string>(PackPath.Same);
        foreach (var entry in archive.Entries)
        {
            var path = entry.FullName.EndsWith('/') ? entry.FullName[..^1] : entry.FullName;
            if (!PackPath.IsSafe(path)) faults.Add(Error.Invalid("evidence.path_unsafe", path));
            else if (!seen.Add(path)) faults.Add(Error.Invalid("evidence.path_twice", path));
            else if (entry.IsEncrypted) faults.Add(Error.Invalid("evidence.zip_encrypted", path));
        }
    }

    private static Result<PackContents> ReadFiles(ZipArchive archive, PackLimits limits, long zipLength)
    {
        var contents = new PackContents();
        var left = limits.MaxTotalBytes;
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/') && entry.Length == 0) continue;
            if (entry.FullName.EndsWith('/')) return Error.Invalid("evidence.path_unsafe", entry.FullName);
            var read = ReadFile(entry, Math.Min(left, Array.MaxLength), limits, zipLength);
            if (read.IsFailure) return read.To<PackContents>();
            contents.Add(entry.FullName, read.Value);
            left -= read.Value.Length;
        }
        return contents;
    }

    private static Result<ReadOnlyMemory<byte>> ReadFile(ZipArchiveEntry entry, long most, PackLimits limits, long zipLength)
    {
        try
        {
            if (entry.Length > most) return Error.Invalid("evidence.zip_too_large", entry.FullName, limits.TotalText);
            using var source = entry.Open();
            // Room in advance only for what can really be there: a declared size costs nothing to write.
            using var content = new MemoryStream((int)Math.Min(entry.Length, Math.Min(entry.CompressedLength, zipLength)));
            var (buffer, crc) = (new byte[BufferSize], 0u);
            for (int count; (count = source.Read(buffer)) > 0;)
            {
                // The declared size is the archive's word only; what comes out is counted.
                if (content.Length + count > most) return Error.Invalid("evidence.zip_too_large", entry.FullName, limits.TotalText);
                content.Write(buffer, 0, count);
                crc = Crc32.Append(crc, buffer.AsSpan(0, count));
            }
            if (content.Length != entry.Length || crc != entry.Crc32) return Error.Invalid("evidence.zip_damaged", entry.FullName);
            return new ReadOnlyMemory<byte>(content.GetBuffer(), 0, (int)content.Length);
        }
        catch (Exception fault) when (IsBrokenZip(fault))
        {
            return Error.Invalid("evidence.zip_damaged", entry.FullName);
        }
    }
}
