using GreenPark.Application.Features.Statements;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.AuditRecords.Commands;

/// <summary>
/// Signs the head of every chain that has grown since its last signed head. What came since is gone along first: a head that was put on
/// rewritten entries would vouch for them.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record SealAuditHeads : ICommand<SealAuditHeads.Sealed>
{
    /// <param name="Chains">How many heads were signed.</param>
    /// <param name="Broken">Chains that are not whole since their last head, and were not signed.</param>
    public sealed record Sealed(int Chains, IReadOnlyList<string> Broken);

    internal sealed class Handler(GreenParkDb db, Issuer issuer, TimeProvider clock) : ICommandHandler<SealAuditHeads, Sealed>
    {
        public async Task<Result<Sealed>> Handle(SealAuditHeads command, CancellationToken cancellationToken)
        {
            var grown = await db.AuditRecords
                .Where(x => !db.AuditRecords.Any(y => y.Chain == x.Chain && y.Number > x.Number) && !db.SealedAuditHeads.Any(h => h.Chain == x.Chain && h.Number == x.Number))
                .Select(x => x.Chain).ToListAsync(cancellationToken);
            var broken = new List<string>();
            foreach (var chain in grown)
            {
                var head = await db.SealedAuditHeads.AsNoTracking().Where(x => x.Chain == chain).OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellationToken);
                var walk = head is null ? new AuditChainWalk(chain.ToString()) : AuditChainWalk.After(chain.ToString(), chain.ToString(), head.Number, head.Sha256);
                await db.WalkAsync(chain, walk, cancellationToken);
                var isCutOff = walk.Number == head?.Number;   // the chain has another end than its last head, and nothing comes after that
                if (walk.Errors.Any || isCutOff || head?.Verified().IsFailure == true) broken.Add(chain.ToString());
                else db.Add(SealedAuditHead.Of(chain, new(walk.Number, walk.Last), clock.UtcNow(), issuer.Key));
            }
            return new Sealed(grown.Count - broken.Count, broken);
        }
    }
}
