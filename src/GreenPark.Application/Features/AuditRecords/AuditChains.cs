using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.AuditRecords;

/// <summary>Whose chain is asked for: a park's by its code, or that of what belongs to no park, which only those see who see every park.</summary>
internal static class AuditChains
{
    /// <summary>Entries that are read at once.</summary>
    public const int Piece = 500;

    public static async Task<Result<AuditChain>> FindAuditChainAsync(this GreenParkDb db, string? park, CurrentUser user, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(park)) return user.ParkScope is null ? AuditChain.Platform : Error.Forbidden("audit.not_every_park");
        var found = await db.FindParkAsync(park, cancellationToken);
        return found.IsSuccess ? AuditChain.Of(found.Value.Id) : found.To<AuditChain>();
    }

    /// <summary>Takes the walk along the chain, after the entry it stands at, in pieces: a chain grows without end.</summary>
    public static async Task WalkAsync(this GreenParkDb db, AuditChain chain, AuditChainWalk walk, CancellationToken cancellationToken)
    {
        for (long? after = walk.Number; after is { } from && !walk.IsOver;)
        {
            var records = await db.AuditRecords.AsNoTracking().Where(x => x.Chain == chain && x.Number > from).OrderBy(x => x.Number).Take(Piece).ToListAsync(cancellationToken);
            foreach (var record in records.TakeWhile(_ => !walk.IsOver)) walk.Take(record.ToEntry().ToLine(record.Sha256));
            after = records.Count == 0 ? null : records[^1].Number;
        }
    }
}
