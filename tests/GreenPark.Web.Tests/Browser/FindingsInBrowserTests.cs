using System.Globalization;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>The running month of the demo has no readings yet: an operator finds that out, takes a finding, accepts another and asks what could be estimated.</summary>
[Collection(DemoCollection.Name)]
public sealed class FindingsInBrowserTests(DemoInBrowser demo)
{
    private static readonly string Month = DateTime.UtcNow.AddHours(8).AddDays(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_operator_validates_a_month_and_works_off_what_was_found()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync($"/parks/harbour/findings?month={Month}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Validate", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Validated last on")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not checked" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("no reading from").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.Locator("td .pill", new() { HasText = "In work" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept…" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("The readings come with the next file");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("The readings come with the next file")).ToBeVisibleAsync();
        await PictureAsync(page, "findings");

        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate the gaps…" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Columnheader, new() { Name = "What becomes of the gap" })).ToBeVisibleAsync();
        await PictureAsync(page, "estimates");
        visitor.Faults.ShouldBeEmpty();
    }

    /// <summary>With what is on it, which the empty page of the other tests does not show.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        foreach (var width in new[] { 1280, 820 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
            if (DemoInBrowser.Screenshots is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
    }
}
