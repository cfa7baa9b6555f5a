using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>Which readings of a month are missing, by metering point and day. A day that is not over misses nothing yet.</summary>
/// <param name="Month">Any day of the month.</param>
[Allow(Permission.SeePark)]
public sealed record ListMissingReadings(string Park, string Microgrid, DateOnly Month) : IQuery<IReadOnlyList<ReadingGap>>, IInPark
{
    internal sealed class Validator : AbstractValidator<ListMissingReadings>
    {
        public Validator() => RuleFor(x => x.Month).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListMissingReadings, IReadOnlyList<ReadingGap>>
    {
        public async Task<Result<IReadOnlyList<ReadingGap>>> Handle(ListMissingReadings query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<ReadingGap>>();
            var first = query.Month.FirstOfMonth();
            if (await db.RetiredErrorAsync(microgrid.Id, first, first.AddMonths(1), cancellationToken) is { } retired) return retired;
            var coverage = new MonthCoverage(db);
            var held = await coverage.MissingAsync(microgrid.Id, first, first.AddMonths(1), cancellationToken);
            var needed = await coverage.NeededAsync(microgrid, new DateRange(first, first.AddMonths(1)), cancellationToken);
            var over = MonthCoverage.Over(first, clock.TodayIn(microgrid.TimeZone));
            return ReadingGap.Of(needed.Where(x => x.Day < over), x => held.TryGetValue(x, out var missing) ? missing : null).ToList();
        }
    }
}
