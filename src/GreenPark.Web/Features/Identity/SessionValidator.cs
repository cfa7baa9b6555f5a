using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GreenPark.Web.Features.Identity;

/// <summary>
/// Every minute a session is written anew: as the role that it acts as, for as long as the person holds it, else as another one of theirs.
/// Whoever holds none any more is signed out.
/// </summary>
internal sealed class SessionValidator(IOptions<SecurityStampValidatorOptions> options, SignInManager<AppUser> people, ILoggerFactory loggers, ActingAs acting, Sender sender)
    : SecurityStampValidator<AppUser>(options, people, loggers)
{
    protected override async Task SecurityStampVerified(AppUser user, CookieValidatePrincipalContext context)
    {
        acting.Wanted = RoleClaims.IdOf(context.Principal);
        await base.SecurityStampVerified(user, context);
        if (RoleClaims.IdOf(context.Principal) is not null) return;
        var session = SignedInUser.Of(context.Principal!).Session;
        await sender.Send(new LeaveSession(user.Id, user.DisplayName, user.Email!, session, Door.AddressOf(context.HttpContext)), CurrentUser.System);
        context.RejectPrincipal();
        await SignInManager.SignOutAsync();
    }
}
