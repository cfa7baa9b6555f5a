using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Parks;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

internal static class MeteringEndpoints
{
    public sealed record NewPoint(string Code, Measurand Measures, MeteringFields Period);

    public sealed record PeriodBody(Guid Version, MeteringFields Period);

    private static readonly MeteringFields Example = new([new MeteringFields.Part("FORGE")]);
    private static readonly string[] Csv = ["text/csv", "text/plain", "application/octet-stream"];

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
            .Says(nameof(ImportReadings), "Takes a wide CSV of readings as a whole, or nothing of it; the same file twice is recognised. With `correction`, the reason, it may be of final days: what differs is proposed as a change. Also with an API key.")
            .TakesFile(columns: true, Csv);

        api.MapPost($"{microgrid}/readings/preview", PreviewAsync)
            .Says(nameof(PreviewReadings), "How a file would be read, with all its faults; takes nothing. Also with an API key.")
            .TakesFile(columns: true, Csv);

        api.MapGet($"{microgrid}/readings/template", (string park, string microgrid, Answers answers) =>
                answers.File(new GetReadingsTemplate(park, microgrid), x => (x.FileName, "text/csv", x.Content)))
            .Says(nameof(GetReadingsTemplate), "A readings file to begin with: the metering points in force, and one row as an example.").GivesFile("text/csv");

        api.MapGet($"{microgrid}/imports", (string park, string microgrid, Answers answers, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListImports(park, microgrid, skip, take)))
            .Says(nameof(ListImports), "The files taken, newest first.");

        api.MapGet($"{microgrid}/coverage", (string park, string microgrid, Answers answers) => answers.Ok(new GetCoverage(park, microgrid)))
            .Says(nameof(GetCoverage), "Month by month, how complete the readings are.");

        api.MapGet($"{microgrid}/coverage/missing", (string park, string microgrid, DateOnly month, Answers answers) => answers.Ok(new ListMissingReadings(park, microgrid, month)))
            .Says(nameof(ListMissingReadings), "What readings of a month, named by one of its days, are missing: metering point and days.");

        api.MapGet($"{microgrid}/coverage/missing/csv", (string park, string microgrid, DateOnly month, Answers answers) =>
                answers.File(new GetMissingList(park, microgrid, month), x => (x.FileName, "text/csv", x.Content)))
            .Says(nameof(GetMissingList), "The missing readings of a month as a CSV: metering point, day, and from when to when.").GivesFile("text/csv");

        api.MapGet($"{microgrid}/completeness", (string park, string microgrid, DateOnly month, Answers answers) => answers.Ok(new GetCompleteness(park, microgrid, month)))
            .Says(nameof(GetCompleteness), "A month's readings by metering point and day: how many intervals are needed, missing, estimated and edited.");

        api.MapGet($"{point}/readings/{{day}}", (string park, string microgrid, string point, DateOnly day, Answers answers) => answers.Ok(new GetDayCurve(park, microgrid, point, day)))
            .Says(nameof(GetDayCurve), "A metering point's day, interval by interval, by its newest revision.");
    }

    /// <param name="fileName">Name of a file that is the body itself.</param>
    /// <param name="correction">Why readings are to be others; empty to take them at once.</param>
    private static async Task<CreatedAnswer<ImportReadings.Taken>> ImportAsync(
        string park, string microgrid, HttpRequest request, Answers answers, ImportOptions options, string fileName = "readings.csv", string correction = "")
    {
        if (answers.Refusal<ImportReadings>() is { } refusal) return new(refusal, "");
        var upload = await UploadedFile.ReadAsync(request, fileName, options.MaxBytes, "import.too_large", Csv);
        return upload.TryGet(out var file)
            ? await answers.Created(new ImportReadings(park, microgrid, file.Name, file.Content, file.Columns, correction), _ => ApiPath.Of("parks", park, "microgrids", microgrid, "imports"))
            : new(upload.To<ImportReadings.Taken>(), "");
    }

    private static async Task<Answer<PreviewReadings.Preview>> PreviewAsync(
        string park, string microgrid, HttpRequest request, Answers answers, ImportOptions options, string fileName = "readings.csv", bool correction = false)
    {
        if (answers.Refusal<PreviewReadings>() is { } refusal) return new(refusal);
        var upload = await UploadedFile.ReadAsync(request, fileName, options.MaxBytes, "import.too_large", Csv);
        return upload.TryGet(out var file)
            ? await answers.Ok(new PreviewReadings(park, microgrid, file.Name, file.Content, file.Columns, correction))
            : new(upload.To<PreviewReadings.Preview>());
    }
}
