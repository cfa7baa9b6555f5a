using GreenPark.Application.Platform.People;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Features.Identity;

/// <summary>
/// Every minute a session is written anew: as the role that it acts as, for as long as the person holds it, else as another one of theirs.
/// Whoever holds none any more is signed out.
/// </summary>
internal sealed class SessionValidator(IOptions<SecurityStampValidatorOptions> options, SignInManager<AppUser> people, ILoggerFactory loggers, ActingAs acting)
    : SecurityStampValidator<AppUser>(options, people, loggers)
{
    protected override async Task SecurityStampVerified(AppUser user, CookieValidatePrincipalContext context)
    {
        acting.Wanted = RoleClaims.IdOf(context.Principal);
        await base.SecurityStampVerified(user, context);
        if (RoleClaims.IdOf(context.Principal) is not null) return;
        context.RejectPrincipal();
        await SignInManager.SignOutAsync();
    }
}
