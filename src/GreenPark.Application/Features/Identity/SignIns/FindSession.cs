namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Whether the session that a cookie names is still good, and the person's.</summary>
[Allow(Permission.SystemOnly)]
public sealed record FindSession(SessionId Id, Guid UserId) : IQuery<FindSession.Found>
{
    public sealed record Found(DateTime SeenAt, DateTime AuthenticatedAt);

    internal sealed class Handler(GreenParkDb db, SessionLife life, TimeProvider clock) : IQueryHandler<FindSession, Found>
    {
        public async Task<Result<Found>> Handle(FindSession query, CancellationToken cancellationToken)
        {
            var (since, first) = (clock.UtcNow() - Session.Idle, clock.UtcNow() - life.Longest);
            return await db.Sessions.Where(x => x.Id == query.Id && x.UserId == query.UserId && x.EndedAt == null && x.SeenAt > since && x.BegunAt > first)
                .Select(x => new Found(x.SeenAt, x.AuthenticatedAt)).SingleOrDefaultAsync(cancellationToken) is { } found ? found : Error.NotFound("session.not_found");
        }
    }
}
