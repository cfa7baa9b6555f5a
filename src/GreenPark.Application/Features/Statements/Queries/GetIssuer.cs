namespace GreenPark.Application.Features.Statements.Queries;

/// <summary>The certificate that this installation signs with, for anyone who compares a fingerprint.</summary>
[Allow(Permission.SystemOnly)]
public sealed record GetIssuer : IQuery<GetIssuer.Shown>
{
    /// <param name="From">UTC; both ends included.</param>
    /// <param name="Pem">The text of <c>issuer.pem</c>.</param>
    public sealed record Shown(string Subject, string Sha256, DateTime From, DateTime Until, bool Development, string Pem);

    internal sealed class Handler(Issuer issuer) : IQueryHandler<GetIssuer, Shown>
    {
        public Task<Result<Shown>> Handle(GetIssuer query, CancellationToken cancellationToken)
        {
            var certificate = issuer.Key.Certificate;
            return Task.FromResult<Result<Shown>>(new Shown(
                certificate.Subject, certificate.Fingerprint, certificate.NotBeforeUtc, certificate.NotAfterUtc, certificate.IsDevelopment, certificate.Pem));
        }
    }
}
