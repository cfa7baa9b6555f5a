using System.IO.Compression;
using System.Text;
using GreenPark.Engine.Evidence;

namespace GreenPark.Engine.Intake;

/// <summary>What a reader of an archive is willing to unpack; counted on what really comes out.</summary>
/// <param name="MaxFiles">Entries, folders included.</param>
/// <param name="MaxTotalBytes">All files unpacked.</param>
/// <param name="MaxRatio">Unpacked to packed, for files of more than <see cref="RatioFrom"/> bytes: rows of zeros pack well, bombs better.</param>
public sealed record IntakeLimits(int MaxFiles = 1_000, long MaxTotalBytes = 256L << 20, int MaxRatio = 400)
{
    public static readonly IntakeLimits Default = new();

    public const long RatioFrom = 4L << 20;

    /// <summary>What was unpacked before: workbooks of one archive share its limit.</summary>
    internal long UsedBytes { get; init; }

    internal string TotalText => $"{MaxTotalBytes >> 20} MiB";
}

/// <summary>
/// Opens a ZIP of meter files as a folder, in memory and without trusting it: every file is read by the same profile, and channels of the
/// same name are joined in time. One wrong file refuses the whole; what no meter system writes (<see cref="StrayFile"/>) is passed over, and noted.
/// </summary>
public static class IntakeArchive
{
    private const int BufferSize = 81_920;

    /// <summary>A system writes a file for each of its meters: one whose meter the profile does not take is passed over, but not all of them.</summary>
    private const string NoChannel = "intake.no_channel";

    /// <summary>Windows writes names outside ASCII in the machine's code page and does not say so; in China that is GBK.</summary>
    private static readonly Encoding UntoldNames = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x3\x4"u8) || bytes.StartsWith("PK\x5\x6"u8);

    /// <param name="read">Reads one of the files, given its bytes and the name that messages use.</param>
    public static Result<IntakeFile> Read(
        ReadOnlyMemory<byte> zip, string fileName, Func<ReadOnlyMemory<byte>, string, Result<IntakeFile>> read, IntakeLimits? limits = null)
    {
        limits ??= IntakeLimits.Default;
        // only what the framework's reader does is guarded: a fault of our own is none of the archive
        var opened = Guarded(() => Open(zip, fileName, limits), fileName);
        if (!opened.TryGet(out var archive)) return opened.To<IntakeFile>();
        using (archive)
        {
            var files = ReadFiles(archive, fileName, read, limits);
            return files.IsFailure ? files.To<IntakeFile>() : ChannelJoin.Join(fileName, files.Value);
        }
    }

