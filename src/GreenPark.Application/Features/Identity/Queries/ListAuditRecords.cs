namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>What was done, newest first; within the park of who asks. <c>From</c> and <c>To</c> are UTC, <c>To</c> exclusive.</summary>
[Allow(Role.ParkReaders)]
public sealed record ListAuditRecords(
    string? Action = null, string? ObjectType = null, string? ObjectName = null, DateTime? From = null, DateTime? To = null,
    int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListAuditRecords.Item>>, IPaged
{
    public sealed record Item(
        DateTime At, string UserName, string ActingAs, string Action, string ObjectType, string ObjectName, string Changes, Guid RequestId);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListAuditRecords, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListAuditRecords query, CancellationToken cancellationToken)
        {
            var records = db.AuditRecords.AsQueryable();
            if (user.ParkScope is { } park) records = records.Where(x => x.ParkId == park);
            if (!string.IsNullOrEmpty(query.Action)) records = records.Where(x => x.Action == query.Action);
            if (!string.IsNullOrEmpty(query.ObjectType)) records = records.Where(x => x.ObjectType == query.ObjectType);
            if (!string.IsNullOrEmpty(query.ObjectName)) records = records.Where(x => x.ObjectName == query.ObjectName);
            if (query.From is { } from) records = records.Where(x => x.At >= from);
            if (query.To is { } to) records = records.Where(x => x.At < to);
            return await records.OrderByDescending(x => x.At).ThenBy(x => x.RequestId)
                .Select(x => new Item(x.At, x.UserName, x.ActingAs, x.Action, x.ObjectType, x.ObjectName, x.Changes, x.RequestId))
                .ToPageAsync(query, cancellationToken);
        }
    }
}
