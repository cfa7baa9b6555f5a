using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Name, language, roles and bounds; sessions of the user end, because a role may have gone.</summary>
[Allow(Permission.ManagePeople)]
public sealed record UpdateUser(string Email, Guid Version, UserFields User) : ICommand<Done>
{
    internal sealed class Validator : AbstractValidator<UpdateUser>
    {
        public Validator() => RuleFor(x => x.User).IsFilledIn(new UserFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users) : ICommandHandler<UpdateUser, Done>
    {
        public async Task<Result<Done>> Handle(UpdateUser command, CancellationToken cancellationToken)
        {
            var found = await db.FindUserAsync(asker, command.Email, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            var resolved = await command.User.ResolveAsync(db, asker, cancellationToken);
            if (resolved.IsFailure) return resolved.To<Done>();
            if (new NobodyTakesAdministrationFromThemselves(asker, user, command.User.AllRoles).Check() is { } error) return error;
            if (user.Version != command.Version) return Error.Conflict("data.changed_meanwhile");

            user.Update(command.User.DisplayName, command.User.Culture);
            user.Bind(resolved.Value.Park, resolved.Value.Tenant);
            var now = await users.GetRolesAsync(user);
            var wanted = command.User.AllRoles.Each().Select(x => x.ToString()).ToList();
            var result = await users.RemoveFromRolesAsync(user, now.Except(wanted));
            if (result.Succeeded) result = await users.AddToRolesAsync(user, wanted.Except(now));
            if (result.Succeeded) result = await users.UpdateSecurityStampAsync(user);
            return FindUser.ErrorOf(result) is { } refused ? refused : Done.Value;
        }
    }
}

internal sealed class NobodyTakesAdministrationFromThemselves(CurrentUser asker, AppUser user, Role roles) : Rule
{
    public override Error? Check() =>
        asker.Id == user.Id && (roles & Role.Administrator) == 0 ? Error.RuleBroken("user.own_administration") : null;
}
