using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Parks;

internal static class ParksEndpoints
{
    public sealed record ChangedPark(Guid Version, string Name, string NameZh, string ProvinceCode, string Address, decimal? Latitude = null, decimal? Longitude = null);

    public static void MapParks(this RouteGroupBuilder api)
    {
        api.MapGet("/parks", (Answers answers) => answers.Ok(new ListParks()))
            .Says(nameof(ListParks), "The parks you see, by code.");

        api.MapPost("/parks", (RegisterPark body, Answers answers) => answers.Created(body, new GetPark(body.Code), "parks", body.Code))
            .Says(nameof(RegisterPark), "Registers a park.", new RegisterPark("harbour", "Harbour Park", "海港园区", "330000", "1 Harbour Road", 29.93m, 121.85m));

        api.MapGet("/parks/{park}", (string park, Answers answers) => answers.Ok(new GetPark(park)))
            .Says(nameof(GetPark), "A park.");

        api.MapPut("/parks/{park}", (string park, ChangedPark body, Answers answers) =>
                answers.Changed(new UpdatePark(park, body.Version, body.Name, body.NameZh, body.ProvinceCode, body.Address, body.Latitude, body.Longitude), new GetPark(park)))
            .Says(nameof(UpdatePark), "Changes a park. Without coordinates it has none any more.", new ChangedPark(Guid.Empty, "Harbour Park", "海港园区", "330000", "2 Harbour Road", 29.93m, 121.85m));
    }
}
