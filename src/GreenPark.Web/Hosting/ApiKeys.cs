using System.Security.Claims;
using System.Text.Encodings.Web;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Features.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Hosting;

/// <summary>Signing in to the API: by key where the request carries one, else by the browser's cookie; never as both.</summary>
internal static class ApiKeys
{
    public const string Scheme = "ApiKey", Header = "X-Api-Key", Bearer = "Bearer ";
    private const string Either = "Api";

    public static readonly AuthorizationPolicy Policy = new AuthorizationPolicyBuilder(Either).RequireAuthenticatedUser().Build();

    public static void AddApiKeys(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ApiKeyUses>().AddAuthentication()
        .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Scheme, null)
        .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = x => KeyOf(x.Request) is null ? IdentityConstants.ApplicationScheme : Scheme);

    public static bool IsKey(ClaimsPrincipal user) => user.Identity?.AuthenticationType == Scheme;

    /// <summary>Null where the request carries none; an empty one is a bad key, not none.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(Header, out var key)) return key.ToString();
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }
}

/// <summary>A key is a user of its own: bound to its park, allowed to deliver readings and nothing else.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sender sender, ApiKeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ApiKeys.KeyOf(Request) is not { } key) return AuthenticateResult.NoResult();
        var found = await sender.Send(new IdentifyApiKey(key), CurrentUser.System, Context.RequestAborted);
        if (!found.TryGet(out var identified))
        {
            uses.Refused(Door.AddressOf(Context));
            return AuthenticateResult.Fail(found.FirstError.Code);
        }
        if (!identified.UsedLately) uses.Used(identified.Id);
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, identified.Id.Value.ToString()), new(ClaimTypes.Name, $"API key {identified.Code}"),
                new(ClaimTypes.Role, nameof(Role.MeterGateway)), new(RoleClaims.Park, identified.Park.Value.ToString()), new(RoleClaims.ParkCode, identified.ParkCode),
                .. identified.Points.Select(x => new Claim(RoleClaims.Point, x)),
            ],
            ApiKeys.Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), ApiKeys.Scheme));
    }
}
