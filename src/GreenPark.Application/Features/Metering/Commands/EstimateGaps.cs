using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>
/// Proposes what the declared methods make of the gaps of a span, as one change: each value with the mark of its method. A gap that no
/// method can fill stops it, unless whoever asks says that such gaps may stay.
/// </summary>
/// <param name="To">The first day after.</param>
/// <param name="Points">Codes of metering points; null or empty for all.</param>
/// <param name="GapsMayStay">Whether gaps that no method can fill are left as they are; the answer says how many.</param>
/// <param name="Only">Days of metering points to be estimated; null for all of the span.</param>
[Allow(Permission.EditReadings)]
public sealed record EstimateGaps(
    string Park, string Microgrid, DateOnly From, DateOnly To, IReadOnlyList<string>? Points, string Reason, bool GapsMayStay = false, IReadOnlyList<PointDays>? Only = null) : ICommand<EstimateGaps.Estimated>, IHasReason, IInPark
{
    /// <param name="Number">Of the change that was proposed.</param>
    /// <param name="GapsFilled">Gaps that the change would fill.</param>
    /// <param name="GapsLeft">Gaps that no method can fill.</param>
    public sealed record Estimated(ReadingChangeId Id, int Number, int GapsFilled, int GapsLeft);

    internal sealed class Validator : AbstractValidator<EstimateGaps>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
            RuleFor(x => x.To).Must((x, to) => to > x.From && to.DayNumber - x.From.DayNumber <= PreviewEstimates.MostDays).WithErrorCode("dates.bad_span").WithState(_ => new object?[] { PreviewEstimates.MostDays });
            RuleForEach(x => x.Only).IsFilledIn(new PointDays.Validator());
            RuleFor(x => x.Reason).IsText(ReadingChange.ReasonLength);
        }
    }

    /// <summary>Reads and estimates, which takes a moment for a large park.</summary>
    internal sealed class Preparation(GreenParkDb db, CurrentUser user, TimeProvider clock) : IPreparation<EstimateGaps>
    {
        public Result<IReadOnlyList<GapPlan.OfGap>> Gaps { get; private set; }

        /// <summary>Of the readings that the gaps are estimated from.</summary>
        public int Revisions { get; private set; }

        public async Task PrepareAsync(EstimateGaps command, CancellationToken cancellationToken) => Gaps = await PlanAsync(command, cancellationToken);

        private async Task<Result<IReadOnlyList<GapPlan.OfGap>>> PlanAsync(EstimateGaps command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<IReadOnlyList<GapPlan.OfGap>>();
            var plan = new GapPlan(db, clock);
            Revisions = await plan.CountRevisionsAsync(microgrid, command.From, command.To, cancellationToken);
            return await plan.OfAsync(microgrid, command.From, command.To, command.Points, command.Only, cancellationToken);
        }
    }

    internal sealed class Handler(GreenParkDb db, Preparation prepared, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<EstimateGaps, Estimated>
    {
        public async Task<Result<Estimated>> Handle(EstimateGaps command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Estimated>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            if (!prepared.Gaps.TryGet(out var gaps)) return prepared.Gaps.To<Estimated>();
            if (await new GapPlan(db, clock).CountRevisionsAsync(microgrid, command.From, command.To, cancellationToken) != prepared.Revisions) return Error.Conflict("data.changed_meanwhile");
            if (gaps.Count == 0) return Error.RuleBroken("estimate.no_gaps", command.From, command.To.AddDays(-1));
            GapPlan.OfGap[] open = [.. gaps.Where(x => x.Estimate.Method is null)];
            if (open.Length == gaps.Count || (open.Length > 0 && !command.GapsMayStay))
                return Error.RuleBroken("estimate.gaps_stay", open.Length, gaps.Count, open[0].Series.Code, open[0].Estimate.From);

            var proposals = new ChangeProposals(db, user, clock, scope);
            var days = new List<ProposedDay>();
            foreach (var ofPoint in gaps.Where(x => x.Estimate.Method is not null).GroupBy(x => x.Series.Code))
            {
                var fills = ofPoint.SelectMany(FillsOf).ToLookup(x => x.Day);
                var read = await proposals.DaysAsync(microgrid, ofPoint.Key, [.. fills.Select(x => x.Key).Order()], cancellationToken);
                if (!read.TryGet(out var standing)) return read.To<Estimated>();
                foreach (var day in standing)
                    foreach (var fill in fills[day.Day]) day.Series.Set(fill.Interval, fill.ValueWh, ReadingQuality.Estimated, fill.Mark);
                days.AddRange(standing);
            }
            if (days.Count > ProposeEstimates.MostDays) return Error.RuleBroken("estimate.too_much", days.Count, ProposeEstimates.MostDays);
            var change = await proposals.KeepAsync(microgrid, ChangeKind.Estimate, command.Reason, days, cancellationToken);
            return new Estimated(change.Id, change.Number, gaps.Count - open.Length, open.Length);
        }

        /// <param name="Interval">Of the day, from 0.</param>
        private readonly record struct Fill(DateOnly Day, int Interval, long ValueWh, string Mark);

        private static IEnumerable<Fill> FillsOf(GapPlan.OfGap gap)
        {
            var grid = gap.Series.Grid;
            for (var i = 0; i < gap.Estimate.Gap.Intervals; i++)
            {
                var day = grid.DayOf(gap.Estimate.Gap.First + i);
                yield return new Fill(grid.Day(day), gap.Estimate.Gap.First + i - grid.FirstInterval(day), gap.Estimate.ValuesWh[i], gap.Estimate.Mark);
            }
        }
    }
}
