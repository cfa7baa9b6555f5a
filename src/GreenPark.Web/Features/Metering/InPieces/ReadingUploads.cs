using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Platform;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Http;

namespace GreenPark.Web.Features.Metering.InPieces;

/// <summary>A file of readings that comes in pieces.</summary>
/// <param name="Owner">The only one who may go on with it.</param>
/// <param name="Length">Of the whole file, as announced.</param>
/// <param name="ChangedAt">When the file was changed last, as a browser tells it: chosen again, it is gone on with. Null from machines, which keep the address.</param>
/// <param name="Sha256">Of the whole file, where its sender said so at the beginning: what has come must be that.</param>
/// <param name="Taken">What its import answered: whoever lost the answer asks again. Null before.</param>
public sealed record ReadingUpload(
    Guid Id, Guid Owner, string Park, string Microgrid, string FileName, long Length, DateTime BeganAt, DateTimeOffset? ChangedAt = null, string? Sha256 = null, ImportReadings.Taken? Taken = null);

/// <summary>
/// Files that come in pieces, kept in the data folder until they are imported or a day old. How much has come is the length of
/// the file itself, so that neither a lost connection nor a killed process makes it say anything else.
/// </summary>
internal sealed class ReadingUploads(string folder, TimeProvider clock)
{
    /// <summary>Unfinished files of one person; more than that is a client that never finishes.</summary>
    public const int MostOfOne = 8;

    private const int Buffer = 1 << 16;

    private static readonly JsonSerializerOptions Facts = new() { Converters = { new Texts() } };

