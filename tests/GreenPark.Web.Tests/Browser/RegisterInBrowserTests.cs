using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>Forms and accounts as people use them, where only a browser shows what happens.</summary>
[Collection(DemoCollection.Name)]
public sealed class RegisterInBrowserTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_form_names_all_faults_at_once_and_is_not_left_by_mistake()
    {
        await using var admin = await demo.SignInAsync("admin");
        var page = admin.Page;
        await admin.OpenAsync("/parks/harbour/microgrids/new");
        await page.Locator("input[name=ConnectionCapacityW]").FillAsync("12,5");
        await page.Locator("input[name=TimeZone]").FillAsync("Mars/Olympus");
        await page.Locator("input[name=ResponsibleCreditCode]").FillAsync("123");
        await page.Locator("button[type=submit].primary").ClickAsync();
        await page.GetByText("not an IANA time zone").First.WaitForAsync();
        foreach (var field in (string[])["Code", "Name", "ConnectionCapacityW", "TimeZone", "ResponsibleCreditCode"])
            await Assertions.Expect(page.Locator($"input[name={field}]")).ToHaveAttributeAsync("aria-invalid", "true");
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain("field.unreadable");

        await page.Locator("nav a.nav-link", new() { HasTextString = "Contracts" }).ClickAsync();
        await page.GetByText("Leave without saving?").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).Last.ClickAsync();
        await admin.ArrivesAsync("/microgrids/new");
        await page.Locator("nav a.nav-link", new() { HasTextString = "Contracts" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave" }).ClickAsync();
        await admin.ArrivesAsync("/contracts");
    }

    [Fact]
    public async Task A_select_that_was_left_empty_is_marked()
    {
        await using var admin = await demo.SignInAsync("admin");
        await admin.OpenAsync("/parks/new");
        await admin.Page.Locator("button[type=submit].primary").ClickAsync();
        await admin.Page.GetByText("Choose one.").First.WaitForAsync();
        var province = admin.Page.Locator("select[name=ProvinceCode]");
        await Assertions.Expect(province).ToHaveAttributeAsync("aria-invalid", "true");
        (await province.EvaluateAsync<string>("x => getComputedStyle(x).borderColor")).ShouldBe(await admin.Page.Locator("input[name=Code]").EvaluateAsync<string>("x => getComputedStyle(x).borderColor"));
    }

    [Fact]
    public async Task A_park_is_registered_once_by_a_double_click_and_remembered()
    {
        await using var admin = await demo.SignInAsync("admin");
        var page = admin.Page;
        await admin.OpenAsync("/parks/new");
        await page.Locator("input[name=Code]").FillAsync("aardvark");
        await page.Locator("input[name=NameZh]").FillAsync("海港二区");
        await page.Locator("select[name=ProvinceCode]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("button[type=submit].primary").DblClickAsync();
        await admin.ArrivesAsync("/parks/aardvark");
        await Assertions.Expect(page.Locator(".park-switch .name")).ToHaveTextAsync("海港二区");
        foreach (var park in (string[])["harbour", "aardvark"])
        {
            await admin.OpenAsync($"/parks/{park}/tenants");
            foreach (var address in (string[])["/administration", "/verify"])
            {
                await admin.OpenAsync(address);
                await Assertions.Expect(page.Locator("nav a.nav-link", new() { HasTextString = "Tenants" })).ToHaveAttributeAsync("href", $"/parks/{park}/tenants");
            }
            await admin.OpenAsync("/");
            await admin.ArrivesAsync($"/parks/{park}");
        }

        await admin.OpenAsync("/parks/harbour/runs");
        await Assertions.Expect(page.Locator("tbody a").First).ToBeVisibleAsync();
        await page.Locator(".park-switch summary").ClickAsync();
        await page.Locator(".park-switch a", new() { HasTextString = "海港二区" }).ClickAsync();
        await admin.ArrivesAsync("/parks/aardvark/runs");
        await Assertions.Expect(page.Locator("main .empty")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody a")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_is_made_and_shown_once_and_revoked()
    {
        await using var person = await demo.SignInAsync("operator");
        var page = person.Page;
        await person.OpenAsync("/parks/harbour/api-keys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a key" }).First.ClickAsync();
        await page.Locator("dialog input[name=Code]").FillAsync("gateway-1");
        await page.Locator("dialog input[name=Name]").FillAsync("Substation 1");
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("dialog code")).ToContainTextAsync("gpk_");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.GetByText("gateway-1 is revoked").WaitForAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain("gpk_");
    }

    [Fact]
    public async Task A_new_user_gets_a_park_by_its_name_and_changes_the_password()
    {
        const string email = "lin@demo.greenpark.example", first = "kelp trumpet ninety", own = "quiet ladder mango";
        await using var admin = await demo.SignInAsync("admin");
        var page = admin.Page;
        await admin.OpenAsync("/administration");
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = "admin@demo" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = "admin@demo" }).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await admin.OpenAsync("/administration/users/new");
        await page.Locator("input[name=Email]").FillAsync(email);
        await page.Locator("input[name=DisplayName]").FillAsync("Lin");
        await page.Locator("select[name=Role]").SelectOptionAsync(new SelectOptionValue { Label = "Park reader" });
        await page.Locator("select[name=Park]").SelectOptionAsync(new SelectOptionValue { Label = "Harbour Demo Park · harbour" });
        await page.Locator("button[type=submit].primary").ClickAsync();
        await admin.ArrivesAsync("/administration");
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = email })).ToContainTextAsync("harbour");

        await demo.AcceptAsync(email, first);
        await using var lin = await demo.SignInWithAsync(email, first);
        await ChangePasswordAsync(lin, "not the password", own);
        await Assertions.Expect(lin.Page.GetByText("This is not your present password").First).ToBeVisibleAsync();
        await Assertions.Expect(lin.Page.Locator("input[name='Input.OldPassword']")).ToHaveAttributeAsync("aria-invalid", "true");
        await ChangePasswordAsync(lin, first, own);
        await Assertions.Expect(lin.Page.GetByText("Your password is changed")).ToBeVisibleAsync();
        await using var again = await demo.SignInWithAsync(email, own);
    }

    private static async Task ChangePasswordAsync(Visitor person, string old, string next)
    {
        await person.OpenAsync("/account/password");
        await person.Page.Locator("input[name='Input.OldPassword']").FillAsync(old);
        await person.Page.Locator("input[name='Input.NewPassword']").FillAsync(next);
        await person.Page.Locator("main button[type=submit]").ClickAsync();
    }
}
