using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>A metering point's day: estimated by a chosen method, approved, and seen again as it was known before.</summary>
[Collection(DemoCollection.Name)]
public sealed class ReadingsThenInBrowserTests(DemoInBrowser demo)
{
    private const string Day = "/parks/harbour/metering-points/harbour-mg/MP-FIRE-01?day=2025-06-02";

    [Fact]
    public async Task Intervals_are_estimated_by_a_chosen_method_and_the_day_is_seen_as_it_was_known()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.ImportDaysAsync("2025-06-02", "2025-06-03", "MP-FIRE-01", (20, 3));
        await visitor.OpenAsync(Day);
        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("select[name=First]")).ToHaveValueAsync("20");   // the gap of the day: from 05:00, to 05:45
        await Assertions.Expect(dialog.Locator("select[name=Last]")).ToHaveValueAsync("22");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Radio, new() { Name = "GP/linear" })).ToBeCheckedAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Radio, new() { Name = "GP/likeDay" })).ToBeDisabledAsync();
        await Assertions.Expect(dialog.GetByText("30.000 kWh")).ToBeVisibleAsync();

        var propose = dialog.GetByRole(AriaRole.Button, new() { Name = "Propose" });
        await dialog.Locator("select[name=Last]").SelectOptionAsync("19");
        await Assertions.Expect(dialog.GetByText("It would end at")).ToBeVisibleAsync();
        await propose.ClickAsync();
        await Assertions.Expect(dialog.Locator(".field-error")).ToBeVisibleAsync();
        await dialog.Locator("select[name=Last]").SelectOptionAsync("22");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Radio, new() { Name = "GP/linear" })).ToBeCheckedAsync();
        await dialog.GetByLabel("Reason").FillAsync("The gateway was down");
        await dialog.GetByLabel("Reason").BlurAsync();
        await propose.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/microgrids/harbour-mg/changes/\d+$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Changed intervals" }).Locator("tbody tr")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve…" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What it brought about" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("No run has been made of its periods")).ToBeVisibleAsync();

        await visitor.OpenAsync(Day);
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await visitor.ArrivesAsync("?day=2025-06-02&revision=1");
        var others = page.GetByRole(AriaRole.Table, new() { Name = "Intervals that are others now" });
        await Assertions.Expect(others.Locator("tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(others).ToContainTextAsync("GP/linear");
        var known = page.Locator("input[name=Known]");
        await known.FillAsync("2025-06-30");
        await known.BlurAsync();
        await visitor.ArrivesAsync("?day=2025-06-02&known=2025-06-30");
        await Assertions.Expect(page.GetByText("At the end of 2025-06-30 nothing was known of this day")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(others).ToBeVisibleAsync();
        await visitor.OpenAsync(Day + "&revision=9");
        await Assertions.Expect(page.GetByText("There is no revision 9 of 2025-06-02")).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_is_not_there_says_so_and_leads_back_to_the_list()
    {
        await using var visitor = await demo.SignInAsync("operator");
        await visitor.OpenAsync("/parks/harbour/microgrids/harbour-mg/changes/9999");
        await Assertions.Expect(visitor.Page.GetByText("change.not_found")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Reading changes" }).ClickAsync();
        await visitor.ArrivesAsync("/parks/harbour/changes?microgrid=harbour-mg");
    }
}
