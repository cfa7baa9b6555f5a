using System.Text.Json;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Parks;
using GreenPark.Web.Features.Exports;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

internal static class MeteringEndpoints
{
    public sealed record NewPoint(string Code, Measurand Measures, MeteringFields Period);

    public sealed record PeriodBody(Guid Version, MeteringFields Period);

    private static readonly MeteringFields Example = new([new MeteringFields.Part("FORGE")]);
    private static readonly string[] Files =
    [
        "text/csv", "text/plain", "application/octet-stream", "application/zip", "application/xml", "text/xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];

    private static readonly string[] FilesOrJson = ["application/json", .. Files];

    private static readonly string[] Sent = ["application/json", "text/csv"];

    private static readonly object JsonExample = new { points = new[] { new { point = "M-FORGE", start = "2026-06-01T00:00:00+08:00", intervalMinutes = 15, kWh = new decimal?[] { 1.25m, null, 0.75m }, quality = "M-E" } } };

    public sealed record NewProfile(string Code, string Name, JsonElement Profile);

    public sealed record ProfileBody(Guid Version, string Name, JsonElement Profile);

    /// <summary>As it is sent: the profile as JSON, not as a text.</summary>
    public sealed record KeptProfile(string Code, string Name, JsonElement Profile, Guid Version);

    private static readonly JsonElement ProfileExample = JsonDocument.Parse(ImportProfileJson.Write(new ImportProfile { Format = IntakeFormat.WideCsv, Channels = new Dictionary<string, string?> { ["Usage_kWh"] = "M-FORGE" } })).RootElement;

    public static void MapMetering(this RouteGroupBuilder api)
    {
        const string microgrid = "/parks/{park}/microgrids/{microgrid}", points = $"{microgrid}/metering-points", point = $"{points}/{{point}}";

        api.MapGet(points, (string park, string microgrid, Answers answers, Named<Measurand>? measures = null, string? search = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListMeteringPoints(park, microgrid, measures?.Value, search, skip, take)))
            .Says(nameof(ListMeteringPoints), "The metering points of a microgrid, by code. Also with an API key.");

        api.MapPost(points, (string park, string microgrid, NewPoint body, Answers answers) => answers.Created(
                new RegisterMeteringPoint(park, microgrid, body.Code, body.Measures, body.Period), new GetMeteringPoint(park, microgrid, body.Code),
                "parks", park, "microgrids", microgrid, "metering-points", body.Code))
            .Says(nameof(RegisterMeteringPoint), "Registers a metering point.", new NewPoint("M-FORGE", Measurand.Consumption, Example));

        api.MapGet(point, (string park, string microgrid, string point, Answers answers) => answers.Ok(new GetMeteringPoint(park, microgrid, point)))
            .Says(nameof(GetMeteringPoint), "A metering point with its periods.");

        api.MapPost($"{point}/periods", (string park, string microgrid, string point, PeriodBody body, Answers answers) => answers.Created(
                new AddMeteringPeriod(park, microgrid, point, body.Version, body.Period), new GetMeteringPoint(park, microgrid, point),
                "parks", park, "microgrids", microgrid, "metering-points", point))
            .Says(nameof(AddMeteringPeriod), "Adds days on which the point counts to someone.", new PeriodBody(Guid.Empty, Example with { From = new DateOnly(2026, 7, 1) }));

        api.MapPut($"{point}/periods", (string park, string microgrid, string point, PeriodBody body, Answers answers, DateOnly? from = null) => answers.Changed(
                new UpdateMeteringPeriod(park, microgrid, point, body.Version, from, body.Period), new GetMeteringPoint(park, microgrid, point)))
            .Says(nameof(UpdateMeteringPeriod), "Changes, or ends, the period that starts on `from` (without: that has no start).", new PeriodBody(Guid.Empty, Example with { To = new DateOnly(2026, 7, 1) }));

        api.MapPost($"{microgrid}/readings", ImportAsync)
            .Says(nameof(ImportReadings), "Takes a file of readings as a whole, or nothing of it; the same file twice is recognised. `profile` names a kept profile by which it is read; without, it is the wide CSV. With `correction`, the reason, it may be of final days: what differs is proposed as a change. Readings that an approved change wrote are replaced only with `replaceChanges=true`. Also with an API key.", JsonExample)
            .TakesFile(columns: true, FilesOrJson).RequireRateLimiting(Limits.Files);

        api.MapPost("/parks/{park}/readings", SendAsync)
            .Says("SendReadings", "For meter gateways: wide CSV or JSON, gzip or not, under an `Idempotency-Key` of the sender's own. The same key with the same body has one effect and the same answer; with another body it is a conflict. All of it is taken or nothing. Also with an API key.",
                JsonExample)
            .TakesFile(columns: false, Sent).RequireRateLimiting(Limits.Files);

        api.MapPost($"{microgrid}/readings/preview", PreviewAsync)
            .Says(nameof(PreviewReadings), "How a file would be read, with all its faults; takes nothing. Also with an API key.", JsonExample)
            .TakesFile(columns: true, FilesOrJson).RequireRateLimiting(Limits.Files);

        api.MapPost($"{microgrid}/readings/suggestion", SuggestAsync)
            .Says(nameof(SuggestReadingProfile), "How a file looks as if it should be read: a profile, the reason of each choice, and what a person must tell. Also with an API key.")
            .TakesFile(columns: false, Files).RequireRateLimiting(Limits.Files);

        api.MapGet("/parks/{park}/reading-profiles", (string park, Answers answers) => answers.Ok(new ListReadingProfiles(park), Shown))
            .Says(nameof(ListReadingProfiles), "How the files of the park's meter systems are read. Also with an API key.");

        api.MapPost("/parks/{park}/reading-profiles", (string park, NewProfile body, Answers answers) =>
                answers.Created(new KeepReadingProfile(park, body.Code, body.Name, Text(body.Profile)), _ => ApiPath.Of("parks", park, "reading-profiles")))
            .Says(nameof(KeepReadingProfile), "Keeps how a meter system's files are read.", new NewProfile("steel-works", "Steel works", ProfileExample));

        api.MapPut("/parks/{park}/reading-profiles/{code}", (string park, string code, ProfileBody body, Answers answers) =>
                answers.Changed(new ChangeReadingProfile(park, code, body.Version, body.Name, Text(body.Profile)), new ListReadingProfiles(park), Shown))
            .Says(nameof(ChangeReadingProfile), "Changes a kept profile; what was read by it stays as it is.", new ProfileBody(Guid.Empty, "Steel works", ProfileExample));

        api.MapDelete("/parks/{park}/reading-profiles/{code}", (string park, string code, Guid version, Answers answers) => answers.Changed(new RemoveReadingProfile(park, code, version), new ListReadingProfiles(park), Shown))
            .Says(nameof(RemoveReadingProfile), "Forgets a kept profile; what was read by it stays as it is.");

        api.MapGet($"{microgrid}/readings/template", (string park, string microgrid, Answers answers) =>
                answers.File(new GetReadingsTemplate(park, microgrid), x => (x.FileName, "text/csv", x.Content)))
            .Says(nameof(GetReadingsTemplate), "A readings file to begin with: the metering points in force, and one row as an example.").GivesFile("text/csv");

        api.MapGet($"{microgrid}/imports", (string park, string microgrid, Answers answers, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListImports(park, microgrid, skip, take)))
            .Says(nameof(ListImports), "The files taken, newest first.");

        api.MapGet($"{microgrid}/imports/{{import}}", (string park, string microgrid, string import, Answers answers) => answers.Ok(new GetImport(park, microgrid, import)))
            .Says(nameof(GetImport), "One file that was taken, with the profile it was read by.");

        api.MapGet($"{microgrid}/coverage", (string park, string microgrid, Answers answers) => answers.Ok(new GetCoverage(park, microgrid)))
            .Says(nameof(GetCoverage), "Month by month, how complete the readings are.");

        api.MapGet($"{microgrid}/coverage/missing", (string park, string microgrid, DateOnly month, Answers answers) => answers.Ok(new ListMissingReadings(park, microgrid, month)))
            .Says(nameof(ListMissingReadings), "What readings of a month, named by one of its days, are missing: metering point and days.");

        api.MapGet($"{microgrid}/coverage/missing/csv", (string park, string microgrid, DateOnly month, Answers answers) =>
                answers.File(new GetMissingList(park, microgrid, month), x => (x.FileName, "text/csv", x.Content)))
            .Says(nameof(GetMissingList), "The missing readings of a month as a CSV: metering point, day, and from when to when.").GivesFile("text/csv");

        api.MapGet($"{microgrid}/completeness", (string park, string microgrid, DateOnly month, Answers answers) => answers.Ok(new GetCompleteness(park, microgrid, month)))
            .Says(nameof(GetCompleteness), "A month's readings by metering point and day: how many intervals are needed, missing, estimated and edited.");

        api.MapGet($"{point}/readings/{{day}}", (string park, string microgrid, string point, DateOnly day, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new GetDayCurve(park, microgrid, point, day, Leaving.Of(destination, approval))))
            .Says(nameof(GetDayCurve), "A metering point's day, interval by interval, by its newest revision; `destination` says where it goes.");
    }

    /// <param name="fileName">Name of a file that is the body itself.</param>
    /// <param name="correction">Why readings are to be others; empty to take them at once.</param>
    /// <param name="replaceChanges">Readings that an approved change wrote may be replaced.</param>
    private static async Task<CreatedAnswer<ImportReadings.Taken>> ImportAsync(
        string park, string microgrid, HttpRequest request, Answers answers, ImportOptions options, string fileName = "readings.csv", string correction = "", string? profile = null, bool replaceChanges = false)
    {
        if (answers.Refusal<ImportReadings>(park) is { } refusal) return new(refusal, "");
        var upload = await UploadedFile.ReadAsync(request, fileName, AtOnce(options), TooLarge(options), FilesOrJson);
        return upload.TryGet(out var file)
            ? await answers.Created(new ImportReadings(park, microgrid, file.Name, file.Content, file.Columns, correction, profile, ReplaceChanges: replaceChanges), _ => ApiPath.Of("parks", park, "microgrids", microgrid, "imports"))
            : new(upload.To<ImportReadings.Taken>(), "");
    }

    /// <param name="microgrid">Needed where the park has several.</param>
    private static async Task<CreatedAnswer<ImportReadings.Taken>> SendAsync(
        string park, HttpRequest request, Answers answers, ImportOptions options, string? microgrid = null, string? fileName = null, string correction = "", bool replaceChanges = false)
    {
        if (answers.Refusal<ImportReadings>(park) is { } refusal) return new(refusal, "");
        var found = await answers.Ask(new ListMicrogrids(park));
        if (!found.TryGet(out var microgrids)) return new(found.To<ImportReadings.Taken>(), "");
        if ((microgrid ?? (microgrids.Count == 1 ? microgrids[0].Code : null)) is not { } code) return new(Error.Invalid("request.missing_parameter").In("microgrid"), "");
        if (request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 and <= ReadingImport.UploadKeyLength } key) return new(Error.Invalid("request.no_key").In("Idempotency-Key"), "");
        request.Headers.Remove("Idempotency-Key");   // here it names the delivery, not the request: sent again it gets its answer again
        var upload = await UploadedFile.ReadAsync(request, fileName ?? $"{key}.{(request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true ? "json" : "csv")}", AtOnce(options), TooLarge(options), Sent);
        return upload.TryGet(out var file)
            ? await answers.Created(new ImportReadings(park, code, file.Name, file.Content, Correction: correction, UploadKey: key, ReplaceChanges: replaceChanges), _ => ApiPath.Of("parks", park, "microgrids", code, "imports"))
            : new(upload.To<ImportReadings.Taken>(), "");
    }

