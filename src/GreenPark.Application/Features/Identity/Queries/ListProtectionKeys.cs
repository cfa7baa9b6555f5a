namespace GreenPark.Application.Features.Identity.Queries;

/// <summary>Every key there ever was, as written: with an old one, what it protected is still read.</summary>
[Allow(Permission.SystemOnly)]
public sealed record ListProtectionKeys : IQuery<IReadOnlyList<byte[]>>
{
    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListProtectionKeys, IReadOnlyList<byte[]>>
    {
        public async Task<Result<IReadOnlyList<byte[]>>> Handle(ListProtectionKeys query, CancellationToken cancellationToken) =>
            await db.ProtectionKeys.OrderBy(x => x.Id).Select(x => x.Xml).ToListAsync(cancellationToken);
    }
}
