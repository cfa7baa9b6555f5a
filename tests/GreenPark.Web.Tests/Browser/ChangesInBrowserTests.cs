using System.Globalization;
using System.Text;
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

    [Fact]
    public async Task A_file_of_final_days_is_proposed_as_a_correction_with_its_reason_and_withdrawn()
    {
        await using var someone = await demo.SignInAsync("operator");
        var page = someone.Page;
        var propose = page.GetByRole(AriaRole.Button, new() { Name = "Propose as a correction", Exact = true });
        await someone.OpenAsync("/parks/harbour/imports");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "corrected.csv", MimeType = "text/csv", Buffer = FileOfDay("2026-09-20", "MP-FIRE-01", "12.5") });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take these readings" })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose as a correction…" }).ClickAsync();
        await propose.ClickAsync();
        await Assertions.Expect(page.Locator(".field-error")).ToBeVisibleAsync();
        await page.GetByLabel("Reason of the correction").FillAsync("Wrong factor");
        await propose.ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "To change" }).ClickAsync();
        await Assertions.Expect(page.GetByText("corrected.csv", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await Assertions.Expect(page.Locator(".pill").GetByText("Withdrawn")).ToBeVisibleAsync();
        someone.Faults.ShouldBeEmpty();
    }

    private static byte[] FileOfDay(string day, string point, string kwh)
    {
        var file = new StringBuilder($"interval_start,{point}\n");
        for (var minute = 0; minute < 24 * 60; minute += 15) file.Append(CultureInfo.InvariantCulture, $"{day}T{minute / 60:00}:{minute % 60:00}:00+08:00,{kwh}\n");
        return Encoding.UTF8.GetBytes(file.ToString());
    }
}
