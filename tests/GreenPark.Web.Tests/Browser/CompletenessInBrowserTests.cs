using System.Text;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>The completeness of a month as an operator uses it: from a month's tile to a day's curve, and to the list of what is missing.</summary>
[Collection(DemoCollection.Name)]
public sealed class CompletenessInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_cell_opens_its_day_by_key_and_by_pointer()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/imports");
        await page.Locator(".months a").Filter(new() { HasText = "2026-09" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Completeness" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".heat td.measured.final")).ToHaveCountAsync(await page.Locator(".heat tbody tr").CountAsync() * 30);

        var dialog = page.GetByRole(AriaRole.Dialog);
        await page.Locator(".heat tbody tr").Nth(1).Locator("td").Nth(2).ClickAsync();
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync("MP-BATTERY-01 · 2026-09-03");
        await Assertions.Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(96);
        await Assertions.Expect(dialog.Locator("canvas")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync("MP-CABLE-01 · 2026-09-04");
        visitor.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_missing_list_of_what_was_chosen_is_downloaded()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/completeness?microgrid=harbour-mg&month=2025-09");   // before the demo's first month
        var whole = Lines(await visitor.DownloadAsync(page.GetByRole(AriaRole.Link, new() { Name = "Download the missing list" })));
        var rows = await page.Locator(".heat tbody tr").CountAsync();
        whole.Length.ShouldBe(1 + rows * 30);

        await page.GetByRole(AriaRole.Button, new() { Name = "Select" }).ClickAsync();
        var download = page.GetByRole(AriaRole.Button, new() { Name = "Download the missing list" });
        await Assertions.Expect(download).ToBeDisabledAsync();
        await page.Locator(".heat thead button").Nth(4).ClickAsync();
        await page.Locator(".heat tbody td").First.ClickAsync();
        await Assertions.Expect(page.Locator(".heat [aria-selected]")).ToHaveCountAsync(rows + 1);
        var chosen = Lines(await visitor.DownloadAsync(download));
        chosen.Length.ShouldBe(1 + rows + 1);
        chosen.Skip(1).ShouldBeSubsetOf(whole);
        visitor.Faults.ShouldBeEmpty();
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
