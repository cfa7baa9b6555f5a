namespace GreenPark.Web.Tests.Http;

/// <summary>A tenant sees its own load by day on a page, and nobody else's.</summary>
public sealed class OwnLoadTests(Server server)
{
    [Fact]
    public async Task A_tenant_opens_the_page_of_its_own_part_in_a_run()
    {
        var park = await new SmallPark(server).BuildFinal();
        var own = await park.Tenant(SmallPark.Mould);
        var page = (await own.Get($"/parks/{park.Code}/microgrids/EAST/runs/1/members/{SmallPark.Mould}")).Text;
        page.ShouldContain("2026-01-31");
        page.ShouldNotContain("user.not_allowed");
        (await own.Get($"/parks/{park.Code}/statements")).Text.ShouldContain($"/runs/1/members/{SmallPark.Mould}");
        (await own.Get($"/parks/{park.Code}/microgrids/EAST/runs/1/members/{SmallPark.Forge}")).Text.ShouldNotContain("2026-01-31");
    }
}
