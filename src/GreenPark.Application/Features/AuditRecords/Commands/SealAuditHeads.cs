using GreenPark.Application.Features.Statements;

namespace GreenPark.Application.Features.AuditRecords.Commands;

/// <summary>Signs the head of every chain that has grown since its last signed head.</summary>
[Allow(Role.SystemOnly)]
public sealed record SealAuditHeads : ICommand<SealAuditHeads.Sealed>
{
    /// <param name="Chains">How many heads were signed.</param>
    public sealed record Sealed(int Chains);

    internal sealed class Handler(GreenParkDb db, Issuer issuer, TimeProvider clock) : ICommandHandler<SealAuditHeads, Sealed>
    {
        public async Task<Result<Sealed>> Handle(SealAuditHeads command, CancellationToken cancellationToken)
        {
            var heads = await db.AuditRecords
                .Where(x => !db.AuditRecords.Any(y => y.Chain == x.Chain && y.Number > x.Number) && !db.SealedAuditHeads.Any(h => h.Chain == x.Chain && h.Number == x.Number))
                .Select(x => new { x.Chain, x.Number, x.Sha256 }).ToListAsync(cancellationToken);
            foreach (var head in heads) db.Add(SealedAuditHead.Of(head.Chain, new(head.Number, head.Sha256), clock.UtcNow(), issuer.Key));
            return new Sealed(heads.Count);
        }
    }
}
