using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>What a page leaves behind when its reader goes on: nothing.</summary>
[Collection(DemoCollection.Name)]
public sealed class NavigationInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_page_is_left_while_its_chart_is_still_loading()
    {
        await using var person = await demo.SignInAsync("operator");
        var page = person.Page;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/echarts*.js", async route =>
        {
            asked.TrySetResult();
            await go.Task;
            try
            {
                await route.ContinueAsync();
            }
            finally
            {
                gone.TrySetResult();   // also where the browser has given the request up with the page
            }
        });
        await page.GotoAsync("/parks/harbour");
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await page.Locator("nav a.nav-link", new() { HasTextString = "Statements" }).ClickAsync();
        await person.ArrivesAsync("/statements");
        go.SetResult();
        await gone.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await page.EvaluateAsync("() => import('./js/charts.js')");   // which waits for the same file
        var search = page.Locator("input[type=search]");
        foreach (var words in (string[])["no such", "", "no such"])
        {
            await search.FillAsync(words);
            await Assertions.Expect(page.GetByText("no such")).ToHaveCountAsync(words.Length == 0 ? 0 : 1);
        }
        await Assertions.Expect(search).ToBeVisibleAsync();
        person.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_another_park_nothing_is_asked_of_the_microgrid_of_the_one_before()
    {
        await using var person = await demo.SignInAsync("admin");
        var page = person.Page;
        await PostAsync("/api/v1/parks", new { code = "zoo", name = "Zoo Park", nameZh = "", provinceCode = "330000", address = "" });
        await PostAsync("/api/v1/parks/zoo/microgrids", new { code = "zoo-mg", type = "gridConnected", intervalMinutes = 60, timeZone = "Asia/Shanghai", factorFamily = "operational", microgrid = new { name = "Zoo", nameZh = "" } });
        await person.OpenAsync("/parks/harbour/metering-points");
        await Assertions.Expect(page.Locator("tbody a").First).ToBeVisibleAsync();
        await page.EvaluateAsync("""
            () => {
                window.refused = [];
                const look = () => document.querySelectorAll('main .message.tone-bad').forEach(x => window.refused.push(x.textContent));
                new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
            }
            """);
        await page.Locator(".park-switch summary").ClickAsync();
        await page.Locator(".park-switch a", new() { HasTextString = "Zoo Park" }).ClickAsync();
        await person.ArrivesAsync("/parks/zoo/metering-points");
        await Assertions.Expect(page.Locator("main .empty")).ToBeVisibleAsync();
        (await page.EvaluateAsync<string[]>("() => window.refused")).ShouldBeEmpty();

        async Task PostAsync(string address, object body) => (await page.APIRequest.PostAsync(address, new() { DataObject = body })).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_question_goes_with_its_page()
    {
        await using var person = await demo.SignInAsync("admin");
        var page = person.Page;
        await person.OpenAsync("/parks/harbour/tenants");
        await page.Locator("a[href='/administration']").First.ClickAsync();
        await person.ArrivesAsync("/administration");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("tbody button").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.GoBackAsync();
        await person.ArrivesAsync("/tenants");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_month_that_is_chosen_on_the_second_page_is_shown_from_its_first_and_stands_in_the_address()
    {
        await using var person = await demo.SignInAsync("operator");
        var page = person.Page;
        await person.OpenAsync("/parks/harbour/statements");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Previous page" })).ToBeEnabledAsync();
        await page.Locator("#statement-month").SelectOptionAsync("2026-09");
        await person.ArrivesAsync("/statements?month=2026-09");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("202609");
        await page.GoBackAsync();
        await person.ArrivesAsync("/statements");
        await Assertions.Expect(page.Locator("#statement-month")).ToHaveValueAsync("");
    }
}
