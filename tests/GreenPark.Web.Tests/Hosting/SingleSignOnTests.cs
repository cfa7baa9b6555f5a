using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>Signing in by an OpenID Connect provider, which stands here beside the application and can be told to misbehave.</summary>
public sealed class SingleSignOnTests
{
    [Fact]
    public async Task Only_who_was_invited_and_whose_token_is_in_order_gets_in()
    {
        using var folder = new TemporaryFolder();
        await using var provider = await Provider.StartAsync();
        using var web = await StartedAsync(folder.Path, provider);
        using (var first = web.Client()) await web.SetUpAsync(first);
        using (var page = web.Client()) (await page.GetStringAsync("/account/sign-in")).ShouldContain("Sign in with Harbour ID");

        async Task<bool> Try(Action<Dictionary<string, object>>? change = null)
        {
            provider.Change = change;
            using var client = web.Client();
            var answer = await client.GetAsync(await ToCallbackAsync(client));
            answer.StatusCode.ShouldBe(HttpStatusCode.Found);
            var isIn = answer.Headers.Location!.ToString() == "/administration";
            if (!isIn) answer.Headers.Location.ToString().ShouldBe("/account/sign-in?refused=true");
            (await client.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(isIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
            return isIn;
        }

        foreach (var (why, change) in new (string, Action<Dictionary<string, object>>)[]
        {
            ("another issuer", x => x["iss"] = "https://elsewhere.example"), ("another application", x => x["aud"] = "another"), ("others too, and for another party", x => { x["aud"] = new[] { Provider.Client, "another" }; x["azp"] = "another"; }),
            ("expired", x => x["exp"] = DateTimeOffset.UtcNow.AddMinutes(-3).ToUnixTimeSeconds()), ("no end", x => x.Remove("exp")), ("not good yet", x => x["nbf"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()), ("another nonce", x => x["nonce"] = "0123"), ("no nonce", x => x.Remove("nonce")),
            ("nobody", x => x.Remove("sub")), ("an unknown address", x => x["email"] = "eve@park.example"), ("an address that is not verified", x => x["email_verified"] = false), ("no word of verification", x => x.Remove("email_verified")),
        })
            (await Try(change)).ShouldBeFalse(why);

        (await Try()).ShouldBeTrue();
        (await Try(x => { x.Remove("email"); x["aud"] = new[] { Provider.Client }; })).ShouldBeTrue("it is known by its subject now");
        (await Try(x => x["sub"] = "another-subject")).ShouldBeFalse("the address was taken over by somebody else at the provider");

        provider.Change = null;
        using var person = web.Client();
        var address = await ToCallbackAsync(person);
        (await person.GetAsync(address)).Headers.Location!.ToString().ShouldBe("/administration");
        (await person.GetAsync(address)).Headers.Location!.ToString().ShouldBe("/account/sign-in?refused=true", "an answer is taken once");
        using (var other = web.Client()) (await other.GetAsync(address)).Headers.Location!.ToString().ShouldBe("/account/sign-in?refused=true", "and in the browser that asked");
        provider.Verified.ShouldBeGreaterThan(0, "the code was exchanged with its PKCE verifier");

        var sessions = await person.GetFromJsonAsync<JsonElement>("/api/v1/my/sessions");
        sessions[0].GetProperty("method").GetString().ShouldBe("provider");
        (await person.GetFromJsonAsync<JsonElement>("/api/v1/audit-records?action=RefuseSignIn")).GetProperty("items").EnumerateArray().ShouldAllBe(x => x.GetProperty("reason").GetString() == "NotInvited");
    }

    /// <summary>A provider that still knows the browser has asked nobody anything.</summary>
    [Fact]
    public async Task A_sign_in_by_the_provider_is_as_fresh_as_the_provider_says()
    {
        using var folder = new TemporaryFolder();
        await using var provider = await Provider.StartAsync();
        using var web = await StartedAsync(folder.Path, provider);
        using (var first = web.Client()) await web.SetUpAsync(first);
        using var client = web.Client();
        async Task<string> Signed(string path, object? shownAt)
        {
            provider.Change = x => { if (shownAt is not null) x["auth_time"] = shownAt; };
            return (await client.GetAsync(await ToCallbackAsync(client, path))).Headers.Location!.ToString();
        }
        async Task<bool> IsFresh() => (await client.PostAsync("/api/v1/my/authenticator", null)).StatusCode == HttpStatusCode.OK;
        static long Ago(int minutes) => DateTimeOffset.UtcNow.AddMinutes(-minutes).ToUnixTimeSeconds();

        foreach (var (shownAt, fresh) in new (object?, bool)[] { (null, false), ($"{Ago(0)}", false), (Ago(11), false), (Ago(1), true) })
        {
            (await Signed("/account/provider?returnUrl=%2Fadministration", shownAt)).ShouldBe("/administration");
            (await IsFresh()).ShouldBe(fresh, $"{shownAt}");
        }
        await Signed("/account/provider?returnUrl=%2Fadministration", null);
        const string anew = "/account/provider?anew=true";
        foreach (var shownAt in new object?[] { null, Ago(5) })
        {
            (await Signed(anew, shownAt)).ShouldBe("/account/confirmed?refused=true");
            (await IsFresh()).ShouldBeFalse();
        }
        (await Signed(anew, Ago(0))).ShouldBe("/account/confirmed");
        provider.Asked.ShouldContain("prompt=login");
        provider.Asked.ShouldContain("max_age=0");
        (await IsFresh()).ShouldBeTrue();
        (await client.GetStringAsync("/account/confirmed")).ShouldContain("Close this window");
        var sessions = await client.GetFromJsonAsync<JsonElement>("/api/v1/my/sessions");
        sessions.EnumerateArray().Count(x => x.GetProperty("endedAt").ValueKind == JsonValueKind.Null).ShouldBe(1, "each sign-in took the place of the one before");
        using var nobody = web.Client();
        provider.Change = x => x["auth_time"] = Ago(0);
        (await nobody.GetAsync(await ToCallbackAsync(nobody, anew))).Headers.Location!.ToString().ShouldBe("/account/confirmed?refused=true");
        (await nobody.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "showing anew is no way in");
    }

    [Fact]
    public async Task The_secret_follows_no_redirect()
    {
        using var folder = new TemporaryFolder();
        await using var provider = await Provider.StartAsync();
        using var web = await StartedAsync(folder.Path, provider);
        using var client = web.Client();
        await web.SetUpAsync(client);
        provider.Redirects = true;
        (await client.GetAsync(await ToCallbackAsync(client))).Headers.Location!.ToString().ShouldBe("/account/sign-in?refused=true");
        provider.Verified.ShouldBe(0);
    }

    [Fact]
    public async Task What_it_needs_is_named_at_the_start()
    {
        using var folder = new TemporaryFolder();
        using var web = WebProcess.Start(folder.Path, "Production", ("SignIn:OpenIdConnect:Issuer", Provider.Issuer), ("SignIn:OpenIdConnect:TokenEndpoint", "http://id.harbour.example/token"));
        (await web.EndedAsync()).ShouldBe(1);
        web.Output.ShouldContain("SignIn:OpenIdConnect:ClientSecret: it is missing");
        web.Output.ShouldContain("'http://id.harbour.example/token' is no https address");
    }

    private static Task<WebProcess> StartedAsync(string folder, Provider provider) => WebProcess.StartedAsync(folder, "Production",
        ("SignIn:OpenIdConnect:Name", "Harbour ID"), ("SignIn:OpenIdConnect:Issuer", Provider.Issuer), ("SignIn:OpenIdConnect:AuthorizationEndpoint", $"{provider.Address}/authorize"),
        ("SignIn:OpenIdConnect:TokenEndpoint", $"{provider.Address}/token"), ("SignIn:OpenIdConnect:ClientId", Provider.Client), ("SignIn:OpenIdConnect:ClientSecret", "provider-secret-7"));

    /// <summary>Over the provider's page, up to the answer that it sends the browser back with.</summary>
    private static async Task<Uri> ToCallbackAsync(HttpClient client, string path = "/account/provider?returnUrl=%2Fadministration")
    {
        var away = await client.GetAsync(path);
        away.StatusCode.ShouldBe(HttpStatusCode.Found);
        var query = QueryHelpers.ParseQuery(away.Headers.Location!.Query);
        query["code_challenge_method"].ToString().ShouldBe("S256");
        query["scope"].ToString().ShouldBe("openid email profile");
        var back = await client.GetAsync(away.Headers.Location);
        return back.Headers.Location!;
    }

    private sealed class Provider : IAsyncDisposable
    {
        public const string Issuer = "https://id.harbour.example", Client = "greenpark";

        private readonly WebApplication app;
        private readonly Dictionary<string, (string Nonce, string Challenge)> codes = [];

        private Provider(WebApplication app) => this.app = app;

        public string Address => app.Urls.First();

        public int Verified { get; private set; }

        /// <summary>The last question.</summary>
        public string Asked { get; private set; } = "";

        /// <summary>Whether its token endpoint sends on to another address.</summary>
        public bool Redirects { get; set; }

        /// <summary>What is wrong with the next tokens.</summary>
        public Action<Dictionary<string, object>>? Change { get; set; }

        public static async Task<Provider> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var provider = new Provider(builder.Build());
            provider.app.MapGet("/authorize", (HttpRequest request) =>
            {
                var code = Guid.NewGuid().ToString("N");
                provider.Asked = request.QueryString.ToString();
                provider.codes[code] = (request.Query["nonce"].ToString(), request.Query["code_challenge"].ToString());
                return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = request.Query["state"] }));
            });
            provider.app.MapPost("/token", async (HttpRequest request) => provider.Redirects ? Results.Redirect("/elsewhere", preserveMethod: true) : provider.TokenOf(await request.ReadFormAsync()));
            provider.app.MapPost("/elsewhere", async (HttpRequest request) => provider.TokenOf(await request.ReadFormAsync()));
            await provider.app.StartAsync();
            return provider;
        }

        private IResult TokenOf(IFormCollection form)
        {
            if (!codes.Remove(form["code"].ToString(), out var asked)) return Results.BadRequest(new { error = "invalid_grant" });
            var challenge = WebEncoders.Base64UrlEncode(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            if (challenge != asked.Challenge || form["client_secret"] != "provider-secret-7") return Results.BadRequest(new { error = "invalid_grant" });
            Verified++;
            var claims = new Dictionary<string, object>
            {
                ["iss"] = Issuer, ["aud"] = Client, ["sub"] = "ada-1815", ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(), ["nonce"] = asked.Nonce, ["email"] = "ada@park.example", ["email_verified"] = true,
            };
            Change?.Invoke(claims);
            static string Part(object value) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(value));
            return Results.Json(new { access_token = "opaque", token_type = "Bearer", id_token = $"{Part(new { alg = "RS256" })}.{Part(claims)}.signature" });
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
