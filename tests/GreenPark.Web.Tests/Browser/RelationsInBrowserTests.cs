using System.Text;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>What validation holds readings against, as an operator enters it: register reads, thresholds, and the way there from what could not be checked.</summary>
[Collection(DemoCollection.Name)]
public sealed class RelationsInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task Register_reads_are_typed_taken_from_a_file_and_withdrawn()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/metering-points/harbour-mg/MP-ST-CH");
        var (table, dialog) = (page.GetByRole(AriaRole.Table, new() { Name = "Register reads" }), page.GetByRole(AriaRole.Dialog));
        await page.GetByRole(AriaRole.Button, new() { Name = "Record a read" }).ClickAsync();
        await Fill("Day", "2026-09-01");
        await Fill("Meter serial number", "S-1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".field-error").First).ToBeVisibleAsync();
        await Fill("Register", "123.456");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(table.Locator("tbody tr").Filter(new() { HasText = "123.456" })).ToContainTextAsync("2026-09-01 00:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record a read" }).ClickAsync();
        await Fill("Day", "2026-09-01");
        await Fill("Register", "123.457");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".field-error").First).ToContainTextAsync("at 2026-09-01 00:00 +08:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();   // something was typed

        await TakeAsync("");
        await Assertions.Expect(page.GetByText("2 reads of the meter with the serial number S1 were passed over")).ToBeVisibleAsync();
        await TakeAsync("200");
        await Assertions.Expect(page.GetByText("were passed over")).ToHaveCountAsync(0);
        await Assertions.Expect(table.Locator("tbody tr").Filter(new() { HasText = "STORE-E1" })).ToHaveCountAsync(2);

        await table.Locator("tbody tr").Filter(new() { HasText = "123.456" }).GetByRole(AriaRole.Button, new() { Name = "Withdraw…" }).ClickAsync();
        await Fill("Reason", "Of another meter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();
        await Assertions.Expect(table.Locator("tbody tr").Filter(new() { HasText = "Of another meter" }).Locator(".pill")).ToHaveTextAsync("Withdrawn");
        visitor.Faults.ShouldBeEmpty();

        async Task TakeAsync(string quantity)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "From a NEM13 file" }).ClickAsync();
            await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "storage.csv", MimeType = "text/csv", Buffer = Encoding.ASCII.GetBytes(
                $"100,NEM13,202602010000,MDP1,RETAILER1\n250,STORE,E1,01,E1,E1,S1,E,500,20260701020000,A,,,700,20260801020000,A,,,{quantity},kWh,,20260901000000,\n900\n") });
            await Assertions.Expect(dialog.GetByLabel("Channel of the file")).ToBeVisibleAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Take the reads" }).ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }

        async Task Fill(string label, string value)
        {
            await dialog.GetByLabel(label).FillAsync(value);
            await dialog.GetByLabel(label).BlurAsync();
        }
    }

    [Fact]
    public async Task A_head_meter_is_named_on_a_period_and_its_page_shows_what_stands_behind_it()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        var dialog = page.GetByRole(AriaRole.Dialog);
        await visitor.OpenAsync("/parks/harbour/metering-points/harbour-mg/MP-FIRE-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a period" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Head meter").Locator("option", new() { HasText = "MP-CABLE-01" })).ToHaveCountAsync(1);
        await Assertions.Expect(dialog.GetByLabel("Head meter").Locator("option", new() { HasText = "MP-FIRE-01" })).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await NameAsync("MP-CABLE-01");
        await page.GetByRole(AriaRole.Table, new() { Name = "Periods" }).GetByRole(AriaRole.Link, new() { Name = "MP-CABLE-01" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Sub-meters" }).Locator("tbody tr")).ToContainTextAsync("MP-FIRE-01");

        await visitor.OpenAsync("/parks/harbour/metering-points/harbour-mg/MP-FIRE-01");
        await NameAsync("–");   // the demo is everybody's
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "MP-CABLE-01" })).ToHaveCountAsync(0);
        visitor.Faults.ShouldBeEmpty();

        async Task NameAsync(string head)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Edit or end" }).ClickAsync();
            await dialog.GetByLabel("Head meter").SelectOptionAsync(new SelectOptionValue { Label = head });
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task What_could_not_be_checked_leads_to_where_it_is_entered_and_thresholds_are_set_and_reset()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/findings?month=2026-08");
        await page.GetByRole(AriaRole.Button, new() { Name = "Validate", Exact = true }).ClickAsync();
        var missing = page.Locator("li").Filter(new() { HasText = "fewer than two reads of the register" });
        await missing.Locator("summary").ClickAsync();
        await Assertions.Expect(missing.GetByRole(AriaRole.Link, new() { Name = "MP-PUMPS-01" })).ToHaveAttributeAsync("href", "/parks/harbour/metering-points/harbour-mg/MP-PUMPS-01#registers");
        await Assertions.Expect(missing.GetByRole(AriaRole.Link, new() { Name = "MP-PV-01" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("latitude and longitude")).ToHaveCountAsync(0);
        await page.Locator("summary", new() { HasText = "Thresholds it used" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Thresholds it used" }).Locator("tbody tr")).ToHaveCountAsync(6);

        await page.GetByRole(AriaRole.Link, new() { Name = "Thresholds of the validation" }).ClickAsync();
        var wind = page.GetByRole(AriaRole.Table, new() { Name = "Thresholds of the validation" }).Locator("tbody tr").Filter(new() { HasText = "Wind" });
        await wind.GetByRole(AriaRole.Button, new() { Name = "Thresholds: Wind" }).ClickAsync();
        var gap = page.GetByRole(AriaRole.Dialog).GetByLabel("Gap: error above");
        await gap.FillAsync("45");
        await gap.BlurAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(wind.Locator("td").First).ToHaveTextAsync("45Default: 120");
        await wind.GetByRole(AriaRole.Button, new() { Name = "Reset to default" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reset to default" }).ClickAsync();
        await Assertions.Expect(wind.Locator("td").First).ToHaveTextAsync("120");
        visitor.Faults.ShouldBeEmpty();
    }
}
