using System.Security.Claims;
using System.Text.Encodings.Web;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>Stands in for the cookie: the header says who is signed in, as name, roles, park, tenant, id and session.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-User";

    public static string Of(string name, Role roles, ParkId? park = null, TenantId? tenant = null, Guid? id = null, Guid session = default) =>
        $"{name}|{string.Join(',', roles.Each())}|{park?.Value}|{tenant?.Value}|{id ?? Guid.CreateVersion7()}|{session}";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString() is not { Length: > 0 } header) return Task.FromResult(AuthenticateResult.NoResult());
        var parts = header.Split('|');
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, parts[0]), new(ClaimTypes.NameIdentifier, parts[4]), new(SignedInUser.SessionClaim, parts[5])], IdentityConstants.ApplicationScheme);
        identity.AddClaims(parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(x => new Claim(ClaimTypes.Role, x)));
        if (parts[2].Length > 0) identity.AddClaim(new(SignedInUser.ParkClaim, parts[2]));
        if (parts[3].Length > 0) identity.AddClaim(new(SignedInUser.TenantClaim, parts[3]));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties) => Task.CompletedTask;

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties) => Task.CompletedTask;
}
