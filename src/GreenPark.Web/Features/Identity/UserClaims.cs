using System.Security.Claims;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Features.Identity;

/// <summary>What the cookie says of a user: id, name to show, roles, and the bounds of what it sees.</summary>
internal sealed class UserClaims(UserManager<AppUser> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<AppUser, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        // the base writes the sign-in name; pages and audit records show the person's
        if (identity.FindFirst(identity.NameClaimType) is { } signInName) identity.RemoveClaim(signInName);
        identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
        if (user.ParkScope is { } park) identity.AddClaim(new Claim(SignedInUser.ParkClaim, park.Value.ToString()));
        if (user.TenantScope is { } tenant) identity.AddClaim(new Claim(SignedInUser.TenantClaim, tenant.Value.ToString()));
        return identity;
    }
}
