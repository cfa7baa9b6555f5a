using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Engine.Parks;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Microgrids;

internal static class MicrogridsEndpoints
{
    public sealed record NewMicrogrid(
        string Code, MicrogridType Type, int IntervalMinutes, string TimeZone, FactorFamily FactorFamily, MicrogridFields Microgrid);

    public sealed record ChangedMicrogrid(Guid Version, MicrogridFields Fields);

    public sealed record NewUnit(Guid Version, string Code, UnitFields Unit);

    public sealed record ChangedUnit(Guid Version, UnitFields Unit);

    public sealed record StorageBody(
        Guid Version, int EfficiencyPpm, long CapacityWh, long PowerW, long OpeningGreenWh = 0, long OpeningOtherWh = 0, decimal Factor = 0);

    public sealed record NewMember(Guid Version, string Tenant, int? RegisterOrder = null, DateOnly? From = null, DateOnly? To = null);

    public sealed record FourEyesBody(Guid Version, bool On);

    public sealed record ChosenFactors(Guid Version, DateOnly From, string GridAverage, string Residual = "");

    private static readonly MicrogridFields Example = new("East Grid", "东区微电网", "Harbour Energy Co., Ltd.", "海港能源有限公司", ConnectionCapacityW: 12_000_000);
    private static readonly UnitFields Roof = new("Roof PV", "屋顶光伏", Technology.Solar, 2_000_000);

    public static void MapMicrogrids(this RouteGroupBuilder api)
    {
        const string microgrids = "/parks/{park}/microgrids", one = $"{microgrids}/{{microgrid}}";

        api.MapGet(microgrids, (string park, Answers answers) => answers.Ok(new ListMicrogrids(park)))
            .Says(nameof(ListMicrogrids), "The microgrids of a park, by code.");

        api.MapPost(microgrids, (string park, NewMicrogrid body, Answers answers) => answers.Created(
                new RegisterMicrogrid(park, body.Code, body.Type, body.IntervalMinutes, body.TimeZone, body.FactorFamily, body.Microgrid),
                new GetMicrogrid(park, body.Code), "parks", park, "microgrids", body.Code))
            .Says(nameof(RegisterMicrogrid), "Registers a microgrid.", new NewMicrogrid("EAST", MicrogridType.GridConnected, 15, "Asia/Shanghai", FactorFamily.Operational, Example));

        api.MapGet(one, (string park, string microgrid, Answers answers) => answers.Ok(new GetMicrogrid(park, microgrid)))
            .Says(nameof(GetMicrogrid), "A microgrid with its units, storage, members and chosen factors.");

        api.MapPut(one, (string park, string microgrid, ChangedMicrogrid body, Answers answers) =>
                answers.Changed(new UpdateMicrogrid(park, microgrid, body.Version, body.Fields), new GetMicrogrid(park, microgrid)))
            .Says(nameof(UpdateMicrogrid), "Changes a microgrid.", new ChangedMicrogrid(Guid.Empty, Example));

        api.MapPut($"{one}/four-eyes", (string park, string microgrid, FourEyesBody body, Answers answers) =>
                answers.Changed(new SetFourEyes(park, microgrid, body.Version, body.On), new GetMicrogrid(park, microgrid)))
            .Says(nameof(SetFourEyes), "Whether a change of readings is decided by another person than proposed it. Whoever may propose cannot switch it off.", new FourEyesBody(Guid.Empty, true));

        api.MapGet($"{one}/park-file", (string park, string microgrid, DateOnly from, DateOnly to, Answers answers) =>
                answers.File(new ExportParkFile(park, microgrid, from, to), x => ($"{microgrid}-{from:yyyyMMdd}-{to:yyyyMMdd}-park.json", "application/json", x.Json)))
            .Says(nameof(ExportParkFile), "The registers of a period as a park file, which the command line reads.").GivesFile("application/json");

        api.MapPost($"{one}/units", (string park, string microgrid, NewUnit body, Answers answers) => answers.Created(
                new AddGenerationUnit(park, microgrid, body.Version, body.Code, body.Unit), new GetMicrogrid(park, microgrid), "parks", park, "microgrids", microgrid))
            .Says(nameof(AddGenerationUnit), "Adds a generation unit.", new NewUnit(Guid.Empty, "PV", Roof));

        api.MapPut($"{one}/units/{{unit}}", (string park, string microgrid, string unit, ChangedUnit body, Answers answers) =>
                answers.Changed(new UpdateGenerationUnit(park, microgrid, body.Version, unit, body.Unit), new GetMicrogrid(park, microgrid)))
            .Says(nameof(UpdateGenerationUnit), "Changes a generation unit.", new ChangedUnit(Guid.Empty, Roof));

        api.MapPut($"{one}/storage", (string park, string microgrid, StorageBody body, Answers answers) => answers.Changed(
                new SetStorage(park, microgrid, body.Version, body.EfficiencyPpm, body.CapacityWh, body.PowerW, body.OpeningGreenWh, body.OpeningOtherWh, body.Factor),
                new GetMicrogrid(park, microgrid)))
            .Says(nameof(SetStorage), "Gives a microgrid its storage, or changes it.", new StorageBody(Guid.Empty, 900_000, 2_000_000, 1_000_000));

        api.MapPost($"{one}/members", (string park, string microgrid, NewMember body, Answers answers) => answers.Created(
                new AddMember(park, microgrid, body.Version, body.Tenant, body.RegisterOrder, body.From, body.To), new GetMicrogrid(park, microgrid), "parks", park, "microgrids", microgrid))
            .Says(nameof(AddMember), "Makes a tenant a member of a microgrid, for good or for dates.", new NewMember(Guid.Empty, "FORGE", 1));

        api.MapPost($"{one}/members/{{tenant}}/end", (string park, string microgrid, string tenant, Ending body, Answers answers) =>
                answers.Changed(new EndMembership(park, microgrid, body.Version, tenant, body.To), new GetMicrogrid(park, microgrid)))
            .Says(nameof(EndMembership), "Ends a membership.", new Ending(Guid.Empty, new DateOnly(2026, 7, 1)));

        api.MapPost($"{one}/factor-choices", (string park, string microgrid, ChosenFactors body, Answers answers) => answers.Created(
                new ChooseFactors(park, microgrid, body.Version, body.From, body.GridAverage, body.Residual), new GetMicrogrid(park, microgrid), "parks", park, "microgrids", microgrid))
            .Says(nameof(ChooseFactors), "Says which factors of the library count from a day on.", new ChosenFactors(Guid.Empty, new DateOnly(2026, 1, 1), "330000-2022-average"));
    }
}
