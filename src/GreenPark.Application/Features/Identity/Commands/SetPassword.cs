using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>A new password for someone who forgot the old one; the user's sessions end. One's own is changed by <see cref="ChangeMyPassword"/>.</summary>
[Allow(Permission.ManagePeople)]
public sealed record SetPassword(string Email, string Password) : ICommand<Done>
{
    /// <summary>Without the password: requests find their way into logs.</summary>
    public override string ToString() => $"{nameof(SetPassword)} {Email}";

    internal sealed class Validator : AbstractValidator<SetPassword>
    {
        public Validator() => RuleFor(x => x.Password).IsNewPassword();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users) : ICommandHandler<SetPassword, Done>
    {
        public async Task<Result<Done>> Handle(SetPassword command, CancellationToken cancellationToken)
        {
            var found = await db.FindUserAsync(asker, command.Email, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            if (new NobodySetsTheirOwnPassword(asker, user).Check() is { } error) return error;
            // both write a new security stamp, which ends the sessions; a refusal of the second undoes the first
            var result = await users.RemovePasswordAsync(user);
            if (result.Succeeded) result = await users.AddPasswordAsync(user, command.Password);
            return FindUser.ErrorOf(result) is { } refused ? refused : Done.Value;
        }
    }
}

internal sealed class NobodySetsTheirOwnPassword(CurrentUser asker, AppUser user) : Rule
{
    public override Error? Check() => asker.Id == user.Id ? Error.RuleBroken("user.own_password").In("Password") : null;
}
