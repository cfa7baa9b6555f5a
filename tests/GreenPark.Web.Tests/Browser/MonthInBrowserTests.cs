using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>The month as its three people live it, in a real browser: the operator closes it, a tenant fetches its PDF, a verifier believes nothing.</summary>
[Collection(DemoCollection.Name)]
public sealed class MonthInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task The_operator_closes_a_month_the_tenant_loads_its_statement_and_the_verifier_verifies_the_pack()
    {
        await using (var someone = await demo.SignInAsync("operator")) await CloseAsync(someone);
        await using (var someone = await demo.SignInAsync("tenant")) await LoadStatementAsync(someone);
        await using (var someone = await demo.SignInAsync("verifier")) await VerifyAsync(someone);
        await using (var someone = await demo.SignInAsync("operator")) await SeeWhatLeftAsync(someone);
    }

    private async Task CloseAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/imports");
        var sample = await visitor.DownloadAsync(page.Locator("a[href='/demo/readings-2026-10.csv']"));
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "readings-2026-10.csv", MimeType = "text/csv", Buffer = sample });
        await MapAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take these readings" }).DblClickAsync();
        await Assertions.Expect(page.GetByText("readings-2026-10.csv was taken")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Run 2026-10" }).ClickAsync();

        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Provisional: nothing is issued yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Green energy is conserved")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("canvas, svg[role=img]").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Make final" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make final" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The days are locked, statements and pack are issued.")).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }

    /// <summary>Nothing is taken by a mapping whose preview is still to come.</summary>
    private static async Task MapAsync(IPage page)
    {
        var take = page.GetByRole(AriaRole.Button, new() { Name = "Take these readings" });
        await take.EvaluateAsync("x => { window.waits = 0; new MutationObserver(seen => window.waits += seen.length).observe(x, { attributes: true, attributeFilter: ['disabled'] }); }");
        var point = page.Locator(".mapping select").First;
        var before = await point.InputValueAsync();
        await point.SelectOptionAsync("");
        await Assertions.Expect(page.GetByText("Columns passed over: 1")).ToBeVisibleAsync();
        await point.SelectOptionAsync(before);
        await Assertions.Expect(page.GetByText("Columns passed over: 1")).ToHaveCountAsync(0);
        await Assertions.Expect(take).ToBeEnabledAsync();
        (await page.EvaluateAsync<int>("() => window.waits")).ShouldBeGreaterThan(1);
    }

    private static async Task LoadStatementAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/parks/harbour/statements");
        var rows = visitor.Page.Locator("tbody tr");
        (await rows.AllInnerTextsAsync()).ShouldAllBe(x => x.Contains("pumps", StringComparison.OrdinalIgnoreCase), "a tenant sees its own statements only");
        var pdf = await visitor.DownloadAsync(rows.Filter(new() { HasText = "202610" }).GetByRole(AriaRole.Link, new() { Name = "PDF" }));
        System.Text.Encoding.Latin1.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        visitor.Faults.ShouldBeEmpty();
    }

    private static async Task VerifyAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/parks/harbour/packs");
        await page.Locator("tbody button[title*='202610']").ClickAsync();
        var destination = page.GetByRole(AriaRole.Dialog).GetByLabel("Destination");
        await destination.SelectOptionAsync("Goes abroad");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByText("No approval stands today")).ToBeVisibleAsync();
        await destination.SelectOptionAsync("Stays in mainland China");
        var pack = await visitor.DownloadAsync(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = "Download" }));
        await DropAsync(visitor, pack);
        await Assertions.Expect(page.GetByText("The checks that were made hold. Not checked: issuer, log proofs.")).ToBeVisibleAsync();
        (await page.Locator(".stack").First.EvaluateAsync<string>("x => { x.hidden = true; return getComputedStyle(x).display; }")).ShouldBe("none");

        await visitor.OpenAsync("/issuer");
        var fingerprint = await page.Locator("dd.code").InnerTextAsync();
        await visitor.OpenAsync("/verify");
        var issuer = page.Locator("input[name=issuer]");
        await issuer.FillAsync("deadbeef");
        await issuer.BlurAsync();
        await Assertions.Expect(page.Locator(".field-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[type=file]")).ToBeDisabledAsync();
        await issuer.FillAsync("sha256:" + fingerprint.ToUpperInvariant());
        await issuer.BlurAsync();
        await Assertions.Expect(page.Locator("input[type=file]")).ToBeEnabledAsync();
        await ChooseAsync(page, pack);
        await Assertions.Expect(page.GetByText("The checks that were made hold. Not checked: log proofs.")).ToBeVisibleAsync();

        pack[pack.Length / 2] ^= 1;
        await DropAsync(visitor, pack);
        await Assertions.Expect(page.GetByText("Do not rely on this pack")).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }

    /// <summary>Who took what out is told to those who answer for it.</summary>
    private static async Task SeeWhatLeftAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/parks/harbour/exports");
        await Assertions.Expect(visitor.Page.GetByText("GetPack").First).ToBeVisibleAsync();
        visitor.Faults.ShouldBeEmpty();
    }

    private static async Task DropAsync(Visitor visitor, byte[] pack)
    {
        await visitor.OpenAsync("/verify");
        await ChooseAsync(visitor.Page, pack);
    }

    private static Task ChooseAsync(IPage page, byte[] pack) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "pack.zip", MimeType = "application/zip", Buffer = pack });
}
