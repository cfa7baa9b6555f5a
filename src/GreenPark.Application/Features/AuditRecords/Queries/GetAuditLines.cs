using System.Buffers;

namespace GreenPark.Application.Features.AuditRecords.Queries;

/// <summary>A piece of a chain's audit log as lines for <c>greenpark verify-log</c>, oldest first.</summary>
/// <param name="Park">Code; null or empty for what belongs to no park.</param>
/// <param name="After">The number after which the piece begins; 0 for the beginning.</param>
[Allow(Permission.SeeRecord)]
public sealed record GetAuditLines(string? Park, long After = 0) : IQuery<GetAuditLines.Lines>, IInPark
{
    /// <param name="Text">UTF-8, each line ended.</param>
    /// <param name="Last">Number of the last one; null where there are no more.</param>
    public sealed record Lines(ReadOnlyMemory<byte> Text, long? Last);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetAuditLines, Lines>
    {
        public async Task<Result<Lines>> Handle(GetAuditLines query, CancellationToken cancellationToken)
        {
            var found = await db.FindAuditChainAsync(query.Park, user, cancellationToken);
            if (!found.TryGet(out var chain)) return found.To<Lines>();
            var records = await db.AuditRecords.AsNoTracking().Where(x => x.Chain == chain && x.Number > query.After).OrderBy(x => x.Number).Take(AuditChains.Piece).ToListAsync(cancellationToken);
            var text = new ArrayBufferWriter<byte>();
            foreach (var record in records)
            {
                text.Write(record.ToEntry().ToLine(record.Sha256));
                text.Write("\n"u8);
            }
            return new Lines(text.WrittenMemory, records.Count == 0 ? null : records[^1].Number);
        }
    }
}
