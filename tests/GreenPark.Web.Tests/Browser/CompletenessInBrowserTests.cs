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
        await Assertions.Expect(page.Locator(".heat tbody tr").First).ToBeVisibleAsync();   // only now are there rows to count
        await Assertions.Expect(page.Locator(".heat td.measured.final")).ToHaveCountAsync(await page.Locator(".heat tbody tr").CountAsync() * 30);

        var dialog = page.GetByRole(AriaRole.Dialog);
        await page.Locator(".heat tbody tr").Nth(1).Locator("td").Nth(2).ClickAsync();
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync("MP-BATTERY-01 · 2026-09-03");
        await Assertions.Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(96);
        await Assertions.Expect(dialog.Locator("canvas")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var rows = page.Locator(".heat tbody tr");
        for (var again = 0; again < 40; again++)   // the page that closes a day takes the focus once more
        {
            await rows.Nth(1).Locator("td").Nth(2).FocusAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowDown");
            if (await rows.Nth(2).Locator("td").Nth(3).EvaluateAsync<bool>("x => x === document.activeElement")) break;
            await Task.Delay(250);
        }
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync("MP-CABLE-01 · 2026-09-04");
        await visitor.ArrivesAsync("&month=2026-09&day=2026-09-04&point=MP-CABLE-01");
        await page.GoBackAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await visitor.OpenAsync("/parks/harbour/completeness?day=2026-09-04&point=MP-CABLE-01");
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync("MP-CABLE-01 · 2026-09-04");
        await visitor.OpenAsync("/parks/harbour/completeness?day=2026-09-04&point=MP-NONE");
        await Assertions.Expect(dialog.GetByText("metering.not_found")).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }

    [Theory, InlineData(""), InlineData("?month=2026-08")]
    public async Task The_first_press_opens_a_day_also_where_the_address_names_no_microgrid(string query)
    {
        await using var visitor = await demo.SignInAsync("operator");
        await visitor.OpenAsync("/parks/harbour/completeness" + query);
        await visitor.Page.Locator(".heat tbody tr").Nth(1).Locator("td").Nth(2).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog).Locator("h2")).ToContainTextAsync("MP-BATTERY-01");
        visitor.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_gaps_of_chosen_cells_alone_are_estimated_and_the_month_is_validated()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.ImportDaysAsync("2025-07-01", "2025-07-04", "MP-CABLE-01", (30, 2), (126, 2));
        await visitor.OpenAsync("/parks/harbour/completeness?microgrid=harbour-mg&month=2025-07");
        var row = page.Locator(".heat tbody tr").Filter(new() { HasText = "MP-CABLE-01" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Select" }).ClickAsync();
        await row.Locator("td").First.ClickAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "3 meter days selected, 4 intervals missing" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page.Locator(".heat [aria-selected=true]")).ToHaveCountAsync(0);
        await row.Locator("td").Nth(1).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate the gaps…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(dialog.Locator("tbody tr")).ToContainTextAsync("2025-07-02 07:30");
        await dialog.GetByLabel("Reason").FillAsync("The gateway was down");
        await dialog.GetByLabel("Reason").BlurAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Propose the change" }).ClickAsync();
        var change = dialog.GetByRole(AriaRole.Link, new() { Name = "To change" });
        await Assertions.Expect(change).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Validate 2025-07" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "To the findings" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("Gaps");
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
        await Assertions.Expect(page.Locator(".heat [aria-selected=true]")).ToHaveCountAsync(rows + 1);
        var chosen = Lines(await visitor.DownloadAsync(download));
        chosen.Length.ShouldBe(1 + rows + 1);
        chosen.Skip(1).ShouldBeSubsetOf(whole);
        visitor.Faults.ShouldBeEmpty();
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
