using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>A user with a first role, who may sign in at once with the password given, and should then choose another.</summary>
[Allow(Permission.ManagePeople)]
public sealed record CreateUser(string Email, string Password, UserFields User, RoleFields Role) : ICommand<Guid>, IInPark, IInTenant
{
    string? IInPark.Park => Role?.Park;
    string? IInTenant.Tenant => Role?.Tenant;

    /// <summary>Without the password: requests find their way into logs.</summary>
    public override string ToString() => $"{nameof(CreateUser)} {Email}";

    internal sealed class Validator : AbstractValidator<CreateUser>
    {
        public Validator()
        {
            RuleFor(x => x.Email).IsEmail();
            RuleFor(x => x.Password).IsNewPassword();
            RuleFor(x => x.User).IsFilledIn(new UserFields.Validator());
            RuleFor(x => x.Role).IsFilledIn(new RoleFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<CreateUser, Guid>
    {
        public async Task<Result<Guid>> Handle(CreateUser command, CancellationToken cancellationToken)
        {
            var user = new AppUser(command.Email, command.User.DisplayName, command.User.Culture) { EmailConfirmed = true };
            var resolved = await command.Role.ResolveAsync(db, user, asker, clock.UtcNow(), cancellationToken);
            if (!resolved.TryGet(out var role)) return resolved.To<Guid>();
            var created = await users.CreateAsync(user, command.Password);
            if (FindUser.ErrorOf(created) is { } error) return error;
            db.Add(role);
            return user.Id;
        }
    }
}
