using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>The changes of a microgrid's readings, newest first, those of one state or all.</summary>
/// <param name="Point">Code of a metering point: those that name it only.</param>
/// <param name="Day">Those that name this day only, of the point where one is given.</param>
[Allow(Permission.SeePark)]
public sealed record ListChanges(string Park, string Microgrid, ChangeState? State = null, int Skip = 0, int Take = Paging.DefaultTake, string? Point = null, DateOnly? Day = null) : IQuery<Page<ListChanges.Item>>, IPaged, IInPark
{
    /// <param name="Days">Days of metering points.</param>
    public sealed record Item(
        int Number, ChangeKind Kind, ChangeState State, string Reason, string ProposedBy, DateTime ProposedAt, string DecidedBy, DateTime? DecidedAt, DateOnly From, DateOnly To, int Days);

    internal sealed class Validator : AbstractValidator<ListChanges>
    {
        public Validator() => RuleFor(x => x.Day).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListChanges, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListChanges query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Page<Item>>();
            var changes = db.ReadingChanges.Where(x => x.MicrogridId == microgrid);
            if (query.State is { } state) changes = changes.Where(x => x.State == state);
            if (query.Day is { } day && await db.RetiredErrorAsync(microgrid, day, day.AddDays(1), cancellationToken) is { } retired) return retired;
            var (ofAnyPoint, point) = (query.Point is null, Code.Sought(query.Point));
            if (!ofAnyPoint || query.Day is not null)
                changes = changes.Where(x => db.ReadingChangeDays.Any(d => d.ChangeId == x.Id && (ofAnyPoint || d.Point == point) && (query.Day == null || d.Day == query.Day)));
            return await changes.OrderByDescending(x => x.Number)
                .Select(x => new Item(x.Number, x.Kind, x.State, x.Reason, x.ProposedBy, x.ProposedAt, x.DecidedBy, x.DecidedAt, x.From, x.To, x.Days))
                .ToPageAsync(query, cancellationToken);
        }
    }
}
