using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>A fresh installation in Production: who becomes the first administrator, and what it refuses to start with.</summary>
public sealed partial class FirstStartTests
{
    [Fact]
    public async Task The_token_on_the_console_makes_the_first_administrator_once()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production");
        await web.WaitForAsync("/setup");
        await web.Until(() => Task.FromResult(Token().IsMatch(web.Output)), "a token");
        var token = Token().Match(web.Output).Value;
        web.Output.ShouldNotContain("greenpark-demo");

        using var client = web.Client();
        (await client.GetStringAsync("/account/sign-in")).ShouldNotContain("demo.greenpark.example");
        var wrong = await SetUpAsync(client, "not-the-token");
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("setup.bad_token");
        (await SetUpAsync(client, token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await client.GetStringAsync("/setup")).ShouldContain("Set up already");

        (await client.SignInAsync("ada@park.example", "a wrong password")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/administration")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await client.SignInAsync("ada@park.example", "correct horse battery")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await client.GetStringAsync("/administration")).ShouldContain("Ada");
    }

    [Theory]
    [InlineData("ConnectionStrings:GreenPark", "Server=db;Database=GreenPark;User Id=sa;Password=changeme", "ConnectionStrings:GreenPark")]
    [InlineData("ConnectionStrings:GreenPark", "Server=db;Database=GreenPark;User Id=sa;Password=", "ConnectionStrings:GreenPark")]
    [InlineData("ConnectionStrings:GreenPark", "Server=db;Database=GreenPark;User Id=app;Password=kelp-trumpet-90;Encrypt=false", "Database:AllowUnverifiedServer")]
    [InlineData("ConnectionStrings:GreenPark", "Server=db;Database=GreenPark;User Id=app;Password=kelp-trumpet-90;Encrypt=true;TrustServerCertificate=true", "Database:AllowUnverifiedServer")]
    [InlineData("Signing:KeyFile", "nowhere.p12", "Signing:Password")]
    [InlineData("Demo:Enabled", "true", "Demo:Enabled")]
    public async Task Production_refuses_unsafe_settings_and_names_them(string setting, string value, string named)
    {
        using var folder = new TemporaryFolder();
        var provider = value.StartsWith("Server", StringComparison.Ordinal) ? "SqlServer" : "Sqlite";
        using var web = WebProcess.Start(folder.Path, "Production", (setting, value), ("Database:Provider", provider));
        (await web.EndedAsync()).ShouldBe(1);
        web.Output.ShouldContain(named);
        web.Output.ShouldNotContain("   at ");
        Directory.Exists(folder.File("data")).ShouldBeFalse("nothing is made before the settings are safe");
    }

    [Fact]
    public async Task Production_refuses_an_open_line_to_the_mail_server_and_a_weak_issuers_key()
    {
        using var folder = new TemporaryFolder();
        using (var rsa = RSA.Create(2048))
        using (var weak = new CertificateRequest("CN=Weak", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1)))
            File.WriteAllBytes(folder.File("weak.p12"), weak.Export(X509ContentType.Pkcs12, "kelp trumpet ninety"));
        using var web = WebProcess.Start(folder.Path, "Production", ("Mail:Host", "mail.example"), ("Mail:From", "park@example.com"), ("Mail:Tls", "false"),
            ("Signing:KeyFile", folder.File("weak.p12")), ("Signing:Password", "kelp trumpet ninety"));
        (await web.EndedAsync()).ShouldBe(1);
        web.Output.ShouldContain("- Mail:Tls: ");
        web.Output.ShouldContain("- Signing:KeyFile: ");
        web.Output.ShouldContain("2048");
        web.Output.ShouldContain("3072");
        web.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task What_says_nothing_else_needs_a_signed_in_user()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production");
        using var client = web.Client();
        foreach (var open in (string[])["/account/sign-in", "/setup", "/verify", "/issuer", "/issuer.pem", "/health/live", "/health/ready"])
            (await client.GetAsync(open)).StatusCode.ShouldBe(HttpStatusCode.OK, open);
        foreach (var closed in (string[])["/", "/parks", "/administration", "/swagger", "/swagger/v1/swagger.json"])
            (await client.GetAsync(closed)).Headers.Location.ShouldNotBeNull(closed).ToString().ShouldContain("/account/sign-in", Case.Sensitive, closed);
        (await client.GetAsync("/no-such-page")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync("/v/harbour/none-r1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Public_pages_are_limited()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production");
        using var client = web.Client();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++) answers.Add((await client.GetAsync("/v/harbour/none-r1")).StatusCode);
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Tries_to_sign_in_are_limited_and_the_page_is_not()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production");
        using var client = web.Client();
        HttpResponseMessage? last = null;
        for (var i = 0; i < 25 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            last = await client.SignInAsync($"nobody{i}@park.example", "guess");
            if (i == 0) last.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        last!.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await last.Content.ReadAsStringAsync()).ShouldContain("Too many tries");
        (await client.GetAsync("/account/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_public_address_that_is_none_is_refused_everywhere()
    {
        foreach (var environment in (string[])["Production", "Development"])
        {
            using var folder = new TemporaryFolder();
            using var web = WebProcess.Start(folder.Path, environment, ("PublicBaseAddress", "park.example"));
            (await web.EndedAsync()).ShouldBe(1);
            web.Output.ShouldContain("PublicBaseAddress");
            web.Output.ShouldNotContain("   at ");
        }
    }

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, string token) => client.PostFormAsync("/setup", "setup",
        ("Input.Token", token), ("Input.DisplayName", "Ada"), ("Input.Email", "ada@park.example"), ("Input.Password", "correct horse battery"));

    [GeneratedRegex("[0-9a-f]{48}")]
    private static partial Regex Token();
}
