using GreenPark.Application.Features.Identity.Passwords;
using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>One's own password, for which the present one must be known; all other sessions end.</summary>
[Allow(Permission.OwnAccount)]
public sealed record ChangeMyPassword(string OldPassword, string NewPassword) : ICommand<Done>
{
    /// <summary>Without the passwords: requests find their way into logs.</summary>
    public override string ToString() => nameof(ChangeMyPassword);

    internal sealed class Validator : AbstractValidator<ChangeMyPassword>
    {
        public Validator()
        {
            RuleFor(x => x.OldPassword).Must(x => !string.IsNullOrEmpty(x)).WithErrorCode("field.missing").WithState(_ => Array.Empty<object?>());
            RuleFor(x => x.NewPassword).Must(x => !string.IsNullOrEmpty(x)).WithErrorCode("field.missing").WithState(_ => Array.Empty<object?>());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<ChangeMyPassword, Done>
    {
        public async Task<Result<Done>> Handle(ChangeMyPassword command, CancellationToken cancellationToken)
        {
            if (await users.FindByIdAsync(asker.Id.ToString()) is not { } user) return Error.NotFound("user.not_found", asker.Name);
            if (PasswordRules.Check(command.NewPassword, user.TwoFactorEnabled, await db.KnownOfAsync(user, cancellationToken)) is { } weak) return weak.In(nameof(command.NewPassword));
            var result = await users.ChangePasswordAsync(user, command.OldPassword, command.NewPassword);
            user.PasswordNeedsSecondFactor = !PasswordRules.StandsAlone(command.NewPassword);
            await db.EndSessionsAsync(user.Id, asker, clock.UtcNow(), cancellationToken, except: asker.Session);
            return FindUser.ErrorOf(result, nameof(command.NewPassword)) is { } refused ? refused : Done.Value;
        }
    }
}
