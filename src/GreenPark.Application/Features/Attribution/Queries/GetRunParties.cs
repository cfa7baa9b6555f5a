using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>Who and what a run is about, by the names people know: its members and sources as they stood in its park file.</summary>
[Allow(Permission.SeePark)]
public sealed record GetRunParties(string Park, string Microgrid, int Number) : IQuery<GetRunParties.Shown>, IInPark
{
    /// <param name="TimeZone">IANA name.</param>
    /// <param name="Members">In register order; empty without a result.</param>
    /// <param name="Sources">In register order, the storage last.</param>
    /// <param name="BalanceTolerancePpm">How much more may be used than supplied before it is flagged; 0 without a result.</param>
    /// <param name="WithheldBy">Codes of the members who do not let the one who asks see files with their every interval; null for none.</param>
    public sealed record Shown(
        string Name, string NameZh, string TimeZone, IReadOnlyList<Party> Members, IReadOnlyList<Party> Sources, int BalanceTolerancePpm = 0, IReadOnlyList<string>? WithheldBy = null);

    /// <param name="Technology">Of a unit, as in the park file; empty for members and the storage.</param>
    public sealed record Party(string Code, string Name, string NameZh, string Technology = "");

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetRunParties, Shown>
    {
        public async Task<Result<Shown>> Handle(GetRunParties query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Shown>();
            var made = await (from run in db.Runs
                              join input in db.RunInputs on run.Id equals input.RunId
                              where run.MicrogridId == microgrid.Id && run.Number == query.Number
                              select new { Run = run, input.ParkJson }).SingleOrDefaultAsync(cancellationToken);
            if (made is null) return new Shown(microgrid.Name.En, microgrid.Name.Zh, microgrid.TimeZone, [], []);
            var file = ParkFileReader.Read(made.ParkJson, "park.json").Value.Microgrid;
            var names = microgrid.Units.ToDictionary(x => x.Code.Value, x => x.Name);
            var sources = file.Sources.Select(s => names.GetValueOrDefault(s.Code) is { En.Length: > 0 } name
                ? new Party(s.Code, name.En, name.Zh, s.Technology) : new Party(s.Code, s.Code, "", s.Technology));
            if (file.Storage is not null) sources = sources.Append(new Party(Codes.Storage, "", ""));
            var withheld = await new CurveConsents(db, user, clock).WithheldFilesAsync(made.Run, cancellationToken);
            return new Shown(microgrid.Name.En, microgrid.Name.Zh, file.TimeZone, [.. file.Members.Select(m => new Party(m.Code, m.Name, m.NameZh))], [.. sources], file.BalanceTolerancePpm, withheld.Count == 0 ? null : withheld);
        }
    }
}
