using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.DataAccess.Commands;
using GreenPark.Application.Features.DataAccess.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Reads;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.DataAccess;

internal static class DataAccessEndpoints
{
    public sealed record NewConsent(ConsentKind Kind, ConsentFor Whom, DateOnly From, DateOnly? Until = null, string Document = "");

    public sealed record Withdrawn(string Reason);

    public static void MapDataAccess(this RouteGroupBuilder api)
    {
        const string reads = "/parks/{park}/tenants/{tenant}/reads", consents = "/parks/{park}/tenants/{tenant}/consents";

        api.MapGet(reads, (
                    string park, string tenant, Answers answers, Named<DataKind>? kind = null, string? person = null, bool othersOnly = false, DateTime? from = null, DateTime? to = null,
                    int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListReads(park, tenant, new SoughtReads(kind?.Value, person, othersOnly, from?.ToUniversalTime(), to?.ToUniversalTime()), skip, take)))
            .Says(nameof(ListReads), "Who looked at a tenant's data, newest first: for the tenant, compliance officers and administrators. A look stands here a few seconds after it happened; the same look within five minutes is one. Times are UTC.");

        api.MapGet($"{reads}/csv", (
                    string park, string tenant, Answers answers, Named<DataKind>? kind = null, string? person = null, bool othersOnly = false, DateTime? from = null, DateTime? to = null) =>
                answers.File(new GetReadsFile(park, tenant, new SoughtReads(kind?.Value, person, othersOnly, from?.ToUniversalTime(), to?.ToUniversalTime())), x => (x.FileName, "text/csv", x.Content)))
            .Says(nameof(GetReadsFile), "The same as a CSV, all of it.").GivesFile("text/csv");

        api.MapGet(consents, (string park, string tenant, Answers answers) => answers.Ok(new ListConsents(park, tenant)))
            .Says(nameof(ListConsents), "What a tenant has let others see, newest first, with what it has withdrawn.");

        api.MapPost(consents, (string park, string tenant, NewConsent body, Answers answers) => answers.Created(
                new GiveConsent(park, tenant, body.Kind, body.Whom, body.From, body.Until, body.Document), new ListConsents(park, tenant), "parks", park, "tenants", tenant, "consents"))
            .Says(nameof(GiveConsent), "A tenant lets somebody see something of it, on days from `from` to `until`. From an operator only with the `document` that the tenant signed.",
                new NewConsent(ConsentKind.LoadCurves, ConsentFor.Operator, new DateOnly(2026, 1, 1), null, "Annex 3 of the supply agreement"));

        api.MapPost($"{consents}/{{consent:int}}/withdraw", (string park, string tenant, int consent, Withdrawn body, Answers answers) =>
                answers.Changed(new WithdrawConsent(park, tenant, consent, body.Reason), new ListConsents(park, tenant)))
            .Says(nameof(WithdrawConsent), "A consent stands no longer, from now on.", new Withdrawn("We report to the park ourselves from now on."));
    }
}
