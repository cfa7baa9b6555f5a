using System.Security.Claims;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Features.Identity;

/// <summary>
/// Signing in by e-mail address and password, and by a code where the person has an app. Unknown, wrong and locked are one answer: it must
/// not tell who has an account. Between password and code a protected cookie of a few minutes says whose password was right.
/// </summary>
public sealed class PasswordSignIn(Sender sender, Door door, Confirmation confirmation, Installation installation, SignInManager<AppUser> people)
{
    private const string Scheme = "greenpark:awaits-code", Stay = "stay";

    /// <param name="IsIn">Whether the person is signed in now.</param>
    /// <param name="NeedsCode">Whether a code is asked for next.</param>
    /// <param name="Wait">Where too many tries were made: how long to wait.</param>
    /// <param name="Busy">Where the password was right and the database could not take a session just now.</param>
    public readonly record struct Outcome(bool IsIn, bool NeedsCode = false, TimeSpan? Wait = null, Error? Busy = null);

    public IReadOnlyList<DemoSignIn> Demo => installation.IsDemo ? DemoSignIn.All : [];

    public async Task<Outcome> TryAsync(HttpContext context, string email, string password, bool stay)
    {
        var outcome = (await sender.Send(new CheckPassword(email, password, Door.AddressOf(context)), CurrentUser.System)).Value;
        if (outcome.Wait is { } wait) return new(false, Wait: wait);
        if (outcome.Why is { } why)
        {
            await door.RefuseAsync(context, outcome.Person, why);
            return new(false);
        }
        if (outcome.IsStale) await sender.Send(new RenewPasswordHash(outcome.Person!.Id, password), CurrentUser.System);   // else at the next sign-in
        if (outcome.Person!.HasSecondFactor)
        {
            var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, outcome.Person.Id.ToString()), new(Scheme, stay ? Stay : "")], IdentityConstants.TwoFactorUserIdScheme);
            await context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity));
            return new(false, NeedsCode: true);
        }
        var begun = await door.LetInAsync(context, outcome.Person, SignInMethod.Password, stay);
        return begun.IsSuccess ? new(true) : new(false, Busy: begun.FirstError);
    }

    public async Task<bool> AwaitsCodeAsync(HttpContext context) => await AwaitedAsync(context) is not null;

    public async Task<Result<Done>> TryCodeAsync(HttpContext context, string code)
    {
        if (await AwaitedAsync(context) is not { } awaited || await people.UserManager.FindByIdAsync(awaited.FindFirstValue(ClaimTypes.NameIdentifier)!) is not { } user)
            return Error.RuleBroken("request.code_too_late");
        // locked since the password
        if (await people.UserManager.IsLockedOutAsync(user)) return Error.RuleBroken("request.code_too_late");
        var person = new CheckPassword.Person(user.Id, user.Email!, user.DisplayName, user.Culture, user.TwoFactorEnabled);
        var used = await confirmation.UseCodeAsync(person, code, Door.AddressOf(context));
        if (used.IsFailure) return used.To<Done>();
        var begun = await door.LetInAsync(context, person, used.Value, awaited.HasClaim(Scheme, Stay));
        if (begun.IsSuccess) await context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return begun;
    }

    /// <summary>The same cookie carries the challenges of passkeys, which have no such claim.</summary>
    private static async Task<ClaimsPrincipal?> AwaitedAsync(HttpContext context) =>
        await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme) is { Succeeded: true, Principal: { } principal } && principal.HasClaim(x => x.Type == Scheme) ? principal : null;
}
