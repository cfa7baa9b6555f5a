using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Factors.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Parks;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Factors;

internal static class FactorsEndpoints
{
    public static void MapFactors(this RouteGroupBuilder api)
    {
        api.MapGet("/factors", (
                    Answers answers, string? region = null, int? year = null, Named<FactorKind>? kind = null, Named<FactorFamily>? family = null, bool withSuperseded = false,
                    int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListFactors(region, year, kind?.Value, family?.Value, withSuperseded, skip, take)))
            .Says(nameof(ListFactors), "The emission factor library, by region, newest year first.");

        api.MapPost("/factors", (AddFactor body, Answers answers) => answers.Created(body, new GetFactor(body.Code), "factors", body.Code))
            .Says(nameof(AddFactor), "Adds a factor of your own. Factors are never changed: a better one names the one it supersedes.",
                new AddFactor("330000-2026-own", FactorScope.Province, "330000", "Zhejiang 2026", "浙江 2026", 2026, FactorKind.Average, FactorFamily.Operational, 512.3m, "Harbour Energy", "Own calculation"));

        api.MapGet("/factors/{factor}", (string factor, Answers answers) => answers.Ok(new GetFactor(factor)))
            .Says(nameof(GetFactor), "A factor of the library.");
    }
}
