using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using GreenPark.Web.Features.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Hosting;

/// <param name="Name">As the button on the sign-in page has it.</param>
public sealed record SingleSignOnButton(string Name);

/// <summary>Signing in by an OpenID Connect provider that the settings name: code flow with PKCE.</summary>
internal static class SingleSignOn
{
    public const string Scheme = "OpenIdConnect", Path = "/account/provider";
    public const string Section = "SignIn:OpenIdConnect";
    private static readonly string[] Needed = ["Issuer", "AuthorizationEndpoint", "TokenEndpoint", "ClientId", "ClientSecret"];

    public static void AddSingleSignOn(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(Section);
        if (!settings.Exists()) return;
        builder.Services.AddSingleton(new SingleSignOnButton(settings["Name"] is { Length: > 0 } name ? name : "OpenID Connect"));
        builder.Services.AddAuthentication().AddOAuth<OpenIdOptions, OpenIdHandler>(Scheme, options =>
        {
            options.Issuer = settings["Issuer"]!;
            (options.AuthorizationEndpoint, options.TokenEndpoint) = (settings["AuthorizationEndpoint"]!, settings["TokenEndpoint"]!);
            (options.ClientId, options.ClientSecret) = (settings["ClientId"]!, settings["ClientSecret"]!);
            options.CallbackPath = $"{Path}/callback";
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.UsePkce = true;
            options.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false };   // the secret goes to the address of the settings and to no other
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;   // the provider sends the browser back by a plain link
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            foreach (var scope in (settings["Scopes"] is { Length: > 0 } scopes ? scopes : "openid email profile").Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
            options.Events.OnTicketReceived = ProviderSignIn.LetInAsync;
            options.Events.OnRemoteFailure = ProviderSignIn.FailAsync;
        });
    }

    /// <summary>What is wrong with the settings. The token comes straight from the provider, and only TLS says that it does.</summary>
    public static IEnumerable<string> Faults(IConfiguration settings)
    {
        var section = settings.GetSection(Section);
        if (!section.Exists()) yield break;
        foreach (var name in Needed.Where(x => string.IsNullOrWhiteSpace(section[x]))) yield return $"- {Section}:{name}: it is missing. Take it from the provider.";
        foreach (var name in (string[])["AuthorizationEndpoint", "TokenEndpoint"])
            if (section[name] is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)))
                yield return $"- {Section}:{name}: '{address}' is no https address.";
    }
}

internal sealed class OpenIdOptions : OAuthOptions
{
    public string Issuer { get; set; } = "";
}

/// <summary>
/// The framework's code flow, and of the answer the ID token: who it is from, whom it is for, how long it is good, and whether it answers this very
/// question. Its signature need not be looked at, since it comes from the token endpoint itself over TLS (OpenID Connect Core 1.0, 3.1.3.7, 6).
/// </summary>
internal sealed class OpenIdHandler(IOptionsMonitor<OpenIdOptions> options, ILoggerFactory logger, UrlEncoder encoder) : OAuthHandler<OpenIdOptions>(options, logger, encoder)
{
    /// <summary>In the properties of a question that wants the person to show who they are just now: when it was asked, in seconds of Unix.</summary>
    public const string AskedAt = "greenpark:asked-at";

    /// <summary>When the person showed the provider who they are, in seconds of Unix; left out where it does not say.</summary>
    public const string ShownAt = "auth_time";

    public static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    private const string Nonce = "nonce";
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        properties.Items[Nonce] = nonce;
        var address = QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, nonce);
        return properties.Items.ContainsKey(AskedAt) ? QueryHelpers.AddQueryString(address, new Dictionary<string, string?> { ["prompt"] = "login", ["max_age"] = "0" }) : address;
    }

    protected override Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        using var token = PayloadOf(tokens.Response?.RootElement.TryGetProperty("id_token", out var text) == true ? text.GetString() : null);
        var claims = token.RootElement;
        if (Text(claims, "iss") != Options.Issuer) throw new AuthenticationFailureException("The token is of another issuer.");
        if (!Audiences(claims).Contains(Options.ClientId) || (Text(claims, "azp") is { } party && party != Options.ClientId)) throw new AuthenticationFailureException("The token is for another application.");
        var now = TimeProvider.GetUtcNow();
        if (Seconds(claims, "exp") is not { } ends || DateTimeOffset.FromUnixTimeSeconds(ends) + ClocksDiffer <= now) throw new AuthenticationFailureException("The token has expired.");
        if (claims.TryGetProperty("nbf", out _) && !(Seconds(claims, "nbf") is { } begins && DateTimeOffset.FromUnixTimeSeconds(begins) - ClocksDiffer <= now)) throw new AuthenticationFailureException("The token is not good yet.");
        if (!properties.Items.TryGetValue(Nonce, out var nonce) || nonce is null || Text(claims, Nonce) != nonce) throw new AuthenticationFailureException("The token answers another question.");
        if (Text(claims, "sub") is not { Length: > 0 and <= 255 } subject) throw new AuthenticationFailureException("The token says of nobody who it is.");
        identity.AddClaim(new(ClaimTypes.NameIdentifier, subject));
        var isVerified = claims.TryGetProperty("email_verified", out var verified) && (verified.ValueKind == JsonValueKind.True || (verified.ValueKind == JsonValueKind.String && verified.GetString() == "true"));
        if (isVerified && Text(claims, "email") is { Length: > 0 } email) identity.AddClaim(new(ClaimTypes.Email, email));
        if (Seconds(claims, ShownAt) is { } shown) identity.AddClaim(new(ShownAt, shown.ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name));
    }

    private static JsonDocument PayloadOf(string? token)
    {
        try
        {
            return JsonDocument.Parse(WebEncoders.Base64UrlDecode((token ?? "").Split('.') is [_, var payload, _] ? payload : ""));
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            throw new AuthenticationFailureException("The provider gave no ID token.", fault);
        }
    }

    private static IEnumerable<string?> Audiences(JsonElement claims) => !claims.TryGetProperty("aud", out var audience) ? []
        : audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Select(x => x.ToString()) : [audience.ToString()];

    private static long? Seconds(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) ? seconds : null;

    private static string? Text(JsonElement claims, string name) => claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
