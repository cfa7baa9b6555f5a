using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Parks;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>One member's consumption and what each source gave it, interval by interval; a tenant's user only its own, of runs that count.</summary>
[Allow(Permission.SeeOwn)]
public sealed record GetMemberSeries(string Park, string Microgrid, int Number, string Tenant, Release? Release = null) : IQuery<GetMemberSeries.Shown>, IShowsTenants, IReleases, IInTenant
{
    Release? IReleases.Leaving => Release;
    string IReleases.What => $"{Microgrid}/{Number}/{Tenant}";

    /// <param name="Sources">Source code to Wh per interval, register order, storage last.</param>
    public sealed record Shown(long FirstUtcSeconds, int IntervalMinutes, long[] ConsumptionWh, IReadOnlyList<KeyValuePair<string, long[]>> Sources);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<GetMemberSeries, Shown>
    {
        public async Task<Result<Shown>> Handle(GetMemberSeries query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Shown>();
            if (user.TenantScope is not null && run.State is not (RunState.Final or RunState.Superseded)) return Error.NotFound("run.not_found", query.Number);
            var owner = await db.TenantIdAsync(run.ParkId, query.Tenant, cancellationToken);
            if (!owner.TryGet(out var tenant)) return owner.To<Shown>();
            if (await db.RetiredErrorAsync(run.MicrogridId, run.From, run.To, cancellationToken) is { } retired) return retired;
            var zone = await db.Microgrids.Where(x => x.Id == run.MicrogridId).Select(x => x.TimeZone).SingleAsync(cancellationToken);
            var withheld = await new CurveConsents(db, user, clock).WithheldAsync([tenant], zone, cancellationToken);
            if (withheld.Count > 0) return CurveConsents.Refusal(withheld);
            var days = await db.MemberDays.AsNoTracking().Where(x => x.RunId == run.Id && x.TenantId == tenant).OrderBy(x => x.Day).ToListAsync(cancellationToken);
            if (days.Count == 0) return Error.NotFound("run.no_result", query.Number);
            var park = ParkFileReader.Read(await db.RunInputs.Where(x => x.RunId == run.Id).Select(x => x.ParkJson).SingleAsync(cancellationToken), "park.json").Value;
            reads.Note(DataKind.Curves, run.ParkId, [tenant], run.From, run.To);
            return Unpacked(days, park.Microgrid, run);
        }

        private static Shown Unpacked(List<MemberDay> days, Engine.Parks.Microgrid microgrid, Run run)
        {
            var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, run.From, run.To).Value;
            string[] sources = [.. microgrid.Sources.Select(s => s.Code), .. microgrid.Storage is null ? [] : new[] { Codes.Storage }];
            var series = Enumerable.Range(0, 1 + sources.Length).Select(_ => new long[grid.Intervals]).ToArray();
            for (var day = 0; day < days.Count; day++)
            {
                var (values, count) = (PackedSeries.Unpack(days[day].ValuesWh), grid.IntervalsOf(day));
                for (var s = 0; s < series.Length; s++) values.AsSpan(s * count, count).CopyTo(series[s].AsSpan(grid.FirstInterval(day)));
            }
            return new Shown(grid.StartUtcSeconds, microgrid.IntervalMinutes, series[0], [.. sources.Select((code, k) => KeyValuePair.Create(code, series[1 + k]))]);
        }
    }
}
