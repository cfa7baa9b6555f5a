using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Commands;

/// <summary>Puts months on hold: nothing of them is removed until the hold is released.</summary>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The first day after the last month.</param>
[Allow(Permission.GuardData), FreshSignIn]
public sealed record HoldMonths(string Park, DateOnly From, DateOnly To, string Reason) : ICommand<int>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<HoldMonths>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
            RuleFor(x => x.To).Must((all, x) => all.From.Day == 1 && x.Day == 1 && x > all.From).WithErrorCode("retention.not_months").WithState((all, x) => new object?[] { all.From, x });
            RuleFor(x => x.Reason).IsText(RetentionHold.ReasonLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<HoldMonths, int>
    {
        public async Task<Result<int>> Handle(HoldMonths command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<int>();
            await db.TakeTurnAsync<Park, ParkId>(park.Id, cancellationToken);
            var number = await db.RetentionHolds.Where(x => x.ParkId == park.Id).MaxAsync(x => (int?)x.Number, cancellationToken) + 1 ?? 1;
            db.Add(RetentionHold.Of(park.Id, number, Utc(command.From), Utc(command.To), command.Reason.Trim(), user, clock.UtcNow()));
            return number;
        }

        private static DateTime Utc(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    }
}
