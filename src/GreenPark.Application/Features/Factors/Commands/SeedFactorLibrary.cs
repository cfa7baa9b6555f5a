using Microsoft.Extensions.Logging;

namespace GreenPark.Application.Features.Factors.Commands;

/// <summary>Adds what the library of this version has and the database has not; sent at every start. The value is the number added.</summary>
[Allow(Permission.KeepParks)]
public sealed record SeedFactorLibrary : ICommand<int>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock, ILogger<SeedFactorLibrary> logger) : ICommandHandler<SeedFactorLibrary, int>
    {
        public async Task<Result<int>> Handle(SeedFactorLibrary command, CancellationToken cancellationToken)
        {
            var known = (await db.FactorEntries.Where(x => x.ParkId == null).Select(x => x.Code).ToListAsync(cancellationToken)).ToDictionary(x => x.Key);
            var now = clock.UtcNow();
            var added = 0;
            foreach (var facts in FactorLibrary.Read())
            {
                if (known.TryGetValue(facts.Code.Key, out var taken))
                {
                    if (taken != facts.Code) logger.LogWarning("The library's factor {Code} is left out: {Taken} has its code, but for the case of letters", facts.Code, taken);
                    continue;
                }
                var entry = FactorEntry.Add(facts, park: null, supersedes: null, now);
                if (entry.IsFailure) return entry.To<int>();
                db.Add(entry.Value);
                added++;
            }
            return added;
        }
    }
}
