using GreenPark.Engine.Evidence;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>A verifier looks who did what in the demo park, has the chain checked, and takes log and head home.</summary>
[Collection(DemoCollection.Name)]
public sealed class AuditInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_verifier_reads_the_record_and_checks_it_at_home()
    {
        await using var visitor = await demo.SignInAsync("verifier");
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/audit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the chain" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The chain is whole")).ToBeVisibleAsync();

        await page.GetByLabel("Action").SelectOptionAsync(new SelectOptionValue { Label = "Proposed an edit of readings" });
        await Assertions.Expect(page.Locator("tbody strong", new() { HasText = "Began a run" })).ToHaveCountAsync(0);
        var row = page.Locator("tbody tr", new() { HasText = "Read off the meter" }).First;
        await Assertions.Expect(row).ToContainTextAsync("Park manager");
        await row.GetByText("Before and after").ClickAsync();
        await Assertions.Expect(row.GetByText("ProposeEdit")).ToBeVisibleAsync();

        var found = AuditLogVerifier.Verify(new MemoryStream(await DownloadAsync(page, "Log (JSONL)")), "log", new AuditHeadFile("head", await DownloadAsync(page, "Signed head")));
        found.Holds.ShouldBeTrue();
        found.Entries.ShouldBeGreaterThan(50);
        visitor.Faults.ShouldBeEmpty();
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
