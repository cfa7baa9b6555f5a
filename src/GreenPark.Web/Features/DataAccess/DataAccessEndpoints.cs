using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.DataAccess.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Reads;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.DataAccess;

internal static class DataAccessEndpoints
{
    public static void MapDataAccess(this RouteGroupBuilder api)
    {
        const string reads = "/parks/{park}/tenants/{tenant}/reads";

        api.MapGet(reads, (
                    string park, string tenant, Answers answers, Named<DataKind>? kind = null, string? person = null, bool othersOnly = false, DateTime? from = null, DateTime? to = null,
                    int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListReads(park, tenant, new SoughtReads(kind?.Value, person, othersOnly, from?.ToUniversalTime(), to?.ToUniversalTime()), skip, take)))
            .Says(nameof(ListReads), "Who looked at a tenant's data, newest first: for the tenant, compliance officers and administrators. A look stands here a few seconds after it happened; the same look within five minutes is one. Times are UTC.");

        api.MapGet($"{reads}/csv", (
                    string park, string tenant, Answers answers, Named<DataKind>? kind = null, string? person = null, bool othersOnly = false, DateTime? from = null, DateTime? to = null) =>
                answers.File(new GetReadsFile(park, tenant, new SoughtReads(kind?.Value, person, othersOnly, from?.ToUniversalTime(), to?.ToUniversalTime())), x => (x.FileName, "text/csv", x.Content)))
            .Says(nameof(GetReadsFile), "The same as a CSV, all of it.").GivesFile("text/csv");
    }
}
