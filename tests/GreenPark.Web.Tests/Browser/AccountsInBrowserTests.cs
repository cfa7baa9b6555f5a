using System.Text.RegularExpressions;
using GreenPark.Web.Tests.Fixture;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>Passkeys with a virtual key of the browser, authenticator apps, and being asked again. Each with a person of its own.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccountsInBrowserTests(DemoInBrowser demo)
{
    private const string Password = "quiet ladder mango";

    [Fact]
    public async Task A_passkey_lets_in_while_somebody_guesses_the_password()
    {
        var email = await PersonAsync();
        await using var person = await demo.VisitLocalhostAsync();
        var page = person.Page;
        await AddKeyAsync(page);
        await TypeAsync(page, email, Password);
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/sign-in"));
        await person.OpenAsync("/account/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add passkey" }).ClickAsync();
        await page.Locator("dialog input[name=Name]").FillAsync("Laptop");
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = "Laptop" })).ToHaveCountAsync(1);
        await SignOutAsync(page);

        // ten wrong ones from this very address, and the password is not even compared any more
        await using var stranger = await demo.VisitLocalhostAsync();
        var tooMany = stranger.Page.GetByText("Too many tries");
        for (var i = 0; i < 12 && await tooMany.CountAsync() == 0; i++)
        {
            await TypeAsync(stranger.Page, email, $"guess {i}");
            await Assertions.Expect(stranger.Page.GetByText("Sign-in refused").Or(tooMany)).ToBeVisibleAsync();
        }
        await Assertions.Expect(tooMany).ToBeVisibleAsync();

        // in the field for e-mail the browser offers the passkey by itself, and this one's owner always agrees
        await page.GotoAsync("/account/sign-in?returnUrl=%2Faccount%2Fsecurity");
        await person.ArrivesAsync("/account/security");
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = "This browser" })).ToContainTextAsync("Passkey");

        await person.OpenAsync("/account/security");   // until it has its circuit
        await page.Locator("tr", new() { HasTextString = "Laptop" }).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No passkey yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_an_app_the_sign_in_asks_for_a_code_that_is_good_once()
    {
        var email = await PersonAsync();
        await using var person = await demo.SignInWithAsync(email, Password);
        var page = person.Page;
        await person.OpenAsync("/account/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog svg.qr")).ToBeVisibleAsync();
        var key = await page.Locator("dialog code").InnerTextAsync();
        await page.Locator("dialog input[name=Code]").FillAsync(Apps.CodeOf(key));
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        var recovery = await page.Locator(".codes li").First.InnerTextAsync();
        (await File.ReadAllLinesAsync(await (await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync())).PathAsync())).ShouldContain(recovery);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await SignOutAsync(page);

        await TypeAsync(page, email, Password);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account/second-factor"));
        await CodeAsync(page, "000000");
        await Assertions.Expect(page.GetByText("The code is wrong, or was used already").First).ToBeVisibleAsync();
        var code = Apps.CodeOf(key, ahead: 1);
        await CodeAsync(page, code);
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/"));
        await SignOutAsync(page);

        await TypeAsync(page, email, Password);
        await CodeAsync(page, code);
        await Assertions.Expect(page.GetByText("The code is wrong, or was used already").First).ToBeVisibleAsync();
        await CodeAsync(page, recovery);
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/"));
        await person.OpenAsync("/account/security");
        await Assertions.Expect(page.GetByText("Recovery codes left: 9")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_a_while_a_key_change_asks_who_one_is_and_is_then_done_at_once()
    {
        var email = await PersonAsync("parkManager");
        await using var person = await demo.SignInWithAsync(email, Password);
        var page = person.Page;
        await person.OpenAsync("/parks/harbour/api-keys");
        await demo.AgeAsync(email);
        var code = $"aged-{Guid.NewGuid():N}"[..20];
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a key" }).First.ClickAsync();
        await page.Locator("dialog input[name=Code]").FillAsync(code);
        await page.Locator("dialog input[name=Name]").FillAsync("Substation 9");
        await page.Locator("dialog[open] button[type=submit]").ClickAsync();
        var asked = page.Locator("dialog[open]", new() { HasTextString = "Confirm that it is you" });
        await asked.Locator("input[name=Password]").FillAsync("not the password");
        await asked.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(asked.GetByText("The password is wrong").First).ToBeVisibleAsync();
        await asked.Locator("input[name=Password]").FillAsync(Password);
        await asked.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("dialog code")).ToContainTextAsync("gpk_");
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = code })).ToHaveCountAsync(1);

        await demo.AgeAsync(email);
        var refused = await page.APIRequest.DeleteAsync($"/api/v1/parks/harbour/api-keys/{code}");
        refused.Status.ShouldBe(403);
        (await refused.TextAsync()).ShouldContain("user.sign_in_again");
        (await page.APIRequest.PostAsync("/api/v1/my/confirmation", new() { DataObject = new { password = Password } })).Status.ShouldBe(200);
        (await page.APIRequest.DeleteAsync($"/api/v1/parks/harbour/api-keys/{code}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_invited_use_a_passkey_and_who_forgot_gets_another_link()
    {
        var email = await PersonAsync();
        await using var person = await demo.VisitLocalhostAsync();
        var page = person.Page;
        await page.GotoAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten how to sign in?" }).ClickAsync();
        var before = await demo.LinkForAsync(email);
        await person.ArrivesAsync("/account/forgotten");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send the link" })).ToBeVisibleAsync();   // the address comes before the page
        await page.Locator("input[name='Input.Email']").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Look into your mail")).ToBeVisibleAsync();
        var link = before;
        for (var i = 0; i < 300 && link == before; i++)
        {
            await Task.Delay(100);
            link = await demo.LinkForAsync(email);
        }
        await page.GotoAsync(before);
        await Assertions.Expect(page.GetByText("was used, withdrawn, or followed by a newer one").First).ToBeVisibleAsync();
        await AddKeyAsync(page);
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/"));   // on the page for signing in the browser offers it by itself
        await page.GotoAsync(link);
        await Assertions.Expect(page.GetByText("was used, withdrawn, or followed by a newer one").First).ToBeVisibleAsync();
    }

    /// <summary>A key in the browser, whose owner always agrees.</summary>
    private static async Task AddKeyAsync(IPage page)
    {
        var key = await page.Context.NewCDPSessionAsync(page);
        await key.SendAsync("WebAuthn.enable");
        await key.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        } });
    }

    /// <summary>Made by the demo's administrator.</summary>
    private async Task<string> PersonAsync(string role = "parkReader")
    {
        var email = $"{Guid.NewGuid():N}@harbour.example";
        await using var admin = await demo.SignInAsync("admin");
        var answer = await admin.Page.APIRequest.PostAsync("/api/v1/users",
            new() { DataObject = new { email, user = new { displayName = "Lin Wei", culture = "en" }, role = new { role, park = "harbour" } } });
        answer.Status.ShouldBe(201, await answer.TextAsync());
        await demo.AcceptAsync(email, Password);
        return email;
    }

    private static async Task TypeAsync(IPage page, string email, string password)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.Locator("main button[type=submit]").First.ClickAsync();
    }

    private static async Task CodeAsync(IPage page, string code)
    {
        await page.Locator("input[name='Input.Code']").FillAsync(code);
        await page.Locator("main button[type=submit]").ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);   // the circuit renders the header anew, with its menus closed
        await page.Locator("header .menu.end summary").Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account/sign-in"));
    }
}
