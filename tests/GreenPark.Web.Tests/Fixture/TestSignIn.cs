using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform;
using GreenPark.Engine.Quantities;
using GreenPark.Web.Features.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>Stands in for the cookie: the header says who is signed in, as name, role, park, tenant, id, session and the days that are seen.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-User";

    public static string Of(string name, Role role, ParkId? park = null, TenantId? tenant = null, Guid? id = null, Guid session = default, DateRange? days = null) =>
        $"{name}|{role}|{park?.Value}|{tenant?.Value}|{id ?? Guid.CreateVersion7()}|{session}|{days?.From:yyyy-MM-dd}|{days?.To:yyyy-MM-dd}";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString() is not { Length: > 0 } header) return AuthenticateResult.NoResult();
        var parts = header.Split('|');
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, parts[0]), new(ClaimTypes.NameIdentifier, parts[4]), new(SignedInUser.SessionClaim, parts[5])], IdentityConstants.ApplicationScheme);
        if (parts[1] == nameof(Role.None)) return Success();
        var db = Context.RequestServices.GetRequiredService<GreenParkDb>();
        ParkId? park = parts[2].Length > 0 ? new ParkId(Guid.Parse(parts[2])) : null;
        TenantId? tenant = parts[3].Length > 0 ? new TenantId(Guid.Parse(parts[3])) : null;
        identity.AddClaims(RoleClaims.Of(new ListHeldRoles.Held(
            new RoleAssignmentId(Guid.CreateVersion7()), Enum.Parse<Role>(parts[1]), park, await db.Parks.IgnoreQueryFilters().Where(x => x.Id == park).Select(x => x.Code.Value).FirstOrDefaultAsync() ?? "", "", "",
            tenant, await db.Tenants.IgnoreQueryFilters().Where(x => x.Id == tenant).Select(x => x.Code.Value).FirstOrDefaultAsync() ?? "", null, Day(parts[6]), Day(parts[7]))));
        return Success();

        static DateOnly? Day(string text) => text.Length > 0 ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

        AuthenticateResult Success() => AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties) => Task.CompletedTask;

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties) => Task.CompletedTask;
}
