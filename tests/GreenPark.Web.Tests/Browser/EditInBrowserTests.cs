using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>A day's readings typed over in a real browser: what is wrong is told where it is, and nothing that was typed is dropped unasked.</summary>
[Collection(DemoCollection.Name)]
public sealed class EditInBrowserTests(DemoInBrowser demo)
{
    private const string Day = "/parks/harbour/metering-points/harbour-mg/MP-FIRE-01?day=2026-08-11";

    [Fact]
    public async Task A_value_below_zero_is_told_below_its_row_and_is_in_no_total_and_Esc_asks()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync(Day + "&do=edit&finding=7&at=2026-08-11T10%3A00%3A00%2B08%3A00&last=2026-08-11T10%3A15%3A00%2B08%3A00");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Edit MP-FIRE-01" });
        await Assertions.Expect(dialog.Locator(".reading.marked")).ToHaveCountAsync(2);
        await Assertions.Expect(dialog.GetByLabel("10:00")).ToBeFocusedAsync();
        await Assertions.Expect(dialog.GetByText("2026-08 is final")).ToBeVisibleAsync();
        await dialog.GetByLabel("10:00").FillAsync("-5");
        await dialog.GetByLabel("10:00").BlurAsync();
        await Assertions.Expect(dialog.Locator(".reading-error")).ToContainTextAsync("10:00: A reading is not below zero");
        await Assertions.Expect(dialog.Locator(".readings-sum")).ToContainTextAsync("values that cannot be read and are not counted: 1");
        var (row, told) = (await dialog.Locator(".readings-grid").BoundingBoxAsync(), await dialog.Locator(".reading-error").BoundingBoxAsync());
        told!.Width.ShouldBeGreaterThan(row!.Width * 0.8f, "across the grid, not in a column of it");

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByText("Leave without saving?")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Leave without saving?" }).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("10:00")).ToHaveValueAsync("-5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Back to finding 7" })).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_estimate_of_a_final_day_says_so_and_a_reversed_span_names_its_times()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync(Day + "&do=estimate");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Estimate MP-FIRE-01" });
        await Assertions.Expect(dialog.GetByText("2026-08 is final")).ToBeVisibleAsync();
        await dialog.GetByLabel("From").SelectOptionAsync(new SelectOptionValue { Label = "10:00" });
        await dialog.GetByLabel("To").SelectOptionAsync(new SelectOptionValue { Label = "09:00" });
        await Assertions.Expect(dialog.GetByText("It would end at 09:00, before it begins at 10:00")).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }
}
