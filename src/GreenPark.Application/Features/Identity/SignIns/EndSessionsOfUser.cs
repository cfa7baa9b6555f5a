namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Signs a person out everywhere, as an administrator does when a device is lost.</summary>
[Allow(Permission.ManagePeople)]
public sealed record EndSessionsOfUser(string Email) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : ICommandHandler<EndSessionsOfUser, Done>
    {
        public async Task<Result<Done>> Handle(EndSessionsOfUser command, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, command.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            await db.EndSessionsAsync(user.Id, asker, clock.UtcNow(), cancellationToken);
            return Done.Value;
        }
    }
}
