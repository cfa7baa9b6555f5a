using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Features.Tenants.Queries;

namespace GreenPark.Application.Tests.Fixture;

/// <summary>Short ways to make what a test needs, each through the front door.</summary>
internal sealed class World(TestDatabase database)
{
    private static int count;

    /// <summary>Codes of the parks and tenants made so far, by their ids.</summary>
    public static readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, string> Codes = new();

    public Sender Sender => database.Sender;

    public static string NewCode(string kind) => $"{kind}-{Interlocked.Increment(ref count)}";

    public Task<Result<T>> Send<T>(IMessage<T> message, CurrentUser? user = null) => Sender.Send(message, user ?? People.Administrator);

    public async Task<(string Code, ParkId Id)> Park()
    {
        var code = NewCode("park");
        var id = await Send(new RegisterPark(code, "Harbour Park", "海港园区", "330000", "1 Harbour Road")).Value();
        Codes[id.Value] = code;
        return (code, id);
    }

    public async Task<TenantId> Tenant(string park, string code, string name = "Forge Co., Ltd.", string creditCode = "", decimal? baseline = null)
    {
        var id = await Send(new RegisterTenant(park, code, Fields(name, creditCode, baseline))).Value();
        Codes[id.Value] = code;
        return id;
    }

    public static TenantFields Fields(string name = "Forge Co., Ltd.", string creditCode = "", decimal? baseline = null) =>
        new(name, "锻造", creditCode, "castings", baseline);

    public async Task<Guid> VersionOfTenant(string park, string tenant) => (await Send(new GetTenant(park, tenant)).Value()).Version;

    public async Task<MicrogridScene> Microgrid(MicrogridType type = MicrogridType.GridConnected)
    {
        var (park, parkId) = await Park();
        await Send(new RegisterMicrogrid(park, "mg-1", type, 15, "Asia/Shanghai", FactorFamily.Operational, new MicrogridFields("Harbour connection", "海港直连"))).Value();
        return new MicrogridScene(this, park, parkId);
    }
}

/// <summary>A microgrid <c>mg-1</c> of its own park, with short ways to fill its registers.</summary>
internal sealed record MicrogridScene(World World, string Park, ParkId ParkId)
{
    public const string Code = "mg-1";

    public async Task<Guid> Version() => (await Detail()).Version;

    public Task<GetMicrogrid.Detail> Detail(CurrentUser? user = null) => World.Send(new GetMicrogrid(Park, Code), user).Value();

    public async Task Unit(string code, Technology technology = Technology.Solar, decimal factor = 0, int? order = null, DateOnly? from = null, DateOnly? to = null) =>
        await World.Send(new AddGenerationUnit(Park, Code, await Version(), code, new UnitFields(code, "", technology, 1_000_000, factor, order, from, to))).Value();

    public async Task<TenantId> Member(string code, int? order = null, DateOnly? from = null, DateOnly? to = null, decimal? baseline = null)
    {
        var tenant = await World.Tenant(Park, code, baseline: baseline);
        await World.Send(new AddMember(Park, Code, await Version(), code, order, from, to)).Value();
        return tenant;
    }

    public async Task Storage(int efficiency = 880_000) =>
        await World.Send(new SetStorage(Park, Code, await Version(), efficiency, 4_000_000, 2_000_000, 5, 7)).Value();

    public async Task Factors(DateOnly from, string average = "CN-2023-average", string residual = "CN-2023-residual")
    {
        await World.Send(new SeedFactorLibrary()).Value();
        await World.Send(new ChooseFactors(Park, Code, await Version(), from, average, residual)).Value();
    }

    public Task<Result<MeteringPointId>> Point(string code, Measurand measures, params MeteringFields.Part[] parts) =>
        World.Send(new RegisterMeteringPoint(Park, Code, code, measures, new MeteringFields(parts)));

    public Task<Result<ContractId>> Draft(string code, params string[] sources) =>
        World.Send(new DraftContract(Park, Code, code, new ContractFields("Joint procurement", "联合采购", 1, AllocationRule.FixedShares, sources)));

    public Task<GetContract.Detail> Contract(string code, CurrentUser? user = null) => World.Send(new GetContract(Park, Code, code), user).Value();

    public async Task<Result<Done>> Join(string contract, string tenant, int share, DateOnly? from = null, DateOnly? to = null) =>
        await World.Send(new AddContractMember(Park, Code, contract, (await Contract(contract)).Version, tenant, new ContractMemberFields(share, 1, from, to)));

    public async Task<Result<Done>> Sign(string contract) => await World.Send(new SignContract(Park, Code, contract, (await Contract(contract)).Version));
}
