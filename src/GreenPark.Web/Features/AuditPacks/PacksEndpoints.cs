using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Features.Exports;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.AuditPacks;

internal static class PacksEndpoints
{
    public static void MapPacks(this RouteGroupBuilder api)
    {
        api.MapGet("/parks/{park}/packs", (string park, Answers answers, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListPacks(park, skip, take)))
            .Says(nameof(ListPacks), "The audit packs of a park, newest period first.");

        api.MapGet("/parks/{park}/microgrids/{microgrid}/runs/{run:int}/pack", (string park, string microgrid, int run, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.File(new GetPack(park, microgrid, run, Leaving.Of(destination, approval)), x => (x.FileName, "application/zip", x.Content)))
            .Says(nameof(GetPack), "The pack of a final run, as it was signed; `destination` says where it goes.").GivesFile("application/zip");

        api.MapVerify();
    }
}
