namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Where one is signed in, newest first; of those that have ended, the last ten.</summary>
[Allow(Permission.OwnAccount)]
public sealed record ListMySessions : IQuery<IReadOnlyList<ListMySessions.Item>>
{
    /// <param name="Current">The one that asks.</param>
    public sealed record Item(Guid Id, SignInMethod Method, DateTime BegunAt, DateTime SeenAt, string Address, string Browser, bool Current, DateTime? EndedAt, string? EndedBy);

    private const int EndedKept = 10;

    internal static async Task<IReadOnlyList<Item>> ReadAsync(GreenParkDb db, Guid user, Guid current, SessionLife life, DateTime at, CancellationToken cancellationToken)
    {
        var (now, since, first) = (new SessionId(current), at - Session.Idle, at - life.Longest);
        var rows = db.Sessions.Where(x => x.UserId == user).OrderByDescending(x => x.BegunAt).ThenBy(x => x.Id)
            .Select(x => new { x.Id, x.Method, x.BegunAt, x.SeenAt, x.Address, x.Browser, x.EndedAt, x.EndedBy });
        var all = await rows.Where(x => x.EndedAt == null && x.SeenAt > since && x.BegunAt > first).ToListAsync(cancellationToken);
        all.AddRange(await rows.Where(x => x.EndedAt != null).Take(EndedKept).ToListAsync(cancellationToken));
        return [.. all.Select(x => new Item(x.Id.Value, x.Method, x.BegunAt, x.SeenAt, x.Address, x.Browser, x.Id == now, x.EndedAt, x.EndedBy))];
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, SessionLife life, TimeProvider clock) : IQueryHandler<ListMySessions, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListMySessions query, CancellationToken cancellationToken) =>
            Result<IReadOnlyList<Item>>.Success(await ReadAsync(db, asker.Id, asker.Session, life, clock.UtcNow(), cancellationToken));
    }
}
