using GreenPark.Application.Features.Attribution;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>The PDF that a member would get of a provisional run: watermarked, unsigned, numbered as it would be, without a public address, kept nowhere.</summary>
[Allow(Role.ParkReaders)]
public sealed record PreviewStatement(string Park, string Microgrid, int Number, string Tenant) : IQuery<GetStatementFile.Download>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, Issuer issuer, TimeProvider clock)
        : IQueryHandler<PreviewStatement, GetStatementFile.Download>
    {
        public async Task<Result<GetStatementFile.Download>> Handle(PreviewStatement query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<GetStatementFile.Download>();
            // without a stored input the figures would be of today's registers, and not of this run
            if (!await db.RunInputs.AnyAsync(x => x.RunId == run.Id, cancellationToken)) return Error.NotFound("run.no_result", query.Number);
            var calculated = await new RunCalculation(db).OfAsync(run, null, cancellationToken);
            if (calculated.IsFailure) return calculated.To<GetStatementFile.Download>();
            var result = calculated.Value.Result;
            var member = result.Microgrid.Members.Select(m => m.Code).ToList().IndexOf(query.Tenant);
            if (member < 0) return Error.NotFound("tenant.not_found", query.Tenant);
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
