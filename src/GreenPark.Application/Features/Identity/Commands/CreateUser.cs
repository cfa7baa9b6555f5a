using GreenPark.Application.Features.Identity.Links;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>A user, who is invited to choose how to sign in: by a letter with a one-time link, or by the link that the answer has where no mail is set up. There is no other way to sign up.</summary>
[Allow(Role.Administrator), FreshSignIn]
public sealed record CreateUser(string Email, UserFields User) : ICommand<CreateUser.Created>
{
    /// <param name="Link">To be handed over, this once; null where a letter takes it.</param>
    public sealed record Created(Guid Id, string? Link)
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
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, AccountLinks links) : ICommandHandler<CreateUser, Created>
    {
        public async Task<Result<Created>> Handle(CreateUser command, CancellationToken cancellationToken)
        {
            var resolved = await command.User.ResolveAsync(db, asker, cancellationToken);
            if (resolved.IsFailure) return resolved.To<Created>();
            var (park, tenant) = resolved.Value;
            var user = new AppUser(command.Email, command.User.DisplayName, command.User.Culture, park, tenant);
            var created = await users.CreateAsync(user);
            if (FindUser.ErrorOf(created) is { } error) return error;
            var given = await users.AddToRolesAsync(user, command.User.AllRoles.Each().Select(x => x.ToString()));
            if (FindUser.ErrorOf(given) is { } refused) return refused;
            return new Created(user.Id, await links.SendAsync(db, user, LinkKind.Invitation, askedForByAnybody: false, cancellationToken));
        }
    }
}
