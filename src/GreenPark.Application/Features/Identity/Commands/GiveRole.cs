using GreenPark.Application.Features.Identity.Links;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>
/// One more role for a person; whoever is signed in takes it up in the menu of their name. Where somebody else was shown the link by which they chose how
/// to sign in, and could not give the role, that ends (<see cref="WaysIn"/>): they are sent a new link.
/// </summary>
[Allow(Permission.ManagePeople), FreshSignIn]
public sealed record GiveRole(string Email, RoleFields Role) : ICommand<RoleAssignmentId>, IInPark, IInTenant
{
    string? IInPark.Park => Role?.Park;
    string? IInTenant.Tenant => Role?.Tenant;

    internal sealed class Validator : AbstractValidator<GiveRole>
    {
        public Validator() => RuleFor(x => x.Role).IsFilledIn(new RoleFields.Validator());
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<GiveRole, RoleAssignmentId>
    {
        public async Task<Result<RoleAssignmentId>> Handle(GiveRole command, CancellationToken cancellationToken)
        {
            var found = await db.FindUserAsync(asker, command.Email, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<RoleAssignmentId>();
            var resolved = await command.Role.ResolveAsync(db, user, asker, clock.UtcNow(), cancellationToken);
            if (!resolved.TryGet(out var role)) return resolved.To<RoleAssignmentId>();
            var held = await db.RoleAssignments.AsNoTracking().Where(x => x.UserId == user.Id).ToListAsync(cancellationToken);
            if (new ARoleIsHeldOnceAtATime(held, role).Check() is { } error) return error;
            if (await new WaysIn(db, users, clock).EndBeyondAsync(user, role, asker, cancellationToken) is { } beyond) return beyond;
            db.Add(role);
            return role.Id;
        }
    }
}
