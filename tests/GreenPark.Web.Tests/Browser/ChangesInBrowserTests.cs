using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>Readings of a final month that are to be others, as people decide about them in a real browser.</summary>
[Collection(DemoCollection.Name)]
public sealed class ChangesInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task The_operator_proposes_another_reading_sees_what_it_would_change_and_rejects_it()
    {
        await using var someone = await demo.SignInAsync("operator");
        var page = someone.Page;
        await DemoInBrowser.ProposeAsync(someone, "250");
        await Assertions.Expect(page.GetByText("Proposed: nothing of it counts yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Changed intervals" }).Locator("tbody tr")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Calculate" }).ClickAsync();
        var pumps = page.GetByRole(AriaRole.Table, new() { Name = "Differences of the members in 2026-09" }).Locator("tbody tr").Filter(new() { HasText = "Demo Pumps" });
        await Assertions.Expect(pumps.Locator("td").Nth(1)).ToContainTextAsync("+");
        await Assertions.Expect(page.GetByText("harbour-mg-202609-r1.zip")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Reject…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Note").FillAsync("The meter was right");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("The meter was right")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve…" })).ToHaveCountAsync(0);
        someone.Faults.ShouldBeEmpty();
    }
}
