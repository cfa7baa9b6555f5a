namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>Whether the installation has no user yet.</summary>
[Allow(Permission.SystemOnly)]
public sealed record NeedsSetUp : IQuery<bool>
{
    internal sealed class Handler(GreenParkDb db) : IQueryHandler<NeedsSetUp, bool>
    {
        public async Task<Result<bool>> Handle(NeedsSetUp query, CancellationToken cancellationToken) => !await db.Users.AnyAsync(cancellationToken);
    }
}
