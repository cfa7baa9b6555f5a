using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Web.Components.Layout;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Microgrids;

/// <summary>The park file as a file, byte for byte as a run would store and hash it.</summary>
internal static class ParkFileDownload
{
    public static string Path(string park, string microgrid, DateOnly from, DateOnly to) =>
        $"{ParkRoutes.To(park, $"microgrids/{microgrid}/park.json")}?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}";

    public static void MapParkFileDownload(this WebApplication app) => app.MapGet(
        "/parks/{park}/microgrids/{microgrid}/park.json",
        async (string park, string microgrid, DateOnly from, DateOnly to, HttpContext context, Sender sender) =>
        {
            var result = await sender.Send(
                new ExportParkFile(park, microgrid, from, to), SignedInUser.Of(context.User), context.RequestAborted);
            return result.TryGet(out var file)
                ? Results.File(file.Json, "application/json", $"{microgrid}-{from:yyyyMMdd}-{to:yyyyMMdd}-park.json")
                : Results.NotFound();
        }).RequireAuthorization().ExcludeFromDescription();
}
