using GreenPark.Application.Features.Identity.Passwords;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Makes the first user of a fresh installation, an administrator of every park. Anyone may ask; the token decides.</summary>
[Allow(Permission.SystemOnly)]
public sealed record SetUpFirstAdministrator(string Token, string Email, string Password, string DisplayName, string Culture) : ICommand<Done>
{
    /// <summary>Without its secrets: requests find their way into logs.</summary>
    public override string ToString() => $"{nameof(SetUpFirstAdministrator)} {Email}";

    internal sealed class Validator : AbstractValidator<SetUpFirstAdministrator>
    {
        public Validator()
        {
            RuleFor(x => x.Token).IsText(200);
            RuleFor(x => x.Email).IsEmail();
            RuleFor(x => x.DisplayName).IsText(AppUser.NameLength);
            RuleFor(x => x.Password).IsNewPassword(x => [x.Email, x.DisplayName]);
            RuleFor(x => x.Culture).Must(UserFields.Cultures.Contains).WithErrorCode("field.unknown_choice");
        }
    }

    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<SetUpFirstAdministrator, Done>
    {
        public async Task<Result<Done>> Handle(SetUpFirstAdministrator command, CancellationToken cancellationToken)
        {
            if (await db.Users.AnyAsync(cancellationToken)) return Error.RuleBroken("setup.done_already");
            var (hash, now) = (IssueSetUpToken.Hash(command.Token), clock.UtcNow());
            if (!await db.SetUpTokens.AnyAsync(x => x.Sha256 == hash && x.ExpiresAt > now, cancellationToken)) return Error.Invalid("setup.bad_token").In(nameof(command.Token));
            // of two who use tokens at once, the second finds its row gone and is refused
            db.RemoveRange(await db.SetUpTokens.ToListAsync(cancellationToken));
            var user = new AppUser(command.Email.Trim(), command.DisplayName, command.Culture) { EmailConfirmed = true };
            if (FindUser.ErrorOf(await users.CreateAsync(user, command.Password)) is { } error) return error;
            db.Add(RoleAssignment.Give(user, new RoleFields(Role.Administrator), null, null, CurrentUser.System, now));
            return Done.Value;
        }
    }
}
