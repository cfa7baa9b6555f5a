using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Name and language.</summary>
[Allow(Permission.ManagePeople)]
public sealed record UpdateUser(string Email, Guid Version, UserFields User) : ICommand<Done>
{
    internal sealed class Validator : AbstractValidator<UpdateUser>
    {
        public Validator() => RuleFor(x => x.User).IsFilledIn(new UserFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<UpdateUser, Done>
    {
        public async Task<Result<Done>> Handle(UpdateUser command, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, command.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            if (user.Version != command.Version) return Error.Conflict("data.changed_meanwhile");
            user.Update(command.User.DisplayName, command.User.Culture);
            return FindUser.ErrorOf(await users.UpdateAsync(user)) is { } refused ? refused : Done.Value;
        }
    }
}
