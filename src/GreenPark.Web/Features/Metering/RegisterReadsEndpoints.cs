using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Intake;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

internal static class RegisterReadsEndpoints
{
    private static readonly string[] Files = ["text/csv", "text/plain", "application/octet-stream"];

    /// <param name="At">When an interval begins, with offset.</param>
    /// <param name="RegisterWh">With the ratio of the transformers before the meter.</param>
    public sealed record NewRead(DateTimeOffset At, long RegisterWh, string Serial = "", string Note = "");

    public sealed record Withdrawal(string Reason);

    public static void MapRegisterReads(this RouteGroupBuilder api)
    {
        const string microgrid = "/parks/{park}/microgrids/{microgrid}", reads = $"{microgrid}/metering-points/{{point}}/register-reads";

        api.MapGet(reads, (string park, string microgrid, string point, Answers answers, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListRegisterReads(park, microgrid, point, skip, take)))
            .Says(nameof(ListRegisterReads), "What a metering point's register showed, newest first, with those that were withdrawn.");

        api.MapPost(reads, (string park, string microgrid, string point, NewRead body, Answers answers) => answers.Created(
                new RecordRegisterRead(park, microgrid, point, body.At, body.RegisterWh, body.Serial, body.Note), _ => ApiPath.Of("parks", park, "microgrids", microgrid, "metering-points", point, "register-reads")))
            .Says(nameof(RecordRegisterRead), "Records what a meter's register showed when an interval began. It is never changed, only withdrawn.",
                new NewRead(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(8)), 48_230_500, "S-4711", "Read with the grid company"));

        api.MapPost($"{reads}/{{read:int}}/withdraw", (string park, string microgrid, string point, int read, Withdrawal body, Answers answers) => answers.Changed(
                new WithdrawRegisterRead(park, microgrid, point, read, body.Reason), new ListRegisterReads(park, microgrid, point)))
            .Says(nameof(WithdrawRegisterRead), "Says that a register read is wrong, and why; it stays on record.", new Withdrawal("Two digits were mixed up"));

        api.MapPost($"{microgrid}/register-reads", ImportAsync)
            .Says(nameof(ImportRegisterReads), "Takes the register reads of a NEM13 file as a whole, or nothing of it. `columns` assigns channels (NMI and suffix) to metering points; those not named are passed over. `zone` is that of the file's times.")
            .TakesFile(columns: true, Files).RequireRateLimiting(Limits.Files);
    }

    /// <param name="fileName">Name of a file that is the body itself.</param>
    private static async Task<CreatedAnswer<ImportRegisterReads.Taken>> ImportAsync(
        string park, string microgrid, HttpRequest request, Answers answers, string fileName = "registers.csv", string zone = StampLayout.Nem12MarketTime)
    {
        if (answers.Refusal<ImportRegisterReads>(park) is { } refusal) return new(refusal, "");
        var upload = await UploadedFile.ReadAsync(request, fileName, ImportRegisterReads.MostBytes, "import.too_large", Files);
        return upload.TryGet(out var file)
            ? await answers.Created(new ImportRegisterReads(park, microgrid, file.Name, file.Content, file.Columns, zone), _ => ApiPath.Of("parks", park, "microgrids", microgrid, "metering-points"))
            : new(upload.To<ImportRegisterReads.Taken>(), "");
    }
}
