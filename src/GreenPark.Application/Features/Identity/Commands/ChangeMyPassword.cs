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
            RuleFor(x => x.NewPassword).IsNewPassword();
        }
    }

    internal sealed class Handler(CurrentUser asker, UserManager<AppUser> users) : ICommandHandler<ChangeMyPassword, Done>
    {
        public async Task<Result<Done>> Handle(ChangeMyPassword command, CancellationToken cancellationToken)
        {
            if (await users.FindByIdAsync(asker.Id.ToString()) is not { } user) return Error.NotFound("user.not_found", asker.Name);
            var result = await users.ChangePasswordAsync(user, command.OldPassword, command.NewPassword);
            return FindUser.ErrorOf(result, nameof(command.NewPassword)) is { } refused ? refused : Done.Value;
        }
    }
}
