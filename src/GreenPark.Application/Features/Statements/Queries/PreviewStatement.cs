using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Platform.Reads;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>The PDF that a member would get of a provisional run: watermarked, unsigned, numbered as it would be, without a public address, kept nowhere.</summary>
[Allow(Permission.SeePark)]
public sealed record PreviewStatement(string Park, string Microgrid, int Number, string Tenant) : IQuery<GetStatementFile.Download>, IShowsTenants, IInPark
{
    internal sealed class Handler(GreenParkDb db, WaitedCalculations calculations, CurrentUser user, Issuer issuer, TimeProvider clock, TenantReads reads)
        : IQueryHandler<PreviewStatement, GetStatementFile.Download>
    {
        public async Task<Result<GetStatementFile.Download>> Handle(PreviewStatement query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<GetStatementFile.Download>();
            // without a stored input the figures would be of today's registers, and not of this run
            var parkJson = await db.RunInputs.Where(x => x.RunId == run.Id).Select(x => x.ParkJson).SingleOrDefaultAsync(cancellationToken);
            if (parkJson is null) return Error.NotFound("run.no_result", query.Number);
            if (new OnlyAProvisionalRunIsPreviewed(run.State).Check() is { } issued) return issued;
            var members = ParkFileReader.Read(parkJson, "park.json").Value.Microgrid.Members;
            var member = members.Select(m => m.Code).ToList().IndexOf(query.Tenant);
            var owner = await db.TenantIdAsync(run.ParkId, query.Tenant, cancellationToken);
            if (!owner.TryGet(out var tenant) || member < 0) return Error.NotFound("tenant.not_found", query.Tenant);
            reads.Note(DataKind.Statements, run.ParkId, [tenant], run.From, run.To);
            return await calculations.DoAsync(() => MadeAsync(run, member, cancellationToken), cancellationToken);
        }

        private async Task<Result<GetStatementFile.Download>> MadeAsync(Run run, int member, CancellationToken cancellationToken)
        {
            var calculated = await new RunCalculation(db).OfAsync(run, null, cancellationToken);
            if (calculated.IsFailure) return calculated.To<GetStatementFile.Download>();
            var result = calculated.Value.Result;
            var before = await db.FinalRunOfAsync(run.MicrogridId, run.From, run.To, cancellationToken);
            var name = result.Park.ResponsibleEntity?.Name is { Length: > 0 } entity ? entity : issuer.Key.Certificate.Subject;
            var issue = new StatementIssue(run.Number, (before?.Revision ?? 0) + 1, EvidenceTime.WholeSecond(clock.UtcNow()), StatementStatus.Provisional,
                CertificateStatus.Outstanding, new StatementIssuer(name, issuer.Key.Fingerprint, issuer.Key.IsDevelopment));
            var statement = StatementFactory.Of(result, calculated.Value.Inputs, issue, member);
            var context = await db.StatementContextAsync(run, before?.Id, cancellationToken);
            var pdf = IssuedStatements.Pdf(result, statement, StatementJson.Write(statement), member, null, verificationAddress: "", context);
            return new GetStatementFile.Download($"{statement.Number}-provisional.pdf", "application/pdf", pdf);
        }
    }
}
