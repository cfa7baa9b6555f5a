using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Features.Exports;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Attribution;

internal static class RunsEndpoints
{
    /// <param name="To">The first day after.</param>
    public sealed record NewRun(DateOnly From, DateOnly To);

    /// <param name="Reason">Needed where a final run is superseded.</param>
    public sealed record Finalising(Guid Version, string Reason = "");

    /// <param name="Sources">Source code to Wh per interval, register order, storage last.</param>
    public sealed record Supply(long FirstUtcSeconds, int IntervalMinutes, long[] ConsumptionWh, IReadOnlyList<KeyValuePair<string, long[]>> Sources);

    public static void MapRuns(this RouteGroupBuilder api)
    {
        const string runs = "/parks/{park}/microgrids/{microgrid}/runs", one = $"{runs}/{{run:int}}";

        api.MapGet("/parks/{park}/runs", (string park, Answers answers, string? microgrid = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListRuns(park, microgrid, skip, take)))
            .Says(nameof(ListRuns), "The runs of a park, newest period first.");

        api.MapGet("/parks/{park}/year", (string park, Answers answers, int? year = null) => answers.Ok(new GetYear(park, year)))
            .Says(nameof(GetYear), "The final runs of a year with their figures, and the year's.");

        api.MapGet("/parks/{park}/open-work", (string park, Answers answers) => answers.Ok(new ListOpenWork(park)))
            .Says(nameof(ListOpenWork), "The months that are not final yet or are to be run again, with the next step of each.");

        api.MapGet("/parks/{park}/preparations", (string park, Answers answers) => answers.Ok(new ListPreparations(park)))
            .Says(nameof(ListPreparations), "What a park needs before its first run, and what of it is there.");

        api.MapPost(runs, (string park, string microgrid, NewRun body, Answers answers) => answers.Created(
                new RequestRun(park, microgrid, body.From, body.To),
                x => ApiPath.Of("parks", park, "microgrids", microgrid, "runs", x.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            .Says(nameof(RequestRun), "Asks for a run of whole local days. It is made in the background: follow it at its address.", new NewRun(new DateOnly(2026, 6, 1), new DateOnly(2026, 7, 1)));

        api.MapGet(one, (string park, string microgrid, int run, Answers answers) => answers.Ok(new GetRun(park, microgrid, run)))
            .Says(nameof(GetRun), "A run: its progress, then its figures, or why it failed.");

        api.MapPost($"{one}/finalise", (string park, string microgrid, int run, Finalising body, Answers answers) =>
                answers.Changed(new FinaliseRun(park, microgrid, run, body.Version, body.Reason), new GetRun(park, microgrid, run)))
            .Says(nameof(FinaliseRun), "Makes a provisional run count: its days are locked, its statements and its pack follow in the background.", new Finalising(Guid.Empty));

        api.MapGet($"{one}/balance", (string park, string microgrid, int run, DateOnly from, DateOnly to, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new GetRunBalance(park, microgrid, run, from, to, Leaving.Of(destination, approval))))
            .Says(nameof(GetRunBalance), "The microgrid's figures interval by interval; `destination` says where they go.");

        api.MapGet($"{one}/supply", (string park, string microgrid, int run, DateOnly from, DateOnly to, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new GetRunSupply(park, microgrid, run, from, to, Leaving.Of(destination, approval)), x => new Supply(x.Grid.StartUtcSeconds, x.Grid.IntervalMinutes, x.ConsumptionWh, x.Sources)))
            .Says(nameof(GetRunSupply), "What each source gave to all members together, interval by interval; `destination` says where it goes.");

        api.MapGet($"{one}/parties", (string park, string microgrid, int run, Answers answers) => answers.Ok(new GetRunParties(park, microgrid, run)))
            .Says(nameof(GetRunParties), "The members and sources of a run, by name.");

        api.MapGet($"{one}/member-days", (string park, string microgrid, int run, Answers answers) => answers.Ok(new GetMemberDays(park, microgrid, run)))
            .Says(nameof(GetMemberDays), "Each member's day totals; a tenant's user gets its own.");

        api.MapGet($"{one}/members/{{tenant}}/series", (string park, string microgrid, int run, string tenant, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new GetMemberSeries(park, microgrid, run, tenant, Leaving.Of(destination, approval))))
            .Says(nameof(GetMemberSeries), "One member's consumption and what each source gave it, interval by interval; `destination` says where it goes.");

        api.MapGet($"{one}/members/{{tenant}}/preview", (string park, string microgrid, int run, string tenant, Answers answers) =>
                answers.File(new PreviewStatement(park, microgrid, run, tenant), x => (x.FileName, x.ContentType, x.Content)))
            .Says(nameof(PreviewStatement), "The PDF that a member would get of a provisional run, with a watermark.").GivesFile("application/pdf");

        api.MapGet($"{one}/files/{{file}}", (string park, string microgrid, int run, string file, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.File(new GetRunFile(park, microgrid, run, file, Leaving.Of(destination, approval)), x => (x.FileName, x.ContentType, x.Content)))
            .Says(nameof(GetRunFile), "A result file, calculated again from the run's stored input: attribution.csv, attribution-SOURCE.csv, balance.csv, summary.json. Of the CSVs `destination` says where they go.")
            .GivesFile("text/csv", "application/json");
    }
}
