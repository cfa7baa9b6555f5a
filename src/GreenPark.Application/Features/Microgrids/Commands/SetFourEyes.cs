using GreenPark.Application.Features.Identity;

namespace GreenPark.Application.Features.Microgrids.Commands;

/// <summary>
/// Whether a change of readings needs another person than its proposer. A park's manager and clerks, whom it binds, do not switch it; administrators, whom it
/// binds as well, only switch it on.
/// </summary>
[Allow(Permission.SetFourEyes), FreshSignIn]
public sealed record SetFourEyes(string Park, string Microgrid, Guid Version, bool On) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SetFourEyes, Done>
    {
        public async Task<Result<Done>> Handle(SetFourEyes command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            return microgrid.SetFourEyes(command.On, await CanProposeAsync(microgrid, cancellationToken)) is { } error ? error : Done.Value;
        }

        /// <summary>By any role that the person holds there, not only by the one they act as.</summary>
        private async Task<bool> CanProposeAsync(Microgrid microgrid, CancellationToken cancellationToken) => user.May(Permission.EditReadings)
            || (await db.RoleAssignments.Where(x => x.UserId == user.Id && (x.ParkId == null || x.ParkId == microgrid.ParkId)).Where(HeldRoles.NotOver(clock.Today()))
                .Select(x => x.Role).ToListAsync(cancellationToken)).Any(x => x.Hold(Permission.EditReadings));
    }
}
