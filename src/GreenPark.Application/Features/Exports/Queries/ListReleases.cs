using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports.Queries;

/// <summary>Load curves that were taken out of a park, newest first: so that a pack that went abroad is found again.</summary>
/// <param name="Search">Part of what was taken out, of who did, or of the recipient.</param>
/// <param name="Approval">Number of the approval it went by.</param>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, exclusive.</param>
[Allow(Permission.SeePark)]
public sealed record ListReleases(
    string Park, Destination? Destination = null, int? Approval = null, string? Search = null, DateTime? From = null, DateTime? To = null, int Skip = 0, int Take = Paging.DefaultTake)
    : IQuery<Page<ListReleases.Item>>, IPaged, IInPark
{
    /// <param name="Request">The request's name.</param>
    /// <param name="What">Microgrid, run or metering point, file.</param>
    /// <param name="Destination">Null where the park did not ask.</param>
    public sealed record Item(
        DateTime At, string UserName, string ActingAs, string Address, string Request, string What, Destination? Destination, int? Approval, string Recipient, string Country);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListReleases, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListReleases query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Page<Item>>();
            var rows = db.DataReleases.AsNoTracking().Where(x => x.ParkId == park.Id);
            if (query.Destination is { } destination) rows = rows.Where(x => x.Destination == destination);
            if (query.Approval is { } approval) rows = rows.Where(x => x.Approval == approval);
            if (Paging.Pattern(query.Search) is { } pattern)
                rows = rows.Where(x => EF.Functions.Like(x.What, pattern, "\\") || EF.Functions.Like(x.UserName, pattern, "\\") || EF.Functions.Like(x.Recipient, pattern, "\\"));
            if (query.From is { } from) rows = rows.Where(x => x.At >= from);
            if (query.To is { } to) rows = rows.Where(x => x.At < to);
            return await rows.OrderByDescending(x => x.At).ThenByDescending(x => x.Id)
                .Select(x => new Item(x.At, x.UserName, x.ActingAs, x.Address, x.Request, x.What, x.Destination, x.Approval, x.Recipient, x.Country)).ToPageAsync(query, cancellationToken);
        }
    }
}
