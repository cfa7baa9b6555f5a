using System.Linq.Expressions;

namespace GreenPark.Application.Features.AuditRecords.Queries;

/// <summary>What was done, newest first: in one park, or in all that whoever asks may see.</summary>
/// <param name="Park">Code; null or empty for every park and for what belongs to none.</param>
/// <param name="Action">A command's name.</param>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, exclusive.</param>
/// <param name="Search">Part of the name of who did it or of the object, or of the reason.</param>
[Allow(Permission.SeeRecord)]
public sealed record ListAuditRecords(
    string? Action = null, string? ObjectType = null, string? ObjectName = null, DateTime? From = null, DateTime? To = null,
    int Skip = 0, int Take = Paging.DefaultTake, string? Park = null, string? Search = null, Guid? Request = null) : IQuery<Page<ListAuditRecords.Item>>, IPaged, IInPark
{
    /// <param name="Number">In the chain of its park.</param>
    /// <param name="Park">Code; null where it belongs to none.</param>
    public sealed record Item(
        long Number, string? Park, DateTime At, string UserName, string ActingAs, string Address, string Action, string ObjectType, string ObjectName, string Reason, string Changes,
        Guid RequestId, string Sha256);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListAuditRecords, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListAuditRecords query, CancellationToken cancellationToken)
        {
            var records = db.AuditRecords.AsQueryable();
            if (!string.IsNullOrEmpty(query.Park))
            {
                var found = await db.FindAuditChainAsync(query.Park, user, cancellationToken);
                if (!found.TryGet(out var chain)) return found.To<Page<Item>>();
                records = records.Where(x => x.Chain == chain);
            }
            if (user.ParkScope is { } park) records = records.Where(x => x.ParkId == park);
            records = Named(records, x => x.Action, query.Action);
            records = Named(records, x => x.ObjectType, query.ObjectType);
            records = Named(records, x => x.ObjectName, query.ObjectName);
            if (Paging.Pattern(query.Search) is { } pattern)
                records = records.Where(x => EF.Functions.Like(x.UserName, pattern, "\\") || EF.Functions.Like(x.ObjectName, pattern, "\\") || EF.Functions.Like(x.Reason, pattern, "\\"));
            if (query.Request is { } request) records = records.Where(x => x.RequestId == request);
            if (query.From is { } from) records = records.Where(x => x.At >= from);
            if (query.To is { } to) records = records.Where(x => x.At < to);
            // a chain in its own order: the clock may be set back
            var ordered = string.IsNullOrEmpty(query.Park) ? records.OrderByDescending(x => x.At).ThenByDescending(x => x.Number) : records.OrderByDescending(x => x.Number);
            return await (
                from x in ordered
                join p in db.Parks on x.ParkId equals (ParkId?)p.Id into parks
                from p in parks.DefaultIfEmpty()
                select new Item(x.Number, p == null ? null : p.Code.Value, x.At, x.UserName, x.ActingAs, x.Address, x.Action, x.ObjectType, x.ObjectName, x.Reason, x.Changes, x.RequestId, x.Sha256))
                .ToPageAsync(query, cancellationToken);
        }

        /// <summary>Names are told apart by case in one database as in the other. EF takes a collation only as a constant of the expression.</summary>
        private IQueryable<AuditRecord> Named(IQueryable<AuditRecord> records, Expression<Func<AuditRecord, string>> name, string? sought)
        {
            if (string.IsNullOrEmpty(sought)) return records;
            var ordinal = Expression.Call(typeof(RelationalDbFunctionsExtensions), nameof(RelationalDbFunctionsExtensions.Collate), [typeof(string)],
                Expression.Constant(EF.Functions), name.Body, Expression.Constant(db.OrdinalCollation));
            Expression<Func<string>> value = () => sought;
            return records.Where(Expression.Lambda<Func<AuditRecord, bool>>(Expression.Equal(ordinal, value.Body), name.Parameters));
        }
    }
}
