namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>Where a person is signed in, for an administrator.</summary>
[Allow(Permission.ManagePeople)]
public sealed record ListSessionsOfUser(string Email) : IQuery<IReadOnlyList<ListMySessions.Item>>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser asker, SessionLife life, TimeProvider clock) : IQueryHandler<ListSessionsOfUser, IReadOnlyList<ListMySessions.Item>>
    {
        public async Task<Result<IReadOnlyList<ListMySessions.Item>>> Handle(ListSessionsOfUser query, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, query.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<IReadOnlyList<ListMySessions.Item>>();
            return Result<IReadOnlyList<ListMySessions.Item>>.Success(await ListMySessions.ReadAsync(db, user.Id, Guid.Empty, life, clock.UtcNow(), cancellationToken));
        }
    }
}
