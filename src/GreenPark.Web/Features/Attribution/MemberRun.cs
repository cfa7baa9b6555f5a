using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Parks;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Attribution;

/// <summary>
/// What the page of one member of a run needs besides the member's figures. A tenant's people may ask neither for the run nor for its
/// parties: their own statement of the run, and the microgrid, say the same of what is theirs.
/// </summary>
/// <param name="To">The first day after.</param>
/// <param name="Parties">The sources of the run, by code; others are shown by their code.</param>
internal sealed record MemberRun(RunState State, DateOnly From, DateOnly To, string TimeZone, string? Name, string? NameZh, IReadOnlyList<GetRunParties.Party> Parties)
{
    public static async Task<Result<MemberRun>> OfParkAsync(Requests requests, string park, string microgrid, int number, string tenant)
    {
        var run = await requests.Send(new GetRun(park, microgrid, number));
        if (!run.TryGet(out var shown)) return run.To<MemberRun>();
        var parties = await requests.Send(new GetRunParties(park, microgrid, number));
        if (!parties.TryGet(out var all)) return parties.To<MemberRun>();
        var member = all.Members.FirstOrDefault(x => string.Equals(x.Code, tenant, StringComparison.OrdinalIgnoreCase));
        return new MemberRun(shown.State, shown.From, shown.To, all.TimeZone, member?.Name, member?.NameZh, all.Sources);
    }

    public static async Task<Result<MemberRun>> OwnAsync(Requests requests, string park, string microgrid, int number, string tenant)
    {
        var statements = await requests.Send(new ListStatements(park, microgrid, tenant, Take: 1, Run: number));
        if (!statements.TryGet(out var page)) return statements.To<MemberRun>();
        if (page.Items is not [var own, ..]) return Error.NotFound("run.not_found", number);
        var found = await requests.Send(new GetMicrogrid(park, microgrid));
        if (!found.TryGet(out var grid)) return found.To<MemberRun>();
        return new MemberRun(own.Superseded ? RunState.Superseded : RunState.Final, own.From, own.To, own.TimeZone, own.TenantName, own.TenantNameZh,
            [.. grid.Units.Select(x => new GetRunParties.Party(x.Code, x.Fields.Name, x.Fields.NameZh, x.Fields.Technology.ToString().ToLowerInvariant())), new GetRunParties.Party(Codes.Storage, "", "")]);
    }
}
