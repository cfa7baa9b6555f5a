using System.Security.Claims;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Features.Identity;

/// <summary>What the cookie says of a user: id, name to show, and the one role that the session acts as, with its bounds.</summary>
internal sealed class UserClaims(UserManager<AppUser> users, IOptions<IdentityOptions> options, Sender sender, ActingAs acting)
    : UserClaimsPrincipalFactory<AppUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        // the base writes the sign-in name; pages and audit records show the person's
        if (identity.FindFirst(identity.NameClaimType) is { } signInName) identity.RemoveClaim(signInName);
        identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
        var held = (await sender.Send(new ListHeldRoles(user.Id), CurrentUser.System)).Value;
        if ((held.FirstOrDefault(x => x.Id.Value == acting.Wanted) ?? held.FirstOrDefault()) is { } current) identity.AddClaims(RoleClaims.Of(current));
        return identity;
    }
}
