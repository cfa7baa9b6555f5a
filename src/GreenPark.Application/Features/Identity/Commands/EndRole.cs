namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>From now on the person does not hold the role; a session that acts as it ends, or falls back to another one, within a minute.</summary>
[Allow(Permission.ManagePeople), FreshSignIn]
public sealed record EndRole(string Email, RoleAssignmentId Id, string Reason) : ICommand<Done>, IHasReason
{
    internal sealed class Validator : AbstractValidator<EndRole>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(RoleAssignment.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : ICommandHandler<EndRole, Done>
    {
        public async Task<Result<Done>> Handle(EndRole command, CancellationToken cancellationToken)
        {
            var found = await db.FindUserAsync(asker, command.Email, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            if (await db.VisibleRoles(asker).SingleOrDefaultAsync(x => x.Id == command.Id && x.UserId == user.Id, cancellationToken) is not { } role)
                return Error.NotFound("role.not_found", command.Email);
            if (!asker.IsSystem && !asker.MayGive(role.Role)) return Error.RuleBroken("user.beyond_own_role");
            if (new NobodyTakesAdministrationFromThemselves(asker, role).Check() is { } own) return own;
            return role.End(command.Reason, asker, clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
