using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;

namespace GreenPark.Web.Features.Identity;

/// <summary>Codes after a right password, and people who show anew who they are; guesses count as they do at the door.</summary>
public sealed class Confirmation(Sender sender, GuessLimits guesses)
{
    /// <summary>The session of the user counts as just signed in.</summary>
    public async Task<Result<Done>> ConfirmAsync(CurrentUser user, string password, string code)
    {
        var account = await sender.Send(new GetMyAccount(), user);
        if (account.IsFailure) return account.To<Done>();
        var outcome = (await sender.Send(new CheckPassword(account.Value.Email, password, user.Address), CurrentUser.System)).Value;
        if (outcome.Wait is { } wait) return SignInLimits.TooMany(wait);
        if (outcome.Why is { } why)
        {
            await sender.Send(new RefuseSignIn(outcome.Person?.Id, account.Value.Email, why, user.Address), CurrentUser.System);
            return Error.RuleBroken("request.not_confirmed").In("Password");
        }
        var person = outcome.Person!;
        if (person.HasSecondFactor)
        {
            var used = await UseCodeAsync(person, code, user.Address);
            if (used.IsFailure) return used.To<Done>();
        }
        return await sender.Send(new ConfirmSession(person.Id, person.Name, person.Email, user.Session, user.Address), CurrentUser.System);
    }

    public async Task<Result<SignInMethod>> UseCodeAsync(CheckPassword.Person person, string code, string address)
    {
        var limits = SignInLimits.OfCode(person.Id);
        if (guesses.Take(limits) is { } wait) return SignInLimits.TooMany(wait);
        var used = await sender.Send(new UseCode(person.Id, person.Name, person.Email, code, address), CurrentUser.System);
        // what could not be looked at, because the database is busy, was no guess
        if (used.IsSuccess || used.FirstError.Code is not ("authenticator.wrong_code" or "authenticator.wrong_recovery_code")) guesses.GiveBack(limits);
        else await sender.Send(new RefuseSignIn(person.Id, person.Email, Refused.WrongCode, address), CurrentUser.System);
        return used;
    }
}
