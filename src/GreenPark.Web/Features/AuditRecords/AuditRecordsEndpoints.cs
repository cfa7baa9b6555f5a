using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.AuditRecords;

internal static class AuditRecordsEndpoints
{
    public static void MapAuditRecords(this RouteGroupBuilder api)
    {
        api.MapGet("/audit-records", (
                    Answers answers, string? park = null, string? search = null, string? action = null, string? objectType = null, string? objectName = null, DateTime? from = null,
                    DateTime? to = null, Guid? request = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListAuditRecords(action, objectType, objectName, from?.ToUniversalTime(), to?.ToUniversalTime(), skip, take, park, search, request)))
            .Says(nameof(ListAuditRecords), "Who did what, newest first; in one park, or in all that you see. Times are UTC.");

        api.MapGet("/audit-records/check", (Answers answers, string? park = null) => answers.Ok(new CheckAuditChain(park)))
            .Says(nameof(CheckAuditChain), "Goes along the whole chain of audit records of a park, or without `park` of what belongs to none, and compares it with its signed heads. Any altered, moved, inserted or deleted record is named.")
            .RequireRateLimiting(Limits.Files);

        api.MapGet("/audit-records/log", (Answers answers, string? park = null) => new AuditLogDownload(answers, park))
            .Says(nameof(GetAuditLines), "The whole chain as JSON lines, for `greenpark verify-log`.").GivesFile("application/x-ndjson");

        api.MapGet("/audit-records/heads", (Answers answers, string? park = null, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListAuditHeads(park, skip, take)))
            .Says(nameof(ListAuditHeads), "The signed heads of a chain, newest first; one is signed each day on which something was done, and one goes with each audit pack.");

        api.MapGet("/audit-records/head", (Answers answers, string? park = null, long? number = null) => answers.File(new GetAuditHead(park, number), x => (x.Name, "application/json", x.Content)))
            .Says(nameof(GetAuditHead), "A signed head: that of this moment, or a kept one by the number of the record it names. Keep it where nobody here can reach it.").GivesFile("application/json");
    }
}
