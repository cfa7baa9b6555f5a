using GreenPark.Application.Features.Identity.Commands;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// The present password is a secret that can be guessed, by whoever finds a browser open: it is compared as at the door, with the same limits, and a wrong one
/// stands on the record. It is written before the command's own transaction, which a refusal would undo.
/// </summary>
internal sealed class PresentPasswordGate(GreenParkDb db, Sender sender, CurrentUser asker) : IGate<ChangeMyPassword>
{
    public async Task<Error?> RefusalAsync(ChangeMyPassword request, CancellationToken cancellationToken)
    {
        if (await db.Users.Where(x => x.Id == asker.Id).Select(x => x.Email).SingleOrDefaultAsync(cancellationToken) is not { } email) return null;   // the command says so
        var outcome = (await sender.Send(new CheckPassword(email, request.OldPassword, asker.Address), CurrentUser.System, cancellationToken)).Value;
        if (outcome.Wait is { } wait) return SignInLimits.TooMany(wait);
        if (outcome.Why is not { } why) return null;
        await sender.Send(new RefuseSignIn(asker.Id, email, why, asker.Address), CurrentUser.System, cancellationToken);
        return Error.RuleBroken("user.wrong_password").In(nameof(request.OldPassword));
    }
}
