using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Links;

/// <summary>The link that a user can still use, or the last one, and whether its letter went out.</summary>
[Allow(Permission.ManagePeople)]
public sealed record GetAccountLink(string Email) : IQuery<GetAccountLink.Shown>
{
    /// <param name="Kind">Null where there never was one.</param>
    /// <param name="IsOpen">Whether it can still be used.</param>
    /// <param name="SentAt">When the letter went out; null where it waits, failed, or none was written.</param>
    /// <param name="Failure">What the mail server said at the last try.</param>
    /// <param name="HasNoWayIn">Neither password nor passkey: until a link is used, the user cannot sign in but by an identity provider.</param>
    public sealed record Shown(LinkKind? Kind, bool IsOpen, DateTime? CreatedAt, DateTime? ExpiresAt, bool ByMail, DateTime? SentAt, string? Failure, bool HasNoWayIn);

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : IQueryHandler<GetAccountLink, Shown>
    {
        public async Task<Result<Shown>> Handle(GetAccountLink query, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, query.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Shown>();
            var (now, hasNoWayIn) = (clock.UtcNow(), await SendAccountLink.KindForAsync(users, user) == LinkKind.Invitation);
            // what anybody asked for, good for an hour, does not hide the one that is good for days
            var link = await db.AccountLinks.AsNoTracking().Where(x => x.UserId == user.Id).OrderByDescending(x => x.EndedAt == null && x.ExpiresAt > now ? 1 : 0)
                .ThenByDescending(x => x.EndedAt == null && x.ExpiresAt > now ? x.ExpiresAt : x.CreatedAt).ThenByDescending(x => x.Id).FirstOrDefaultAsync(cancellationToken);
            if (link is null) return new Shown(null, false, null, null, false, null, null, hasNoWayIn);
            var mail = await db.OutgoingMails.AsNoTracking().Where(x => x.UserId == user.Id && x.CreatedAt >= link.CreatedAt).OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).FirstOrDefaultAsync(cancellationToken);
            return new Shown(link.Kind, link.EndedAt is null && link.ExpiresAt > now, link.CreatedAt, link.ExpiresAt, mail is not null, mail?.SentAt, mail?.Failure, hasNoWayIn);
        }
    }
}
