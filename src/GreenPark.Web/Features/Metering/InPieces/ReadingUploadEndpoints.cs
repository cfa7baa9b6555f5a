using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace GreenPark.Web.Features.Metering.InPieces;

/// <summary>Large files in pieces: begin, send pieces from the offset that the server names, import. A piece that broke off is gone on with, not sent anew.</summary>
internal static class ReadingUploadEndpoints
{
    /// <summary>Larger pieces are taken too; this one fits through what proxies usually let pass.</summary>
    private const int PieceBytes = 8 << 20;

    /// <param name="Sha256">Of the whole file; what has come is checked against it before it is taken. Optional.</param>
    public sealed record NewUpload(string FileName, long Length, string? Sha256 = null);

    /// <param name="Columns">From column name to metering point code, or to null for a column to pass over; without it names are codes.</param>
    /// <param name="Sha256">Of the whole file, as <see cref="NewUpload"/> may say it at the beginning. Optional.</param>
    public sealed record HowToTake(IReadOnlyDictionary<string, string?>? Columns = null, string? Sha256 = null);

    /// <param name="Offset">Where the next piece begins.</param>
    public sealed record State(Guid Id, string FileName, long Length, long Offset, int PieceBytes);

    public static void MapReadingUploads(this RouteGroupBuilder api)
    {
        const string uploads = "/parks/{park}/microgrids/{microgrid}/uploads", upload = $"{uploads}/{{id}}";

        api.MapPost(uploads, BeginAsync)
            .Says("BeginUpload", "Begins a file of readings that comes in pieces; for those above 50 MB. Also with an API key.", new NewUpload("october.csv", 80_000_000));
        api.MapGet(upload, StateAsync).Says("GetUpload", "How much of a file has come. Also with an API key.");
        api.MapPatch(upload, AppendAsync)
            .Says("AppendUpload", "A piece of the file, from the offset that the header `Upload-Offset` names. Also with an API key.").TakesFile(columns: false, "application/offset+octet-stream");
        api.MapPost($"{upload}/import", ImportAsync)
            .RequireRateLimiting(Limits.Files)
            .Says("ImportUpload", "Takes the whole file as `ImportReadings` does, with the same parameters; `columns` come in the body, which may be left out. Then the pieces are gone; asked for again within the day, the answer is the same. Also with an API key.",
                new HowToTake(new Dictionary<string, string?> { ["Forge hall"] = "M-FORGE", ["Remarks"] = null }));
        api.MapDelete(upload, RemoveAsync).Says("RemoveUpload", "Forgets a file that came in pieces. Also with an API key.");
    }

    private static async Task<CreatedAnswer<State>> BeginAsync(
        string park, string microgrid, [FromBody] NewUpload body, Answers answers, ReadingUploads uploads, ImportOptions options, HttpContext context)
    {
        if (await RefusalAsync(answers, park, microgrid) is { } refusal) return new(refusal, "");
        if (string.IsNullOrWhiteSpace(body.FileName)) return new(Error.Invalid("field.missing").In("FileName"), "");
        if (body.FileName.Length > ReadingImport.FileNameLength) return new(Error.Invalid("field.too_long", ReadingImport.FileNameLength).In("FileName"), "");
        if (body.Length < 1) return new(Error.Invalid("request.upload_no_length").In("Length"), "");
        if (body.Length > options.MaxBytes) return new(Error.Invalid("import.too_large", body.Length, options.MaxBytes).At(body.FileName), "");
        if (body.Sha256 is { } hash && !IsSha256(hash)) return new(Error.Invalid("request.upload_bad_hash").In("Sha256"), "");
        var begun = uploads.Begin(SignedInUser.Of(context.User).Id, park, microgrid, body.FileName, body.Length, sha256: body.Sha256);
        return new(begun.TryGet(out var upload) ? StateOf(upload, 0) : begun.To<State>(), begun.IsSuccess ? ApiPath.Of("parks", park, "microgrids", microgrid, "uploads", $"{begun.Value.Id}") : "");
    }

    private static async Task<Answer<State>> StateAsync(string park, string microgrid, string id, Answers answers, ReadingUploads uploads, HttpContext context)
    {
        var found = await FindAsync(park, microgrid, id, answers, uploads, context);
        return new(found.TryGet(out var upload) ? StateOf(upload, uploads.Offset(upload)) : found.To<State>());
    }

    private static async Task<Answer<State>> AppendAsync(string park, string microgrid, string id, Answers answers, ReadingUploads uploads, HttpContext context)
    {
        var found = await FindAsync(park, microgrid, id, answers, uploads, context);
        if (!found.TryGet(out var upload)) return new(found.To<State>());
        if (context.Request.ContentType != "application/offset+octet-stream") return new(Error.Invalid("request.wrong_content_type"));
        if (!long.TryParse(context.Request.Headers["Upload-Offset"], out var offset) || offset < 0) return new(Error.Invalid("request.upload_no_offset").In("Upload-Offset"));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = upload.Length - Math.Min(offset, upload.Length) + 1;
        var appended = await uploads.AppendAsync(upload, offset, context.Request.Body, context.RequestAborted);
        return new(appended.TryGet(out var there) ? StateOf(upload, there) : appended.To<State>());
    }

    private static async Task<CreatedAnswer<ImportReadings.Taken>> ImportAsync(string park, string microgrid, string id, Answers answers, ReadingUploads uploads, HttpContext context,
        [FromBody] HowToTake? body = null, string correction = "", string? profile = null, bool replaceChanges = false)
    {
        var found = await FindAsync(park, microgrid, id, answers, uploads, context);
        if (!found.TryGet(out var upload)) return new(found.To<ImportReadings.Taken>(), "");
        if (body?.Sha256 is { } hash && !IsSha256(hash)) return new(Error.Invalid("request.upload_bad_hash").In("Sha256"), "");
        var taken = await uploads.ImportAsync(upload, file => answers.Do(
            new ImportReadings(park, microgrid, upload.FileName, file, body?.Columns, correction, profile, ReplaceChanges: replaceChanges)), body?.Sha256);
        return new(taken, ApiPath.Of("parks", park, "microgrids", microgrid, "imports"));
    }

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static async Task<Answer<State>> RemoveAsync(string park, string microgrid, string id, Answers answers, ReadingUploads uploads, HttpContext context)
    {
        var found = await FindAsync(park, microgrid, id, answers, uploads, context);
        if (!found.TryGet(out var upload)) return new(found.To<State>());
        var state = StateOf(upload, uploads.Offset(upload));
        uploads.Remove(upload);
        return new(state);
    }

    private static async Task<Result<ReadingUpload>> FindAsync(string park, string microgrid, string id, Answers answers, ReadingUploads uploads, HttpContext context)
    {
        if (await RefusalAsync(answers, park, microgrid) is { } refusal) return refusal;
        return Guid.TryParse(id, out var known) && uploads.Find(known, SignedInUser.Of(context.User).Id, park, microgrid) is { } upload
            ? upload : Error.NotFound("request.upload_not_found");
    }

    /// <summary>What the import itself would say of the role and of the microgrid, before a byte is kept.</summary>
    private static async Task<Error?> RefusalAsync(Answers answers, string park, string microgrid) =>
        answers.Refusal<ImportReadings>(park) ?? ((await answers.Ask(new ListMeteringPoints(park, microgrid, Take: 1))) is { IsFailure: true } missing ? missing.FirstError : null);

    private static State StateOf(ReadingUpload upload, long offset) => new(upload.Id, upload.FileName, upload.Length, offset, PieceBytes);
}
