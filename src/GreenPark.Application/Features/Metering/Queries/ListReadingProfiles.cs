using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>The park's profiles, by code, with their JSON.</summary>
[Allow(Permission.SeePark, Permission.SendReadings)]
public sealed record ListReadingProfiles(string Park) : IQuery<IReadOnlyList<ListReadingProfiles.Item>>, IInPark
{
    public sealed record Item(string Code, string Name, string Profile, Guid Version);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<ListReadingProfiles, IReadOnlyList<Item>>
    {
        public async Task<Result<IReadOnlyList<Item>>> Handle(ListReadingProfiles query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<IReadOnlyList<Item>>();
            return await db.ReadingProfiles.Where(x => x.ParkId == park.Id).OrderBy(x => x.Code).Select(x => new Item(x.Code.Value, x.Name, x.Json, x.Version)).ToListAsync(cancellationToken);
        }
    }
}
