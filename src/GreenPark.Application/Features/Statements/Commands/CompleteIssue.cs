using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.AuditPacks;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements.Commands;

/// <summary>Stores statements and pack and makes the run final, all or nothing; the run it supersedes is kept as superseded.</summary>
[Allow(Permission.SystemOnly)]
public sealed record CompleteIssue(RunId Id, int Attempt, PrepareIssue.Prepared Prepared) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, Issuer issuer) : ICommandHandler<CompleteIssue, Done>
    {
        public async Task<Result<Done>> Handle(CompleteIssue command, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(command.Id, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Done>();
            var before = run.Supersedes is { } id ? await db.Runs.SingleAsync(x => x.Id == id, cancellationToken) : null;
            if (run.Issue(command.Attempt, before) is { } error) return error;
            var microgrid = await db.Microgrids.SingleAsync(x => x.Id == run.MicrogridId, cancellationToken);
            var tenants = await db.Tenants.Where(x => x.ParkId == run.ParkId).Select(x => new { x.Code, x.Id }).ToDictionaryAsync(x => x.Code.Value, x => x.Id, cancellationToken);

            var prepared = command.Prepared;
            for (var i = 0; i < prepared.Statements.Count; i++)
                db.Add(IssuedStatement.Of(run, tenants[prepared.Statements[i].Statement.Member.Code], i, prepared.Statements[i], prepared.Proofs[i]));
            db.AddRange(prepared.Others.Select(x => OthersSum.Of(run, tenants[x.Key], x.Value)));
            db.Add(AuditPack.Of(run, $"{microgrid.Code}-{run.From:yyyyMM}-r{run.Revision}.zip", prepared.IssuedAt, prepared.Pack.Length,
                Sha256Hex.Of(prepared.Pack), prepared.ManifestSha256, prepared.TreeRoot, issuer.Key.Fingerprint));
            db.Add(AuditPackContent.Of(run, prepared.Pack));
            return Done.Value;
        }
    }
}
