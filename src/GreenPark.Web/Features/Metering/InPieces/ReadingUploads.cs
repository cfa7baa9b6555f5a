using System.Text.Json;
using GreenPark.Application.Features.Metering;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Http;

namespace GreenPark.Web.Features.Metering.InPieces;

/// <summary>A file of readings that comes in pieces.</summary>
/// <param name="Owner">The only one who may go on with it.</param>
/// <param name="Length">Of the whole file, as announced.</param>
/// <param name="ChangedAt">When the file was changed last, as a browser tells it: chosen again, it is gone on with. Null from machines, which keep the address.</param>
public sealed record ReadingUpload(Guid Id, Guid Owner, string Park, string Microgrid, string FileName, long Length, DateTime BeganAt, DateTimeOffset? ChangedAt = null);

/// <summary>
/// Files that come in pieces, kept in the data folder until they are imported or a day old. How much has come is the length of
/// the file itself, so that neither a lost connection nor a killed process makes it say anything else.
/// </summary>
internal sealed class ReadingUploads(string folder, TimeProvider clock)
{
    /// <summary>Unfinished files of one person; more than that is a client that never finishes.</summary>
    public const int MostOfOne = 8;

    private const int Buffer = 1 << 16;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Result<ReadingUpload> Begin(Guid owner, string park, string microgrid, string fileName, long length, DateTimeOffset? changedAt = null)
    {
        Directory.CreateDirectory(folder);
        Sweep();
        if (All().Count(x => x.Owner == owner) >= MostOfOne) return Error.Conflict("request.upload_too_many", MostOfOne);
        var upload = new ReadingUpload(Guid.NewGuid(), owner, park, microgrid, fileName, length, clock.GetUtcNow().UtcDateTime, changedAt);
        File.WriteAllBytes(PartOf(upload), []);
        File.WriteAllBytes(FactsOf(upload.Id), JsonSerializer.SerializeToUtf8Bytes(upload));   // last: what has no facts is not there
        return upload;
    }

    /// <summary>Null where there is none, or where it is somebody else's.</summary>
    public ReadingUpload? Find(Guid id, Guid owner, string park, string microgrid) =>
        Read(FactsOf(id)) is { } upload && upload.Owner == owner && upload.Park == park && upload.Microgrid == microgrid ? upload : null;

    /// <summary>The same file, chosen again in a browser: what has come of it stays, as long as it is kept at all. Else it begins.</summary>
    public Result<ReadingUpload> GoOn(Guid owner, string park, string microgrid, string fileName, long length, DateTimeOffset changedAt)
    {
        Directory.CreateDirectory(folder);
        return All().FirstOrDefault(x => x.Owner == owner && x.Park == park && x.Microgrid == microgrid && x.FileName == fileName && x.Length == length && x.ChangedAt == changedAt && x.BeganAt > clock.GetUtcNow().UtcDateTime - Kept) is { } known
            ? known : Begin(owner, park, microgrid, fileName, length, changedAt);
    }

    public long Offset(ReadingUpload upload) => new FileInfo(PartOf(upload)) is { Exists: true } part ? part.Length : 0;

    /// <summary>Writes what comes; what came before the connection broke stays. Returns how much there is now.</summary>
    public async Task<Result<long>> AppendAsync(ReadingUpload upload, long offset, Stream body, CancellationToken stop)
    {
        FileStream part;
        try
        {
            part = new FileStream(PartOf(upload), FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (IOException) when (Find(upload.Id, upload.Owner, upload.Park, upload.Microgrid) is not null)
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
                if (part.Position + read > upload.Length) return Error.Invalid("request.upload_too_long", upload.Length);
                await part.WriteAsync(buffer.AsMemory(0, read), stop);
            }
            return part.Length;
        }
    }

    /// <summary>The whole file, where it is.</summary>
    public Result<SentFile> Content(ReadingUpload upload) =>
        Offset(upload) is var there && there == upload.Length ? SentFile.OnDisk(PartOf(upload)) : Error.Conflict("request.upload_unfinished", there, upload.Length);

    public void Remove(ReadingUpload upload)
    {
        File.Delete(FactsOf(upload.Id));
        File.Delete(PartOf(upload));
    }

    private void Sweep()
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        foreach (var upload in All().Where(x => x.BeganAt < before)) Remove(upload);
    }

    private IEnumerable<ReadingUpload> All() => Directory.EnumerateFiles(folder, "*.json").Select(Read).OfType<ReadingUpload>().ToList();

    private static ReadingUpload? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadingUpload>(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException or IOException)
        {
            return null;
        }
    }

    private string FactsOf(Guid id) => Path.Combine(folder, $"{id:N}.json");

    private string PartOf(ReadingUpload upload) => Path.Combine(folder, $"{upload.Id:N}.part");
}