    private static async Task<Answer<PreviewReadings.Preview>> PreviewAsync(
        string park, string microgrid, HttpRequest request, Answers answers, ImportOptions options, string fileName = "readings.csv", bool correction = false, string? profile = null)
    {
        if (answers.Refusal<PreviewReadings>(park) is { } refusal) return new(refusal);
        var upload = await UploadedFile.ReadAsync(request, fileName, AtOnce(options), TooLarge(options), FilesOrJson);
        return upload.TryGet(out var file)
            ? await answers.Ok(new PreviewReadings(park, microgrid, file.Name, file.Content, file.Columns, correction, profile))
            : new(upload.To<PreviewReadings.Preview>());
    }

    private static async Task<Answer<SuggestReadingProfile.Suggestion>> SuggestAsync(
        string park, string microgrid, HttpRequest request, Answers answers, ImportOptions options, string fileName = "readings.csv")
    {
        if (answers.Refusal<SuggestReadingProfile>(park) is { } refusal) return new(refusal);
        var upload = await UploadedFile.ReadAsync(request, fileName, AtOnce(options), TooLarge(options), Files);
        return upload.TryGet(out var file)
            ? await answers.Ok(new SuggestReadingProfile(park, microgrid, file.Name, file.Content))
            : new(upload.To<SuggestReadingProfile.Suggestion>());
    }

    /// <summary>The body of one request is in memory; a larger file comes in pieces.</summary>
    private static long AtOnce(ImportOptions options) => Math.Min(options.MaxBytes, options.MaxBytesInMemory);

    private static string TooLarge(ImportOptions options) => options.MaxBytes > options.MaxBytesInMemory ? "request.too_large_at_once" : "import.too_large";

    /// <summary>Nothing where the body has none: the validator says so.</summary>
    private static string Text(JsonElement profile) => profile.ValueKind == JsonValueKind.Object ? profile.GetRawText() : "";

    private static IReadOnlyList<KeptProfile> Shown(IReadOnlyList<ListReadingProfiles.Item> items) =>
        [.. items.Select(x => new KeptProfile(x.Code, x.Name, JsonDocument.Parse(x.Profile).RootElement, x.Version))];
}
