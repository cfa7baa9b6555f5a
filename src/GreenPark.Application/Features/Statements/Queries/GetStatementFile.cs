using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.Statements.Queries;

public enum StatementFile { Pdf, Json, Proof }

/// <summary>One of a statement's files as it was issued. A statement of another tenant is not there.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetStatementFile(string Park, string Number, StatementFile File) : IQuery<GetStatementFile.Download>, IShowsTenants, IInPark
{
    public sealed record Download(string FileName, string ContentType, byte[] Content);

    internal sealed class Handler(GreenParkDb db, TenantReads reads) : IQueryHandler<GetStatementFile, Download>
    {
        public async Task<Result<Download>> Handle(GetStatementFile query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Download>();
            var statements = db.Statements.Where(x => x.ParkId == park.Id && x.Number == query.Number);
            var whose = await statements.Join(db.Runs, x => x.RunId, x => x.Id, (x, run) => new { x.TenantId, run.From, run.To }).SingleOrDefaultAsync(cancellationToken);
            if (whose is null) return Error.NotFound("statement.not_found", query.Number);
            var content = await (query.File switch
            {
                StatementFile.Pdf => statements.Select(x => x.Pdf),
                StatementFile.Json => statements.Select(x => x.Json),
                _ => statements.Select(x => x.Proof),
            }).SingleAsync(cancellationToken);
            reads.Note(DataKind.Statements, park.Id, [whose.TenantId], whose.From, whose.To);
            return query.File switch
            {
                StatementFile.Pdf => new Download($"{query.Number}.pdf", "application/pdf", content),
                StatementFile.Json => new Download($"{query.Number}.json", "application/json", content),
                _ => new Download($"{query.Number}.proof.json", "application/json", content),
            };
        }
    }
}
