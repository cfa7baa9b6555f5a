namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Asked before something long that ends in a command which wants a fresh sign-in: better now than afterwards.</summary>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record CheckFreshSignIn : IQuery<Done>
{
    internal sealed class Handler : IQueryHandler<CheckFreshSignIn, Done>
    {
        public Task<Result<Done>> Handle(CheckFreshSignIn query, CancellationToken cancellationToken) => Task.FromResult<Result<Done>>(Done.Value);
    }
}
