using System.Security.Claims;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;

namespace GreenPark.Web.Features.Identity;

/// <summary>Lets a person in who has shown who they are, and writes down whom it refuses; by whatever method, it is done here.</summary>
public sealed class Door(Sender sender, SignInManager<AppUser> people, LiveSessions sessions, ActingAs acting)
{
    /// <summary>Begins a session in place of the one that the browser had, writes its cookie, and shows the person's language where the browser has none chosen.</summary>
    /// <param name="shownAt">When an identity provider says that the person showed who they are; null is just now.</param>
    /// <returns>A failure where the database is busy: nobody is signed in, and it was no wrong try.</returns>
    public async Task<Result<Done>> LetInAsync(HttpContext context, CheckPassword.Person person, SignInMethod method, bool stay, UserPasskeyInfo? passkey = null, DateTime? shownAt = null)
    {
        var before = await SignedInAsync(context);
        var begun = await sender.Send(
            new BeginSession(person.Id, person.Name, person.Email, method, AddressOf(context), Browsers.NameOf(context.Request.Headers.UserAgent.ToString()), passkey, shownAt, before.Session), CurrentUser.System);
        if (begun.IsFailure) return begun.To<Done>();
        sessions.Forget(before.Session);
        var user = await people.UserManager.FindByIdAsync(person.Id.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        await WriteCookieAsync(user, begun.Value.Value, stay);
        if (!context.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName)) context.RememberLanguage(person.Culture);
        return Done.Value;
    }

    /// <summary>Whose cookie the browser has, also where the request is answered before anybody has looked at it.</summary>
    public static async Task<CurrentUser> SignedInAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal is { } principal ? SignedInUser.Of(principal) : CurrentUser.Nobody;

    public Task RefuseAsync(HttpContext context, CheckPassword.Person? person, Refused why) =>
        sender.Send(new RefuseSignIn(person?.Id, person?.Email ?? "", why, AddressOf(context)), CurrentUser.System);

    /// <summary>After a change that makes older cookies of the person worthless: this browser goes on with its session, and as what it was unless another role is wanted.</summary>
    public async Task RenewAsync(HttpContext context)
    {
        acting.Wanted ??= RoleClaims.IdOf(context.User);
        var (user, cookie) = (await people.UserManager.GetUserAsync(context.User), await context.AuthenticateAsync(IdentityConstants.ApplicationScheme));
        if (user is not null) await WriteCookieAsync(user, SignedInUser.Of(context.User).Session, cookie.Properties?.IsPersistent == true);
    }

    public async Task LeaveAsync(HttpContext context)
    {
        var user = SignedInUser.Of(context.User);
        // one that was ended elsewhere meanwhile is over all the same
        if (user.Session != Guid.Empty) await sender.Send(new LeaveSession(user.Id, user.Name, context.User.FindFirstValue(ClaimTypes.Email) ?? "", user.Session, AddressOf(context)), CurrentUser.System);
        sessions.Forget(user.Session);
        await people.SignOutAsync();
    }

    /// <summary>429 with the time to wait; the page says it too.</summary>
    /// <returns>Whole minutes.</returns>
    public static int TurnAway(HttpContext context, TimeSpan wait)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (int)Math.Ceiling(wait.TotalMinutes);
    }

    /// <summary>Only a path of this application: a sign-in link must not lead on to another site.</summary>
    public static string LocalPath(string? url) => url is ['/', not ('/' or '\\'), ..] ? url : "/";

    public static string AddressOf(HttpContext context) => OriginClaim.TextOf(context.Connection.RemoteIpAddress);

    private Task WriteCookieAsync(AppUser user, Guid session, bool stay) =>
        people.SignInWithClaimsAsync(user, new AuthenticationProperties { IsPersistent = stay }, [new Claim(SignedInUser.SessionClaim, session.ToString())]);
}
