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

        var taken = page.Locator(".table tbody tr").Nth(1);
        var number = await taken.Locator("td").First.InnerTextAsync();
        await taken.GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync();
        await Assertions.Expect(taken.Locator(".pill", new() { HasText = "In work" })).ToBeVisibleAsync();
        await Assertions.Expect(taken.Locator("td").First).ToHaveTextAsync(number);   // the list is not sorted anew under the pointer
        await Assertions.Expect(page.Locator("td .pill", new() { HasText = "In work" })).ToHaveCountAsync(1);
        await taken.GetByRole(AriaRole.Button, new() { Name = "Accept…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("The readings come with the next file");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("The readings come with the next file")).ToBeVisibleAsync();
        await PictureAsync(page, "findings");

        await page.GetByRole(AriaRole.Button, new() { Name = "Estimate the gaps…" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Columnheader, new() { Name = "First to last interval" })).ToBeVisibleAsync();
        await PictureAsync(page, "estimates");
        visitor.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_month_that_is_chosen_while_another_one_is_validated_can_be_validated_too()
    {
        await using var visitor = await demo.SignInAsync("operator");
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/findings?month=2026-03");
        var validate = page.GetByRole(AriaRole.Button, new() { Name = "Validate", Exact = true });
        await Assertions.Expect(validate).ToBeEnabledAsync();
        // both before the first answer
        await page.EvaluateAsync("""
            () => {
                [...document.querySelectorAll('button')].find(x => x.textContent.trim() === 'Validate').click();
                const month = document.querySelector("option[value='2026-02']").closest('select');
                month.value = '2026-02';
                month.dispatchEvent(new Event('change', { bubbles: true }));
            }
            """);
        await visitor.ArrivesAsync("month=2026-02");
        await validate.ClickAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.GetByText("Validated last on")).ToBeVisibleAsync();
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
