using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>A passkey of one's own, as the browser made it and the web checked it. It opens the account without a password, and counts as two factors.</summary>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record AddPasskey(UserPasskeyInfo Passkey, string Name) : ICommand<Done>
{
    public const int NameLength = 60, Most = 20;

    internal sealed class Validator : AbstractValidator<AddPasskey>
    {
        public Validator() => RuleFor(x => x.Name).IsText(NameLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users) : ICommandHandler<AddPasskey, Done>
    {
        public async Task<Result<Done>> Handle(AddPasskey command, CancellationToken cancellationToken)
        {
            if (await db.Users.SingleOrDefaultAsync(x => x.Id == asker.Id, cancellationToken) is not { } user) return Error.NotFound("user.not_found", asker.Name);
            if ((await users.GetPasskeysAsync(user)).Count >= Most) return Error.RuleBroken("passkey.too_many", Most);
            command.Passkey.Name = command.Name.Trim();
            return FindUser.ErrorOf(await users.AddOrUpdatePasskeyAsync(user, command.Passkey)) is { } refused ? refused : Done.Value;
        }
    }
}
