using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>A file of another meter system: what it does not tell is asked, the answers are kept, and the next file is read without questions.</summary>
[Collection(DemoCollection.Name)]
public sealed class ForeignFileInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_foreign_file_is_asked_about_taken_and_its_profile_kept_for_the_next()
    {
        await using var person = await demo.SignInAsync("operator");
        var page = person.Page;
        await person.OpenAsync("/parks/harbour/imports");
        await ChooseAsync(page, "hall-1.csv", Foreign(day: 2));
        await Assertions.Expect(page.GetByText("The file does not tell: 2")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        foreach (var field in (string[])["patterns", "zone"]) await Assertions.Expect(page.Locator($".asked [name={field}]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Locator("input[name=serialColumn] + datalist option[value='Dach (kW)']")).ToHaveCountAsync(1);
        await AnswerAsync(page);

        await page.GetByLabel("Metering point of column Halle 1 (kW)").SelectOptionAsync("MP-FIRE-01");
        await Assertions.Expect(page.Locator(".mapping tr", new() { HasTextString = "Halle 1" })).ToContainTextAsync("3.125");   // 12.5 kW for a quarter of an hour
        await Assertions.Expect(page.Locator("section:has(.chart) h2", new() { HasTextString = "Energy by day" })).ToContainTextAsync("kWh");   // 300 kWh a day
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("2026-11-02 – 2026-11-04");
        await Assertions.Expect(page.GetByText("intake.note_sentinel")).ToHaveCountAsync(0);   // of a column that is passed over

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this profile…" }).ClickAsync();
        await page.Locator("dialog[open] input[name=Code]").FillAsync("hall");
        await page.Locator("dialog[open] input[name=Name]").FillAsync("Hall meters");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("section", new() { HasTextString = "Kept profiles" }).Locator("tbody tr")).ToContainTextAsync("Hall meters");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take these readings" }).ClickAsync();
        await Assertions.Expect(page.GetByText("hall-1.csv was taken")).ToBeVisibleAsync();

        await ChooseAsync(page, "hall-2.csv", Foreign(day: 5));
        await Assertions.Expect(page.GetByText("by the kept profile Hall meters (hall)")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Metering point of column Halle 1 (kW)")).ToHaveValueAsync("MP-FIRE-01");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take these readings" })).ToBeEnabledAsync();

        // the profile of a file that was read by none can be kept later too
        var rows = page.Locator("tr");
        await Assertions.Expect(rows.Filter(new() { HasTextString = "hall-1.csv" })).ToBeVisibleAsync();
        await Assertions.Expect(rows.Filter(new() { HasTextString = "hall-1.csv" }).GetByRole(AriaRole.Button, new() { Name = "Keep this profile…" })).ToHaveCountAsync(0);
        await ChooseAsync(page, "oven-1.csv", Foreign(day: 8, "Ofen (kW)"));
        await AnswerAsync(page);
        await page.GetByLabel("Metering point of column Ofen (kW)").SelectOptionAsync("MP-FIRE-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take these readings" }).ClickAsync();
        await Assertions.Expect(page.GetByText("oven-1.csv was taken")).ToBeVisibleAsync();
        await rows.Filter(new() { HasTextString = "oven-1.csv" }).GetByRole(AriaRole.Button, new() { Name = "Keep this profile…" }).ClickAsync();
        await page.Locator("dialog[open] input[name=Code]").FillAsync("later");
        await page.Locator("dialog[open] input[name=Name]").FillAsync("Kept when it was taken already");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("section", new() { HasTextString = "Kept profiles" })).ToContainTextAsync("Kept when it was taken already");
        person.Faults.ShouldBeEmpty();
    }

    /// <summary>What the file does not tell.</summary>
    private static async Task AnswerAsync(IPage page)
    {
        await page.Locator("select[name=patterns]").SelectOptionAsync(new SelectOptionValue { Label = "d.M.yyyy H:mm" });
        await page.Locator("input[name=zone]").FillAsync("+08:00");
        await page.Locator("input[name=zone]").BlurAsync();
        await Assertions.Expect(page.Locator("select[name=at]")).ToHaveValueAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Choose the metering points")).ToBeVisibleAsync();
    }

    private static Task ChooseAsync(IPage page, string name, byte[] file) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = file });

    /// <summary>Three days of November 2026: mean power at interval ends, day first, decimal comma.</summary>
    private static byte[] Foreign(int day, string hall = "Halle 1 (kW)")
    {
        var text = new StringBuilder($"Zeit;{hall};Dach (kW)\r\n");
        var start = new DateTime(2026, 11, day);
        for (var i = 1; i <= 3 * 96; i++)
            text.Append(CultureInfo.InvariantCulture, $"{start.AddMinutes(15 * i):dd.MM.yyyy HH:mm};12,5;{(i % 96 is > 36 and < 64 ? "3,25" : "-")}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
