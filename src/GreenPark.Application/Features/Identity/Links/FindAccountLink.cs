namespace GreenPark.Application.Features.Identity.Links;

/// <summary>Whose account a link opens; what cannot be used any more says why.</summary>
[Allow(Permission.SystemOnly)]
public sealed record FindAccountLink(string Token) : IQuery<FindAccountLink.Found>
{
    public sealed record Found(LinkKind Kind, Guid UserId, string Email, string Name, bool HasSecondFactor);

    /// <summary>Without the token: requests find their way into logs.</summary>
    public override string ToString() => nameof(FindAccountLink);

    internal static async Task<Result<(AccountLink Link, AppUser User)>> FindAsync(GreenParkDb db, string token, DateTime now, CancellationToken cancellationToken)
    {
        var hash = AccountLink.HashOf(token);
        if (await db.AccountLinks.SingleOrDefaultAsync(x => x.Sha256 == hash, cancellationToken) is not { } link) return Error.NotFound("link.unknown");
        if (link.EndedAt is not null) return Error.RuleBroken("link.used_already");
        if (link.ExpiresAt <= now) return Error.RuleBroken("link.expired", link.ExpiresAt);
        var user = await db.Users.SingleAsync(x => x.Id == link.UserId, cancellationToken);
        return Commands.LockUser.IsForGood(user) ? Error.RuleBroken("link.locked") : (link, user);
    }

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : IQueryHandler<FindAccountLink, Found>
    {
        public async Task<Result<Found>> Handle(FindAccountLink query, CancellationToken cancellationToken)
        {
            var found = await FindAsync(db, query.Token, clock.UtcNow(), cancellationToken);
            return found.TryGet(out var x) ? new Found(x.Link.Kind, x.User.Id, x.User.Email!, x.User.DisplayName, x.User.TwoFactorEnabled) : found.To<Found>();
        }
    }
}
