using System.Net;
using System.Text;
using GreenPark.Application.Features.Identity.Queries;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>What an installation in Production shows the world before anyone has signed in.</summary>
public sealed class HardeningTests
{
    private static readonly (string, string)[] Park =
        [("PublicBaseAddress", "https://park.example"), ("Security:Contact", "mailto:security@park.example"), ("Proxy:TrustedProxies:0", "127.0.0.1")];

    [Fact]
    public async Task Cookies_headers_hosts_and_the_line_are_guarded()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production", Park);
        using var client = web.Client();

        var page = await client.GetAsync("/account/sign-in");
        var cookie = page.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("__Host-greenpark-form=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var part in (string[])["path=/", "secure", "httponly", "samesite=strict"]) cookie.Split("; ").ShouldContain(part);
        cookie.ShouldNotContain("domain");
        page.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src 'self' 'unsafe-inline'");
        page.Headers.Contains("Server").ShouldBeFalse("which server, and of which version, is nobody's business");

        var language = (await client.GetAsync("/language/en")).Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("__Host-.AspNetCore.Culture=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var part in (string[])["path=/", "secure", "httponly", "samesite=lax"]) language.Split("; ").ShouldContain(part);

        // behind the proxy that ends TLS
        var secured = await client.SendAsync(For("/account/sign-in", "park.example", "https"));
        secured.StatusCode.ShouldBe(HttpStatusCode.OK);
        secured.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain($"max-age={365 * 24 * 3600}");

        // in the clear, from another machine
        var led = await client.SendAsync(For("/parks?x=1", "park.example", "http"));
        led.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        led.Headers.Location.ShouldBe(new Uri("https://park.example/parks?x=1"));
        var refused = await client.SendAsync(For("/api/v1/parks", "park.example", "http"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("request.https_only");
        (await client.SendAsync(For("/health/live", "park.example", "http"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.SendAsync(For("/account/sign-in", "evil.example", "https"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await web.WaitForAsync("GET /parks 308");
        web.Output.ShouldContain("203.0.113.7");

        var contact = await client.GetStringAsync("/.well-known/security.txt");
        contact.ShouldContain("Contact: mailto:security@park.example\n");
        contact.ShouldContain("Canonical: https://park.example/.well-known/security.txt\n");
        var expires = DateTime.Parse(contact.Split('\n').Single(x => x.StartsWith("Expires: ", StringComparison.Ordinal))["Expires: ".Length..], null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        expires.ShouldBeInRange(DateTime.UtcNow.AddDays(1), DateTime.UtcNow.AddDays(365));
    }

    [Fact]
    public async Task A_circuit_is_opened_by_our_own_pages_only()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production", Park);
        using var client = web.Client();
        foreach (var (origin, status) in new (string?, HttpStatusCode)[] { ("https://evil.example", HttpStatusCode.Forbidden), ("null", HttpStatusCode.Forbidden), ("https://park.example", HttpStatusCode.OK), (null, HttpStatusCode.OK) })
        {
            var request = For("/_blazor/negotiate?negotiateVersion=1", "park.example", "https");
            request.Method = HttpMethod.Post;
            if (origin is not null) request.Headers.Add("Origin", origin);
            (await client.SendAsync(request)).StatusCode.ShouldBe(status, origin);
        }
    }

    [Fact]
    public async Task Keys_that_protect_cookies_stand_encrypted_in_the_database_and_outlive_a_restart()
    {
        using var folder = new TemporaryFolder();
        await VisitAsync(folder);
        await using (var services = Behind.Of(folder))
        {
            var keys = await Behind.SendAsync(services, new ListProtectionKeys());
            var key = Encoding.UTF8.GetString(keys.ShouldHaveSingleItem());
            key.ShouldContain("RSA-OAEP-SHA256 AES-256-GCM");
            key.ShouldNotContain("EncryptedData");
            key.ShouldNotContain("masterKey");
        }
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(folder.File("data/protection-key.p12")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(folder.File("data")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        await VisitAsync(folder);
        await using (var services = Behind.Of(folder))
            (await Behind.SendAsync(services, new ListProtectionKeys())).Count.ShouldBe(1, "the second start uses the key of the first");
    }

    private static async Task VisitAsync(TemporaryFolder folder)
    {
        using var web = await WebProcess.StartedAsync(folder.Path, "Production");
        using var client = web.Client();
        (await client.GetAsync("/account/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_caller_who_asks_too_much_is_told_when_to_come_again()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production", ("Limits:RequestsPerMinuteOfAddress", "60"));
        using var client = web.Client();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 60; i++) answers.Add(await client.GetAsync("/account/sign-in"));
        answers[0].StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = answers.First(x => x.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("PublicBaseAddress", "http://park.example")]
    [InlineData("Security:Contact", "security@park.example")]
    [InlineData("DataProtection:CertificateFile", "nowhere.p12")]
    public async Task An_unsafe_production_does_not_start(string setting, string value)
    {
        using var folder = new TemporaryFolder();
        using var web = WebProcess.Start(folder.Path, "Production", (setting, value));
        (await web.EndedAsync()).ShouldBe(1);
        web.Output.ShouldContain($"{setting}: ");
        web.Output.ShouldNotContain("   at ");
    }

    private static HttpRequestMessage For(string path, string host, string scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return request;
    }
}
