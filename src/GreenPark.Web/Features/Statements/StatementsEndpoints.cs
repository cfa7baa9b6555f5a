using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Statements;

internal static class StatementsEndpoints
{
    public static void MapStatements(this RouteGroupBuilder api)
    {
        api.MapGet("/parks/{park}/statements", (
                    string park, Answers answers, string? microgrid = null, string? tenant = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListStatements(park, microgrid, tenant, skip, take)))
            .Says(nameof(ListStatements), "The issued statements of a park, newest period first; a tenant's user sees its own.");

        api.MapGet("/parks/{park}/statements/{number}/{file}", (string park, string number, Named<StatementFile> file, Answers answers) =>
                answers.File(new GetStatementFile(park, number, file.Value), x => (x.FileName, x.ContentType, x.Content)))
            .Says(nameof(GetStatementFile), "A statement as it was issued: pdf, json, or proof (its place in the run's tree).")
            .GivesFile("application/pdf", "application/json");

        api.MapGet("/parks/{park}/statements/zip", (string park, DateOnly month, Answers answers) => new StatementsZip(answers, park, month))
            .Says(nameof(StatementsZip), "All statements of a month, named by one of its days, that you see and that count: PDF, JSON and proof of each.").GivesFile("application/zip");

        api.MapGet("/parks/{park}/statement-months", (string park, Answers answers) => answers.Ok(new ListStatementMonths(park)))
            .Says(nameof(ListStatementMonths), "The months that have statements you see, newest first.");

        api.MapGet("/parks/{park}/member-year", (string park, Answers answers, string? tenant = null, int? year = null) => answers.Ok(new GetMemberYear(park, tenant, year)))
            .Says(nameof(GetMemberYear), "What a tenant's statements of a year say, month by month; a tenant's user gets its own.");
    }
}
