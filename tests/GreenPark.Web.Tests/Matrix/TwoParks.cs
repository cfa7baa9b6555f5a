using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>
/// Two parks alike, each with two tenants, a final and issued month, and something in every register. All names in them carry a mark:
/// a mark that comes up before eyes it is not meant for is a leak, whatever way it took.
/// </summary>
public sealed class TwoParks(Server server) : IAsyncLifetime
{
    private SmallPark? own, foreign;

    internal Server Server => server;
    internal SmallPark Own => own!;
    internal SmallPark Foreign => foreign!;

    public async ValueTask InitializeAsync()
    {
        own = await BuildAsync("zqown");
        foreign = await BuildAsync("zqforeign");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<SmallPark> BuildAsync(string mark)
    {
        var park = await new SmallPark(server, mark).BuildFinal();
        var op = park.Operator;
        foreach (var tenant in (string[])[SmallPark.Forge, SmallPark.Mould])
        {
            var of = park.MarkOf(tenant);
            var seen = await op.Get($"{park.Path}/tenants/{tenant}").Ok();
            await op.Post($"{park.Path}/tenants/{tenant}/sites", new { version = seen.Version, code = "HALL", name = $"Hall {of}", nameZh = "", address = of }).Created();
        }
        await op.Upload($"{park.Grid}/readings?fileName=2026-02-{mark}.csv", SmallPark.Csv(SmallPark.February, SmallPark.February.AddDays(3))).Created();
        await op.Post($"{park.Grid}/changes/edits", new { point = "MP-M", day = "2026-02-02", values = new object[] { new { interval = 1, valueWh = 7 } }, reason = $"Read off {park.MarkOf(SmallPark.Mould)}" }).Created();
        await op.Post($"{park.Grid}/metering-points/MP-M/register-reads", new { at = "2026-01-01T00:00:00+08:00", registerWh = 1_000, serial = park.MarkOf(SmallPark.Mould) }).Created();
        await op.Post($"{park.Grid}/validations", new { month = "2026-01-01" }).Ok();
        await op.Post($"{park.Path}/api-keys", new { code = "gateway", name = $"Gateway {mark}" }).Created();
        return park;
    }

    /// <summary>Everybody there can be in the own park, as messages carry them. Tenants' people are Forge's.</summary>
    internal async Task<IReadOnlyList<(string Name, CurrentUser User)>> PeopleAsync()
    {
        var forge = await server.TenantIdOf(Own.Id, SmallPark.Forge);
        return [.. Roles.All.Where(x => x != Role.Administrator)
            .Select(x => ($"{x}", new CurrentUser(Guid.CreateVersion7(), $"{x}", x, Own.Id, x.IsOfTenants() ? forge : null) { ParkCode = Own.Code, TenantCode = x.IsOfTenants() ? SmallPark.Forge : "" }))];
    }
}
