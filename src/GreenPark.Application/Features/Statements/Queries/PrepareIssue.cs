using System.Security.Cryptography;
using GreenPark.Application.Features.Attribution;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>Makes the statements and the signed pack of a decided run from the very figures that were decided on; stores nothing.</summary>
[Allow(Permission.SystemOnly)]
public sealed record PrepareIssue(RunId Id, CalculatedRun Calculated) : IQuery<PrepareIssue.Prepared>
{
    /// <param name="Proofs">In the order of the statements.</param>
    /// <param name="Others">What each member is told of the others together, by its code; null where nothing is.</param>
    public sealed record Prepared(
        IReadOnlyList<PackStatement> Statements, IReadOnlyList<byte[]> Proofs, byte[] Pack, string ManifestSha256, string TreeRoot, DateTime IssuedAt,
        IReadOnlyDictionary<string, (long ConsumptionWh, long AttributedWh)?> Others);

    internal sealed class Handler(GreenParkDb db, Issuer issuer, SigningOptions options, TimeProvider clock) : IQueryHandler<PrepareIssue, Prepared>
    {
        public async Task<Result<Prepared>> Handle(PrepareIssue query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Id, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Prepared>();
            var kept = await db.RunSummaries.Where(x => x.RunId == run.Id).Select(x => x.Summary).SingleAsync(cancellationToken);
            if (!SummaryJson.Write(query.Calculated.Result, query.Calculated.Inputs).Span.SequenceEqual(kept)) return Error.RuleBroken("run.not_reproduced", run.Number);
            var park = await db.Parks.SingleAsync(x => x.Id == run.ParkId, cancellationToken);
            var (calculated, key) = (query.Calculated, issuer.Key);
            var issuedAt = EvidenceTime.WholeSecond(run.FinalisedAt!.Value);
            var issue = new StatementIssue(run.Number, run.Revision, issuedAt, StatementStatus.Final, CertificateStatus.Outstanding, IssuerOf(calculated, key));
            var salts = calculated.Result.Microgrid.Members.Select(_ => RandomNumberGenerator.GetBytes(MerkleTree.SaltSize)).ToArray();
            var context = await db.StatementContextAsync(run, run.Supersedes, cancellationToken);
            var statements = IssuedStatements.Of(calculated.Result, calculated.Inputs, issue, key, salts, options.VerificationAddress(park.Code), context);

            var draft = PackBuilder.Build(new PackInput
            {
                Run = calculated.Result, ParkJson = calculated.ParkJson, ReadingsCsv = ReadingsCsv.Write(calculated.Readings), QualityCsv = ReadingsCsv.WriteQuality(calculated.Readings),
                RunNumber = run.Number, CreatedAt = issuedAt, Issuer = key.Certificate, Statements = statements,
                Imports = await PackSources.ImportsAsync(db, run, cancellationToken), Log = await PackSources.LogAsync(db, run, clock.UtcNow(), cancellationToken),
                Supersedes = run.Supersedes is { } before ? await db.AuditPacks.Where(x => x.RunId == before).Select(x => x.ManifestSha256).SingleAsync(cancellationToken) : null,
            });
            var pack = new MemoryStream();
            draft.Write(pack, CmsSignature.Sign(draft.Manifest, key, issuedAt));
            var leaves = statements.Select(s => MerkleTree.StatementLeaf(s.Salt.Span, s.Json.Span)).ToArray();
            return new Prepared(statements, [.. statements.Select((s, i) => InclusionProof.Of(leaves, i, s.Salt.Span).ToJson())],
                pack.ToArray(), Sha256Hex.Of(draft.Manifest), Sha256Hex.Write(MerkleTree.Root(leaves)), issuedAt,
                await db.OthersSumsAsync(run, RunFigures.Read(kept), cancellationToken));
        }

        private static StatementIssuer IssuerOf(CalculatedRun calculated, IssuerKey key) => new(
            calculated.Result.Park.ResponsibleEntity?.Name is { Length: > 0 } name ? name : key.Certificate.Subject, key.Fingerprint, key.IsDevelopment);
    }
}
