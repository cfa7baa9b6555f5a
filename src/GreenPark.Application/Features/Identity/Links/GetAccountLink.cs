namespace GreenPark.Application.Features.Identity.Links;

/// <summary>The last link that a user was sent, and whether its letter went out.</summary>
[Allow(Permission.ManagePeople)]
public sealed record GetAccountLink(string Email) : IQuery<GetAccountLink.Shown>
{
    /// <param name="Kind">Null where there never was one.</param>
    /// <param name="IsOpen">Whether it can still be used.</param>
    /// <param name="SentAt">When the letter went out; null where it waits, failed, or none was written.</param>
    /// <param name="Failure">What the mail server said at the last try.</param>
    public sealed record Shown(LinkKind? Kind, bool IsOpen, DateTime? CreatedAt, DateTime? ExpiresAt, bool ByMail, DateTime? SentAt, string? Failure);

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, TimeProvider clock) : IQueryHandler<GetAccountLink, Shown>
    {
        public async Task<Result<Shown>> Handle(GetAccountLink query, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, query.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Shown>();
            var link = await db.AccountLinks.AsNoTracking().Where(x => x.UserId == user.Id).OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).FirstOrDefaultAsync(cancellationToken);
            if (link is null) return new Shown(null, false, null, null, false, null, null);
            var mail = await db.OutgoingMails.AsNoTracking().Where(x => x.UserId == user.Id && x.CreatedAt >= link.CreatedAt).OrderByDescending(x => x.CreatedAt).FirstOrDefaultAsync(cancellationToken);
            return new Shown(link.Kind, link.EndedAt is null && link.ExpiresAt > clock.UtcNow(), link.CreatedAt, link.ExpiresAt, mail is not null, mail?.SentAt, mail?.Failure);
        }
    }
}
