using System.Text.Json.Serialization;
using GreenPark.Application.Features.Identity.Links;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>
/// A user with a first role, who is invited to choose how to sign in: by a letter with a one-time link, or by the link that the answer has where no mail is set
/// up. There is no other way to sign up. Who has an account already, where the asker cannot see it, is given the role beside those they hold, and told by
/// a letter: the answer to the asker is the same, else it would say of any address whether it has an account.
/// </summary>
[Allow(Permission.ManagePeople), FreshSignIn]
public sealed record CreateUser(string Email, UserFields User, RoleFields Role) : ICommand<CreateUser.Created>, IInPark, IInTenant
{
    string? IInPark.Park => Role?.Park;
    string? IInTenant.Tenant => Role?.Tenant;

    /// <param name="Id">Not told outside: it says when the account was made, and so whether it was there before.</param>
    /// <param name="Link">To be handed over, this once; null where a letter takes it.</param>
    public sealed record Created([property: JsonIgnore] Guid Id, string? Link)
    {
        /// <summary>Without the link: answers find their way into logs.</summary>
        public override string ToString() => $"{nameof(Created)} {Id}";
    }

    internal sealed class Validator : AbstractValidator<CreateUser>
    {
        public Validator()
        {
            RuleFor(x => x.Email).IsEmail();
            RuleFor(x => x.User).IsFilledIn(new UserFields.Validator());
            RuleFor(x => x.Role).IsFilledIn(new RoleFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, AccountLinks links, TimeProvider clock) : ICommandHandler<CreateUser, Created>
    {
        public async Task<Result<Created>> Handle(CreateUser command, CancellationToken cancellationToken)
        {
            var sought = command.Email.ToUpperInvariant();
            var known = await db.Users.SingleOrDefaultAsync(x => x.NormalizedEmail == sought, cancellationToken);
            if (known is not null && await db.VisibleUsers(asker).AnyAsync(x => x.Id == known.Id, cancellationToken)) return Error.Conflict("user.email_taken").In(nameof(command.Email));
            var user = known ?? new AppUser(command.Email, command.User.DisplayName, command.User.Culture);
            var resolved = await command.Role.ResolveAsync(db, user, asker, clock.UtcNow(), cancellationToken);
            if (!resolved.TryGet(out var role)) return resolved.To<Created>();
            if (known is not null)
            {
                if (await new WaysIn(db, users, clock).EndBeyondAsync(user, role, asker, cancellationToken) is { } beyond) return beyond;
                db.Add(role);
                links.TellOfRole(db, user);
                return new Created(user.Id, null);
            }
            var created = await users.CreateAsync(user);
            if (FindUser.ErrorOf(created) is { } error) return error;
            db.Add(role);
            return new Created(user.Id, await links.SendAsync(db, user, LinkKind.Invitation, asker, cancellationToken));
        }
    }
}
