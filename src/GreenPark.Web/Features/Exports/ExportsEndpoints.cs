using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Exports.Commands;
using GreenPark.Application.Features.Exports.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Exports;

internal static class ExportsEndpoints
{
    public sealed record NewApproval(
        ExportKind Kind, string Recipient, string Country, ExportBasis Basis, string Clause, string Reference, DateOnly From, DateOnly? Until = null, string Note = "");

    public sealed record WithdrawnApproval(string Reason);

    public sealed record Asking(Guid Version, bool On, string Reason);

    public static void MapExports(this RouteGroupBuilder api)
    {
        const string approvals = "/parks/{park}/export-approvals";

        api.MapGet(approvals, (string park, Answers answers) => answers.Ok(new ListExportApprovals(park)))
            .Says(nameof(ListExportApprovals), "By what a park's load curves may go abroad, newest first, and whether whoever takes some out is asked where they go.");

        api.MapPost(approvals, (string park, NewApproval body, Answers answers) => answers.Created(
                new RecordExportApproval(park, body.Kind, body.Recipient, body.Country, body.Basis, body.Clause, body.Reference, body.From, body.Until, body.Note),
                new ListExportApprovals(park), "parks", park, "export-approvals"))
            .Says(nameof(RecordExportApproval), "Records by what load curves may go to a recipient abroad, on days from `from` to `until` (UTC).",
                new NewApproval(ExportKind.LoadCurves, "Nordlicht Verification GmbH", "DE", ExportBasis.Exempt, "Provisions on Promoting and Regulating Cross-Border Data Flows (22 March 2024), Article 3", "Note for the file 2026-07", new DateOnly(2026, 1, 1)));

        api.MapPost($"{approvals}/{{exportApproval:int}}/withdraw", (string park, int exportApproval, WithdrawnApproval body, Answers answers) =>
                answers.Changed(new WithdrawExportApproval(park, exportApproval, body.Reason), new ListExportApprovals(park)))
            .Says(nameof(WithdrawExportApproval), "An approval stands no longer, from now on.", new WithdrawnApproval("The contract with the recipient has ended."));

        api.MapPut("/parks/{park}/destination-asking", (string park, Asking body, Answers answers) =>
                answers.Changed(new SetDestinationAsking(park, body.Version, body.On, body.Reason), new ListExportApprovals(park)))
            .Says(nameof(SetDestinationAsking), "Whether whoever takes load curves out is asked where they go; `version` is the park's.", new Asking(Guid.Empty, true, "The data officer wants to know."));

        api.MapGet("/parks/{park}/releases", (
                    string park, Answers answers, Named<Destination>? destination = null, int? approval = null, string? search = null, DateTime? from = null, DateTime? to = null,
                    int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListReleases(park, destination?.Value, approval, search, from?.ToUniversalTime(), to?.ToUniversalTime(), skip, take)))
            .Says(nameof(ListReleases), "Load curves that were taken out, newest first: who, what, where to, by which approval. Times are UTC.");
    }
}
