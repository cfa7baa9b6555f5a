using GreenPark.Application.Features.Attribution;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>
/// What the address in a statement's QR code shows to anyone: that a statement of this number exists, its status, its hash and
/// the issuer's fingerprint. No name, no figure.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record GetPublicStatement(string Park, string Number) : IQuery<GetPublicStatement.Shown>, IInPark
{
    public sealed record Shown(string Number, bool Superseded, string? SupersededBy, DateTime IssuedAt, string Sha256, string IssuerSha256, bool Development);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetPublicStatement, Shown>
    {
        public async Task<Result<Shown>> Handle(GetPublicStatement query, CancellationToken cancellationToken)
        {
            var sought = Code.Sought(query.Park);
            var row = await (from statement in db.Statements
                             join park in db.Parks on statement.ParkId equals park.Id
                             join run in db.Runs on statement.RunId equals run.Id
                             where park.Code == sought && statement.Number == query.Number
                             select new { statement.Number, statement.IssuedAt, statement.Sha256, statement.IssuerSha256, statement.RunId, statement.TenantId, statement.Json, run.State })
                .SingleOrDefaultAsync(cancellationToken);
            if (row is null) return Error.NotFound("statement.not_found", query.Number);
            var successor = row.State != RunState.Superseded ? null
                : await (from statement in db.Statements
                         join run in db.Runs on statement.RunId equals run.Id
                         where run.Supersedes == row.RunId && statement.TenantId == row.TenantId
                         select statement.Number).FirstOrDefaultAsync(cancellationToken);
            var development = StatementJson.Read(row.Json, "statement.json").Value.Issuer.Development;   // of the key that signed, whatever today's is
            return new Shown(row.Number, row.State == RunState.Superseded, successor, row.IssuedAt, row.Sha256, row.IssuerSha256, development);
        }
    }
}