    /// <summary>The arguments of an answer's notes, which are texts.</summary>
    private sealed class Texts : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString();
        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => writer.WriteStringValue((string)value);
    }

    /// <summary>A file to which nothing came for so long gives way to a new one of the same person.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly Lock beginning = new();
    private readonly ConcurrentDictionary<Guid, bool> importing = [];

    public Result<ReadingUpload> Begin(Guid owner, string park, string microgrid, string fileName, long length, DateTimeOffset? changedAt = null, string? sha256 = null)
    {
        lock (beginning)
        {
            Disk.CreatePrivateFolder(folder);
            Sweep();
            if (!HasPlace(owner)) return Error.Conflict("request.upload_too_many", MostOfOne);
            var upload = new ReadingUpload(Guid.NewGuid(), owner, park, microgrid, fileName, length, clock.GetUtcNow().UtcDateTime, changedAt, sha256);
            try
            {
                File.WriteAllBytes(PartOf(upload), []);
                Write(upload);   // last: what has no facts is not there
                return upload;
            }
            catch (IOException fault) when (Disk.IsFull(fault))
            {
                return Error.Conflict("request.upload_no_room", 0, length);
            }
        }
    }

    /// <summary>Whoever has as many as are kept loses the one that has rested longest, an hour at least; a page left open is no reason to stop a person for a day.</summary>
    private bool HasPlace(Guid owner)
    {
        var own = All().Where(x => x.Owner == owner && x.Taken is null).ToList();
        if (own.Count < MostOfOne) return true;
        var idle = own.Where(x => !importing.ContainsKey(x.Id) && TouchedAt(x) < clock.GetUtcNow().UtcDateTime - Idle).MinBy(TouchedAt);
        if (idle is not null) Remove(idle);
        return idle is not null;
    }

    private DateTime TouchedAt(ReadingUpload upload) => File.GetLastWriteTimeUtc(PartOf(upload)) is var at && at > upload.BeganAt ? at : upload.BeganAt;

    /// <summary>Null where there is none, or where it is somebody else's.</summary>
    public ReadingUpload? Find(Guid id, Guid owner, string park, string microgrid) =>
        Read(FactsOf(id)) is { } upload && upload.Owner == owner && upload.Park == park && upload.Microgrid == microgrid ? upload : null;

    /// <summary>The same file, chosen again in a browser: what has come of it stays, as long as it is kept at all. Else it begins.</summary>
    public Result<ReadingUpload> GoOn(Guid owner, string park, string microgrid, string fileName, long length, DateTimeOffset changedAt)
    {
        Disk.CreatePrivateFolder(folder);
        return All().FirstOrDefault(x => x.Taken is null && x.Owner == owner && x.Park == park && x.Microgrid == microgrid && x.FileName == fileName && x.Length == length && x.ChangedAt == changedAt && x.BeganAt > clock.GetUtcNow().UtcDateTime - Kept) is { } known
            ? known : Begin(owner, park, microgrid, fileName, length, changedAt);
    }

    public long Offset(ReadingUpload upload) => upload.Taken is not null ? upload.Length : new FileInfo(PartOf(upload)) is { Exists: true } part ? part.Length : 0;

    /// <summary>Writes what comes; what came before the connection broke stays. Returns how much there is now.</summary>
    public async Task<Result<long>> AppendAsync(ReadingUpload upload, long offset, Stream body, CancellationToken stop)
    {
        if (upload.Taken is not null) return Error.Invalid("request.upload_too_long", upload.Length);
        FileStream part;
        try
        {
            // for this writer alone: on Linux any other way of sharing lets a second one in
            part = new FileStream(PartOf(upload), FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception fault) when (Disk.IsGone(fault))
        {
            return Error.NotFound("request.upload_not_found");
        }
        catch (IOException)
        {
            return Error.Conflict("request.upload_in_progress");
        }
        await using (part)
        {
            if (part.Length != offset) return Error.Conflict("request.upload_wrong_offset", offset, part.Length);
            part.Position = offset;
            var buffer = new byte[Buffer];
            for (int read; (read = await body.ReadAsync(buffer, stop)) > 0;)
            {
                if (part.Position + read > upload.Length)
                {
                    part.SetLength(offset);   // nothing of a piece that is none of this file stays
                    return Error.Invalid("request.upload_too_long", upload.Length);
                }
                try
                {
                    await part.WriteAsync(buffer.AsMemory(0, read), stop);
                }
                catch (IOException fault) when (Disk.IsFull(fault))
                {
                    return Error.Conflict("request.upload_no_room", part.Length, upload.Length);
                }
            }
            return part.Length;
        }
    }

    /// <summary>The whole file, where it is.</summary>
    /// <param name="sha256">Of the file as its sender has it, where the sender says so at the end: a file may have changed between two of its pieces.</param>
    public Result<SentFile> Content(ReadingUpload upload, string? sha256 = null)
    {
        if (!File.Exists(PartOf(upload))) return Error.NotFound("request.upload_not_found");
        if (Offset(upload) is var there && there != upload.Length) return Error.Conflict("request.upload_unfinished", there, upload.Length);
        var file = SentFile.OnDisk(PartOf(upload));
        string[] expected = [.. new[] { upload.Sha256, sha256 }.OfType<string>()];
        return expected.Length > 0 && file.Sha256() is var seen && expected.Any(x => !x.Equals(seen, StringComparison.OrdinalIgnoreCase)) ? Error.Conflict("request.upload_differs", seen) : file;
    }

    /// <summary>Once, however often it is asked for: whoever comes later gets the answer of the first.</summary>
    public async Task<Result<ImportReadings.Taken>> ImportAsync(ReadingUpload upload, Func<SentFile, Task<Result<ImportReadings.Taken>>> import, string? sha256 = null)
    {
        if (!importing.TryAdd(upload.Id, true)) return Error.Conflict("request.upload_in_progress");
        try
        {
            if (Read(FactsOf(upload.Id))?.Taken is { } earlier) return earlier;
            var content = Content(upload, sha256);
            if (!content.TryGet(out var file)) return content.To<ImportReadings.Taken>();
            var taken = await import(file);
            if (!taken.TryGet(out var answer)) return taken;
            Write(upload with { Taken = answer });
            File.Delete(PartOf(upload));
            return taken;
        }
        catch (Exception fault) when (Disk.IsGone(fault) && !File.Exists(PartOf(upload)))
        {
            return Error.NotFound("request.upload_not_found");
        }
        finally
        {
            importing.TryRemove(upload.Id, out _);
        }
    }

    public void Remove(ReadingUpload upload)
    {
        File.Delete(FactsOf(upload.Id));
        File.Delete(PartOf(upload));
    }

    /// <summary>What is older than it is kept goes, also what a killed process left without its facts.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(folder)) return;
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        var kept = new HashSet<string>();
        foreach (var upload in All())
            if (upload.BeganAt >= before || importing.ContainsKey(upload.Id)) kept.Add($"{upload.Id:N}");
            else Remove(upload);
        foreach (var path in Directory.EnumerateFiles(folder))
            if (!kept.Contains(Path.GetFileNameWithoutExtension(path)) && File.GetLastWriteTimeUtc(path) < before) File.Delete(path);
    }

    private List<ReadingUpload> All() => [.. Directory.EnumerateFiles(folder, "*.json").Select(Read).OfType<ReadingUpload>()];

    /// <summary>Whole or not at all.</summary>
    private void Write(ReadingUpload upload)
    {
        var path = FactsOf(upload.Id);
        File.WriteAllBytes($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(upload, Facts));
        File.Move($"{path}.new", path, overwrite: true);
    }

    private static ReadingUpload? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadingUpload>(File.ReadAllBytes(path), Facts);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException or IOException)
        {
            return null;
        }
    }

    private string FactsOf(Guid id) => Path.Combine(folder, $"{id:N}.json");

    private string PartOf(ReadingUpload upload) => Path.Combine(folder, $"{upload.Id:N}.part");
}
