namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Whether the session that a cookie names is still good, and the person's.</summary>
[Allow(Role.SystemOnly)]
public sealed record FindSession(SessionId Id, Guid UserId) : IQuery<FindSession.Found>
{
    public sealed record Found(DateTime SeenAt, DateTime AuthenticatedAt);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<FindSession, Found>
    {
        public async Task<Result<Found>> Handle(FindSession query, CancellationToken cancellationToken) =>
            await db.Sessions.Where(x => x.Id == query.Id && x.UserId == query.UserId && x.EndedAt == null)
                .Select(x => new Found(x.SeenAt, x.AuthenticatedAt)).SingleOrDefaultAsync(cancellationToken) is { } found ? found : Error.NotFound("session.not_found");
    }
}
