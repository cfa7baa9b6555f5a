using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Features.Tenants.Queries;

namespace GreenPark.Application.Tests.Fixture;

/// <summary>Short ways to make what a test needs, each through the front door.</summary>
internal sealed class World(TestDatabase database)
{
    private static int count;

    public Sender Sender => database.Sender;

    public static string NewCode(string kind) => $"{kind}-{Interlocked.Increment(ref count)}";

    public Task<Result<T>> Send<T>(IMessage<T> message, CurrentUser? user = null) => Sender.Send(message, user ?? People.Administrator);

    public async Task<(string Code, ParkId Id)> Park()
    {
        var code = NewCode("park");
        return (code, await Send(new RegisterPark(code, "Harbour Park", "海港园区", "330000", "1 Harbour Road")).Value());
    }

    public async Task<TenantId> Tenant(string park, string code, string name = "Forge Co., Ltd.", string creditCode = "", decimal? baseline = null) =>
        await Send(new RegisterTenant(park, code, Fields(name, creditCode, baseline))).Value();

    public static TenantFields Fields(string name = "Forge Co., Ltd.", string creditCode = "", decimal? baseline = null) =>
        new(name, "锻造", creditCode, "castings", baseline);

    public async Task<Guid> VersionOfTenant(string park, string tenant) => (await Send(new GetTenant(park, tenant)).Value()).Version;
}
