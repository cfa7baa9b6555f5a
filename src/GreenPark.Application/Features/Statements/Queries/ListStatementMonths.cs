using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>The months that have statements the user may see, newest first.</summary>
[Allow(Permission.SeeOwn)]
public sealed record ListStatementMonths(string Park) : IQuery<IReadOnlyList<DateOnly>>, IInPark
{
    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListStatementMonths, IReadOnlyList<DateOnly>>
    {
        public async Task<Result<IReadOnlyList<DateOnly>>> Handle(ListStatementMonths query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<DateOnly>>();
            var starts = await (from statement in db.Statements.Where(x => x.ParkId == park.Id)
                                join run in db.Runs on statement.RunId equals run.Id
                                select run.From).Distinct().ToListAsync(cancellationToken);
            return starts.Select(x => x.FirstOfMonth()).Distinct().OrderDescending().ToList();
        }
    }
}
