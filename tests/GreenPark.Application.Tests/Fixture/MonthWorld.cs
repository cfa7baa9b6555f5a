using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.DataAccess.Commands;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Fixture;

/// <summary>A small park that can be run: PV and storage, two members and more where asked for, hourly readings.</summary>
internal sealed class MonthWorld(TestDatabase database, string zone = MonthWorld.Shanghai, int minutes = 60)
{
    public static readonly DateOnly January = new(2026, 1, 1), February = new(2026, 2, 1), March = new(2026, 3, 1);

    public const string Shanghai = "Asia/Shanghai";

    private readonly World world = new(database);

    public string Park { get; private set; } = "";
    public ParkId ParkId { get; private set; }
    public string Microgrid => "mg-1";
    public TenantId Forge { get; private set; }
    public TenantId Mould { get; private set; }
    public CurrentUser Operator => People.OperatorOf(ParkId);

    public Task<Result<T>> Send<T>(IMessage<T> message, CurrentUser? user = null) => world.Send(message, user ?? Operator);

    /// <param name="more">Codes of further members; their meters are <c>MP-CODE</c>, and <see cref="Csv"/> has no readings of them.</param>
    public async Task<MonthWorld> Build(params string[] more)
    {
        (Park, ParkId) = await world.Park();
        Forge = await world.Tenant(Park, "forge");
        Mould = await world.Tenant(Park, "mould", "Mould Co.");
        foreach (var tenant in more) await world.Tenant(Park, tenant, tenant);
        string[] members = ["forge", "mould", .. more];
        foreach (var tenant in members)
            foreach (var whom in Enum.GetValues<ConsentFor>()) await Send(new GiveConsent(Park, tenant, ConsentKind.LoadCurves, whom, new DateOnly(2025, 1, 1), Document: "Annex 3")).Value();
        await Send(new RegisterMicrogrid(Park, Microgrid, MicrogridType.GridConnected, minutes, zone, FactorFamily.Operational,
            new MicrogridFields("Harbour direct connection", "海港直连", "Harbour Energy", "海港能源", ConnectionCapacityW: 20_000_000))).Value();
        await Send(new AddGenerationUnit(Park, Microgrid, await Version(), "pv-1", new UnitFields("Roof", "屋顶", Technology.Solar, 5_000_000))).Value();
        await Send(new SetStorage(Park, Microgrid, await Version(), 900_000, 1_000_000, 500_000)).Value();
        foreach (var member in members) await Send(new AddMember(Park, Microgrid, await Version(), member)).Value();
        var factor = World.NewCode("grid");
        await world.Send(new AddFactor(factor, FactorScope.National, "CN", "Grid", "电网", 2023, FactorKind.Average, FactorFamily.Operational, 530.6m, "MEE", "Notice")).Value();
        await Send(new ChooseFactors(Park, Microgrid, await Version(), new DateOnly(2025, 1, 1), factor)).Value();
        foreach (var (code, measures, of) in ((string, Measurand, string?)[])[("MP-PV", Measurand.Generation, "pv-1"), ("MP-F", Measurand.Consumption, "forge"),
            ("MP-M", Measurand.Consumption, "mould"), ("MP-CH", Measurand.Charge, null), ("MP-DIS", Measurand.Discharge, null), ("MP-IMP", Measurand.Import, null), ("MP-EXP", Measurand.Export, null), .. more.Select(x => (MeterOf(x), Measurand.Consumption, (string?)x))])
            await Send(new RegisterMeteringPoint(Park, Microgrid, code, measures, new MeteringFields(of is null ? [] : [new MeteringFields.Part(of)]))).Value();
        await Send(new DraftContract(Park, Microgrid, "jp-1", new ContractFields("Joint", "联合", 1, AllocationRule.ProRata, ["pv-1", "storage"]))).Value();
        foreach (var member in members)
            await Send(new AddContractMember(Park, Microgrid, "jp-1", await ContractVersion(), member, new ContractMemberFields())).Value();
        await Send(new SignContract(Park, Microgrid, "jp-1", await ContractVersion())).Value();
        return this;
    }

    public static string MeterOf(string member) => $"MP-{member.ToUpperInvariant()}";

    /// <summary>Sun from 8 to 16 o'clock, storage at noon and in the evening, and loads that differ by day.</summary>
    public static byte[] Csv(DateOnly from, DateOnly to, long scale = 1, string zone = Shanghai, int minutes = 60)
    {
        var csv = new StringBuilder("interval_start,MP-PV,MP-F,MP-M,MP-CH,MP-DIS,MP-IMP,MP-EXP\n");
        var grid = DayGrid.Create(zone, minutes, from, to).Value;
        for (var t = 0; t < grid.Intervals; t++)
        {
            var (hour, day) = (t % 24, t / 24);
            var pv = hour is >= 8 and < 16 ? 900_000L * scale : 0;
            var (forge, mould) = (300_000L + day * 1_000, 150_000L + hour * 10);
            var (charge, discharge) = (hour == 12 ? 100_000L : 0, hour == 19 ? 80_000L : 0);
            var net = pv + discharge - forge - mould - charge;
            csv.Append(grid.Label(t));
            foreach (var wh in (long[])[pv, forge, mould, charge, discharge, Math.Max(0, -net), Math.Max(0, net)])
                csv.Append(CultureInfo.InvariantCulture, $",{wh / 1000}.{wh % 1000:000}");
            csv.Append('\n');
        }
        return Encoding.ASCII.GetBytes(csv.ToString());
    }

    public async Task<ImportReadings.Taken> Import(DateOnly from, DateOnly to, long scale = 1) =>
        await Send(new ImportReadings(Park, Microgrid, $"{from:yyyy-MM}-{scale}.csv", Csv(from, to, scale, zone, minutes))).Value();

    /// <summary>Requested and worked; in whatever state it ends.</summary>
    public async Task<GetRun.Shown> Run(DateOnly from, DateOnly to)
    {
        var requested = await Send(new RequestRun(Park, Microgrid, from, to)).Value();
        await Worker.WorkAsync(requested.Id, RunState.Queued);
        return await Get(requested.Number);
    }

    public async Task<GetRun.Shown> Finalise(int number, string reason = "")
    {
        var run = await Get(number);
        var id = await Send(new FinaliseRun(Park, Microgrid, number, run.Version, reason)).Value();
        await Worker.WorkAsync(id, RunState.Finalising);
        return await Get(number);
    }

    public async Task<GetRun.Shown> Get(int number) => await Send(new GetRun(Park, Microgrid, number)).Value();

    public RunWorker Worker => database.Services.GetRequiredService<RunWorker>();

    public async Task<Guid> Version() => (await Send(new GetMicrogrid(Park, Microgrid)).Value()).Version;

    private async Task<Guid> ContractVersion() => (await Send(new GetContract(Park, Microgrid, "jp-1")).Value()).Version;
}
