using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>A tenant of the demo park decides who sees what, and sees who looked; its neighbour keeps its curve to itself.</summary>
[Collection(DemoCollection.Name)]
public sealed class ConsentInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_tenant_gives_a_consent_and_withdraws_it()
    {
        await using var tenant = await demo.SignInAsync("tenant");
        var page = tenant.Page;
        await tenant.OpenAsync("/parks/harbour/tenants/pumps");
        await page.GetByRole(AriaRole.Link, new() { Name = "Data access" }).ClickAsync();
        await tenant.ArrivesAsync("/tenants/pumps/access");
        await page.GetByRole(AriaRole.Button, new() { Name = "Give consent" }).ClickAsync();
        await page.Locator("select[name=Kind]").SelectOptionAsync(new SelectOptionValue { Label = "Buyers" });
        await page.Locator("select[name=Whom]").SelectOptionAsync(new SelectOptionValue { Label = "Park operator" });
        await page.Locator("button[type=submit].primary").ClickAsync();
        var given = page.Locator("tbody tr", new() { HasText = "Buyers" }).First;
        await Assertions.Expect(given).ToContainTextAsync("Stands");
        await given.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await page.Locator("textarea[name=Reason]").FillAsync("Nobody sells them yet");
        await page.Locator("textarea[name=Reason]").BlurAsync();
        await page.Locator("button[type=submit].primary").ClickAsync();
        await Assertions.Expect(given).ToContainTextAsync("Nobody sells them yet");
        tenant.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tenant_sees_who_looked_at_its_data()
    {
        await using (var reader = await demo.SignInAsync("operator")) await reader.OpenAsync("/parks/harbour/microgrids/harbour-mg/runs/12/members/pumps");
        await using var tenant = await demo.SignInAsync("tenant");
        var look = tenant.Page.Locator("tbody tr", new() { HasText = "Load curve of a member in a run" }).First;
        for (var again = 0; again < 10 && await look.CountAsync() == 0; again++)   // written within seconds
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            await tenant.OpenAsync("/parks/harbour/tenants/pumps/reads");
        }
        await Assertions.Expect(look).ToContainTextAsync("Park manager");
        await Assertions.Expect(look).ToContainTextAsync("Load curves");
        await tenant.Page.GetByRole(AriaRole.Combobox, new() { Name = "Who" }).SelectOptionAsync(new SelectOptionValue { Label = "Others only" });
        await Assertions.Expect(tenant.Page.Locator("tbody")).Not.ToContainTextAsync("Our own people");
        System.Text.Encoding.UTF8.GetString(await tenant.DownloadAsync(tenant.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }))).ShouldNotContain(",yes,");
    }

    [Fact]
    public async Task What_is_withheld_is_shown_as_sums()
    {
        await using var visitor = await demo.SignInAsync("operator");
        await visitor.OpenAsync("/parks/harbour/microgrids/harbour-mg/runs/12/members/datacentre");
        await Assertions.Expect(visitor.Page.GetByText("Demo Data Centre Co., Ltd. shows sums by day only")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(30);
        await visitor.OpenAsync("/parks/harbour/metering-points/harbour-mg/MP-DATACENTRE-01?day=2026-09-30");
        await Assertions.Expect(visitor.Page.GetByText("The curve is withheld")).ToBeVisibleAsync();
        await visitor.OpenAsync("/parks/harbour/packs");
        await Assertions.Expect(visitor.Page.Locator("tbody tr", new() { HasText = "Run 12" }).First).ToContainTextAsync("Withheld: not all members gave consent");
        visitor.Faults.ShouldBeEmpty();
    }
}
