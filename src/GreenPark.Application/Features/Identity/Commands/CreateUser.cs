using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>A user who may sign in at once with the password given, and should then choose another.</summary>
[Allow(Permission.ManagePeople)]
public sealed record CreateUser(string Email, string Password, UserFields User) : ICommand<Guid>
{
    /// <summary>Without the password: requests find their way into logs.</summary>
    public override string ToString() => $"{nameof(CreateUser)} {Email}";

    internal sealed class Validator : AbstractValidator<CreateUser>
    {
        public Validator()
        {
            RuleFor(x => x.Email).IsEmail();
            RuleFor(x => x.Password).IsNewPassword();
            RuleFor(x => x.User).IsFilledIn(new UserFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users) : ICommandHandler<CreateUser, Guid>
    {
        public async Task<Result<Guid>> Handle(CreateUser command, CancellationToken cancellationToken)
        {
            var resolved = await command.User.ResolveAsync(db, asker, cancellationToken);
            if (resolved.IsFailure) return resolved.To<Guid>();
            var (park, tenant) = resolved.Value;
            var user = new AppUser(command.Email, command.User.DisplayName, command.User.Culture, park, tenant) { EmailConfirmed = true };
            var created = await users.CreateAsync(user, command.Password);
            if (FindUser.ErrorOf(created) is { } error) return error;
            var given = await users.AddToRolesAsync(user, command.User.AllRoles.Each().Select(x => x.ToString()));
            return FindUser.ErrorOf(given) is { } refused ? refused : user.Id;
        }
    }
}
