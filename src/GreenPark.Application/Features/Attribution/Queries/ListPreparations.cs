using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>What a park needs before its first run, in the order in which it is registered.</summary>
public enum Preparation { Tenants, Microgrid, Units, Members, Factors, MeteringPoints, Contract, Readings }

/// <summary>What of it is there; of several microgrids the first that is not ready is told of.</summary>
[Allow(Permission.Calculate)]
public sealed record ListPreparations(string Park) : IQuery<ListPreparations.Shown>, IInPark
{
    /// <param name="Microgrid">Code; null where there is none yet.</param>
    public sealed record Shown(string? Microgrid, IReadOnlyList<Item> Steps)
    {
        public bool IsReady => Steps.All(x => x.IsDone);
    }

    public sealed record Item(Preparation Step, bool IsDone);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListPreparations, Shown>
    {
        public async Task<Result<Shown>> Handle(ListPreparations query, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(query.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Shown>();
            var tenants = await db.Tenants.AnyAsync(x => x.ParkId == park.Id, cancellationToken);
            var microgrids = await db.VisibleMicrogrids(park.Id, user).OrderBy(x => x.Code).Select(x => new
            {
                x.Code, Units = x.Units.Any(), Members = x.Memberships.Any(), Factors = x.FactorChoices.Any(),
                Points = db.MeteringPoints.Any(p => p.MicrogridId == x.Id), Contract = db.Contracts.Any(c => c.MicrogridId == x.Id && c.State != ContractState.Draft),
                Readings = db.ReadingImports.Any(i => i.MicrogridId == x.Id),
            }).ToListAsync(cancellationToken);
            var shown = microgrids.Select(x => Of(x.Code.Value, tenants, true, x.Units, x.Members, x.Factors, x.Points, x.Contract, x.Readings)).ToList();
            return shown.FirstOrDefault(x => !x.IsReady) ?? shown.FirstOrDefault() ?? Of(null, tenants, false, false, false, false, false, false, false);
        }

        /// <param name="done">In the order of <see cref="Preparation"/>.</param>
        private static Shown Of(string? microgrid, params bool[] done) => new(microgrid, [.. Enum.GetValues<Preparation>().Zip(done, (step, isDone) => new Item(step, isDone))]);
    }
}
