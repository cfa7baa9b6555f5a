using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Commands;

/// <summary>A hold stands no longer: what is older than its period goes in the night after.</summary>
[Allow(Permission.GuardData), FreshSignIn]
public sealed record ReleaseHold(string Park, int Number, string Reason) : ICommand<Done>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<ReleaseHold>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(RetentionHold.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ReleaseHold, Done>
    {
        public async Task<Result<Done>> Handle(ReleaseHold command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            await db.TakeTurnAsync<Park, ParkId>(park.Id, cancellationToken);
            if (await db.RetentionHolds.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Number == command.Number, cancellationToken) is not { } hold)
                return Error.NotFound("retention.hold_not_found", command.Number, park.Code.Value);
            if (await db.HoldReleases.AsNoTracking().SingleOrDefaultAsync(x => x.HoldId == hold.Id, cancellationToken) is { } earlier)
                return Error.RuleBroken("retention.released_already", hold.Number, earlier.By, earlier.Reason);
            db.Add(HoldRelease.Of(hold, command.Reason.Trim(), user, clock.UtcNow()));
            return Done.Value;
        }
    }
}