    /// <summary>
    /// What a large archive's first file begins with, of which the rest is not unpacked; null where there is none for certain. One profile
    /// reads all its files, so that it tells which.
    /// </summary>
    public static ReadOnlyMemory<byte>? First(Stream zip, int most)
    {
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true, UntoldNames);
            foreach (var entry in archive.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal).Where(e => !e.FullName.EndsWith('/') && !e.IsEncrypted && !StrayFile.IsOfSystem(e.FullName)))
            {
                using var source = entry.Open();
                var room = new byte[Math.Min(most, entry.Length)];
                var begin = room.AsMemory(0, source.ReadAtLeast(room, room.Length, throwOnEndOfStream: false));
                if (!StrayFile.IsBeside(entry.FullName, begin.Span)) return begin;
            }
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            // reading it whole says what is wrong with it
        }
        return null;
    }

    private static Result<ZipArchive> Open(ReadOnlyMemory<byte> zip, string fileName, IntakeLimits limits)
    {
        var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read, leaveOpen: false, UntoldNames);
        if (archive.Entries.Count > limits.MaxFiles) return Error.Invalid("intake.archive_too_many", archive.Entries.Count, limits.MaxFiles).At(fileName);
        var errors = new ErrorList();
        CheckNames(archive, fileName, errors);
        return errors.Any ? errors.ToFailure<ZipArchive>() : archive;
    }

    private static Result<T> Guarded<T>(Func<Result<T>> unpack, string fileName)
    {
        try
        {
            return unpack();
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return Error.Invalid("intake.archive_damaged").At(fileName);
        }
    }

    /// <summary>The framework's reader answers a malformed archive with any of these, depending on where it notices.</summary>
    internal static bool IsBroken(Exception fault) =>
        fault is InvalidDataException or EndOfStreamException or IOException or NotSupportedException or ArgumentException or OverflowException;

    private static void CheckNames(ZipArchive archive, string fileName, ErrorList errors)
    {
        var seen = new HashSet<string>(PackPath.Same);
        foreach (var entry in archive.Entries)
        {
            var path = entry.FullName.TrimEnd('/');
            if (!PackPath.IsSafe(path)) errors.Add(Error.Invalid("intake.archive_unsafe_name", path).At(fileName));
            else if (!seen.Add(path)) errors.Add(Error.Invalid("intake.archive_name_twice", path).At(fileName));
            else if (entry.IsEncrypted) errors.Add(Error.Invalid("intake.archive_encrypted", path).At(fileName));
        }
    }

    private static Result<IReadOnlyList<IntakeFile>> ReadFiles(
        ZipArchive archive, string fileName, Func<ReadOnlyMemory<byte>, string, Result<IntakeFile>> read, IntakeLimits limits)
    {
        var (files, errors, left) = (new List<IntakeFile>(), new ErrorList(), limits.MaxTotalBytes);
        var (withoutChannel, strays, ofStrays) = (new List<Error>(), new List<string>(), new List<Error>());
        foreach (var entry in archive.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/')) continue;
            if (StrayFile.IsOfSystem(entry.FullName))
            {
                strays.Add(entry.FullName);
                continue;
            }
            var unpacked = Guarded(() => Unpack(entry, fileName, left, limits), fileName);
            if (unpacked.IsFailure) return unpacked.To<IReadOnlyList<IntakeFile>>();
            left -= unpacked.Value.Length;
            var name = $"{fileName}/{entry.FullName}";
            var file = IsPacked(unpacked.Value.Span) ? Error.Invalid("intake.archive_nested").At(name) : read(unpacked.Value, name);
            if (file.IsSuccess) files.Add(file.Value);
            else if (StrayFile.IsBeside(entry.FullName, unpacked.Value.Span))
            {
                strays.Add(entry.FullName);
                ofStrays.Add(file.FirstError);
            }
            else if (file.Errors is [{ Code: NoChannel }]) withoutChannel.Add(file.FirstError);
            else errors.AddAll(file);
        }
        if (errors.Any) return errors.ToFailure<IReadOnlyList<IntakeFile>>();
        // where nothing was read, what was passed over may be what was meant
        var refused = withoutChannel.Count > 0 ? withoutChannel : ofStrays;
        if (files.Count == 0 && refused.Count == 0) return Error.Invalid("intake.archive_empty").At(fileName);
        if (files.Count == 0) return Result<IReadOnlyList<IntakeFile>>.Failure([.. refused.Take(ErrorList.KeptInFull)], refused.Count);
        files.Add(new IntakeFile(fileName, [],
        [
            .. withoutChannel.Select(e => new IntakeNote(Error.Invalid("intake.note_no_channel", e.Args) with { Place = e.Place }, 1)),
            .. strays.Take(1).Select(_ => new IntakeNote(Error.Invalid("intake.note_stray", HeaderRoles.Some(strays)).At(fileName), strays.Count)),
        ]));
        return files;
    }

    /// <summary>Another archive inside; a workbook is a ZIP too and is left to its reader.</summary>
    internal static bool IsPacked(ReadOnlySpan<byte> bytes) =>
        bytes is [0x1F, 0x8B, ..] || bytes is [0x37, 0x7A, 0xBC, 0xAF, ..] || bytes.StartsWith("Rar!"u8) || (IsZip(bytes) && !WorkbookPackage.IsWorkbook(bytes));

    private static Result<ReadOnlyMemory<byte>> Unpack(ZipArchiveEntry entry, string fileName, long most, IntakeLimits limits)
    {
        using var content = new MemoryStream();
        var count = Unpack(entry, content, fileName, most, limits);
        return count.IsFailure ? count.To<ReadOnlyMemory<byte>>() : new ReadOnlyMemory<byte>(content.GetBuffer(), 0, (int)content.Length);
    }

    /// <summary>Unpacks an entry; gives its length, which the archive's own word is checked against.</summary>
    internal static Result<long> Unpack(ZipArchiveEntry entry, Stream target, string fileName, long most, IntakeLimits limits)
    {
        using var source = entry.Open();
        var (buffer, crc, length) = (new byte[BufferSize], 0u, 0L);
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            length += count;
            if (length > entry.Length) break;   // it is not what it says: no more needs to come out
            if (length > most) return Error.Invalid("intake.archive_too_large", entry.FullName, limits.TotalText).At(fileName);
            if (length > IntakeLimits.RatioFrom && length > entry.CompressedLength * limits.MaxRatio)
                return Error.Invalid("intake.archive_bomb", entry.FullName, limits.MaxRatio).At(fileName);
            target.Write(buffer, 0, count);
            crc = Crc32.Append(crc, buffer.AsSpan(0, count));
        }
        if (length != entry.Length || crc != entry.Crc32) return Error.Invalid("intake.archive_damaged").At($"{fileName}/{entry.FullName}");
        return length;
    }
}
