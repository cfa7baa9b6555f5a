using System.Globalization;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Estimation;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>What the declared methods would make of the gaps of a span: for each gap the values and their method, or why none can. Nothing is kept.</summary>
/// <param name="To">The first day after.</param>
/// <param name="Points">Codes of metering points; null or empty for all.</param>
/// <param name="Only">Days of metering points to be looked at; null for all of the span.</param>
[Allow(Permission.SeePark)]
public sealed record PreviewEstimates(
    string Park, string Microgrid, DateOnly From, DateOnly To, IReadOnlyList<string>? Points = null, IReadOnlyList<PointDays>? Only = null) : IQuery<IReadOnlyList<PreviewEstimates.OfGap>>, IShowsTenants, IInPark
{
    /// <summary>A quarter.</summary>
    public const int MostDays = 92;

    /// <param name="From">Start of the first interval, with offset.</param>
    /// <param name="Last">Start of the last interval, with offset.</param>
    /// <param name="Method">Code of the method; null where none can fill the gap.</param>
    /// <param name="MethodName">In English; null where none can.</param>
    /// <param name="MethodNameZh">In Chinese.</param>
    /// <param name="EnergyWh">Sum of the values; null where none can.</param>
    /// <param name="ValuesWh">One for each interval; empty where none can.</param>
    /// <param name="Text">What would become of the gap, in English.</param>
    /// <param name="TextZh">The same in Chinese.</param>
    /// <param name="TriedBefore">Methods that could not, in the order of the plan.</param>
    /// <param name="DaysWithoutAny">Of its days, those on which no metering point of the microgrid has a reading: what is estimated there rests on other days alone.</param>
    /// <param name="Waiting">Numbers of changes that are proposed for its days already.</param>
    public sealed record OfGap(
        string Point, string From, string Last, int Intervals, string? Method, string? MethodName, string? MethodNameZh, long? EnergyWh, IReadOnlyList<long> ValuesWh, string Text, string TextZh, IReadOnlyList<Tried> TriedBefore, IReadOnlyList<DateOnly> DaysWithoutAny, IReadOnlyList<int> Waiting);

    /// <param name="Reason">Stable.</param>
    public sealed record Tried(string Method, string Reason, string Text, string TextZh);

    internal sealed class Validator : AbstractValidator<PreviewEstimates>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
            RuleFor(x => x.To).Must((x, to) => to > x.From && to.DayNumber - x.From.DayNumber <= MostDays).WithErrorCode("dates.bad_span").WithState(_ => new object?[] { MostDays });
            RuleForEach(x => x.Only).IsFilledIn(new PointDays.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, TenantReads reads) : IQueryHandler<PreviewEstimates, IReadOnlyList<OfGap>>
    {
        private static readonly CultureInfo English = CultureInfo.InvariantCulture, Chinese = CultureInfo.GetCultureInfo("zh-Hans");

        public async Task<Result<IReadOnlyList<OfGap>>> Handle(PreviewEstimates query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<OfGap>>();
            var planned = await new GapPlan(db, clock).OfAsync(microgrid, query.From, query.To, query.Points, query.Only, cancellationToken);
            if (!planned.TryGet(out var gaps)) return planned.To<IReadOnlyList<OfGap>>();
            await reads.NotePointsAsync(db, DataKind.Curves, microgrid.Id, [.. gaps.Select(x => Code.Of(x.Series.Code)).Distinct()], query.From, query.To, cancellationToken);
            var waiting = await db.WaitingAsync(microgrid.Id, query.From, query.To, cancellationToken);
            var held = (await new MonthCoverage(db).MissingAsync(microgrid.Id, query.From, query.To, cancellationToken)).Select(x => x.Key.Day).ToHashSet();
            return gaps.Select(x => Of(x.Series.Code, x.Estimate, waiting, held)).ToList();
        }

        private static OfGap Of(string point, GapEstimate x, ILookup<(Code Point, DateOnly Day), int> waiting, HashSet<DateOnly> held) => new(
            point, x.From, x.Last, x.Gap.Intervals, x.Method, MethodOf(x)?.Name(English), MethodOf(x)?.Name(Chinese), x.Method is null ? null : x.ValuesWh.Sum(), x.ValuesWh, x.Text(English), x.Text(Chinese),
            [.. x.TriedBefore.Select(t => new Tried(t.Method, t.Reason, t.Text(English), t.Text(Chinese)))],
            [.. DaysOf(x).Where(day => !held.Contains(day))],
            [.. DaysOf(x).SelectMany(day => waiting[(Code.Of(point), day)]).Distinct().Order()]);

        private static IEstimationMethod? MethodOf(GapEstimate x) => EstimationPlan.Default.Methods.FirstOrDefault(m => m.Code == x.Method);

        private static IEnumerable<DateOnly> DaysOf(GapEstimate x)
        {
            for (var day = DayOf(x.From); day <= DayOf(x.Last); day = day.AddDays(1)) yield return day;
        }

        /// <summary>Of a label: an ISO time begins with its local day.</summary>
        private static DateOnly DayOf(string label) => DateOnly.ParseExact(label.AsSpan(0, 10), "yyyy-MM-dd", English);
    }
}
