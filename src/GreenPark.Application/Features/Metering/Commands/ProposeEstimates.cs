using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Proposes estimated values for intervals of metering points' days, each with the method that made it. What is not named stays as it is.</summary>
[Allow(Permission.EditReadings)]
public sealed record ProposeEstimates(string Park, string Microgrid, IReadOnlyList<ProposeEstimates.OfDay> Days, string Reason) : ICommand<ProposedChange>, IHasReason, IInPark
{
    public const int MethodLength = 64, MostDays = 5_000;

    public sealed record OfDay(string Point, DateOnly Day, IReadOnlyList<Value> Values);

    /// <param name="Interval">Of the day, from 1.</param>
    /// <param name="Method">Its mark, such as <c>GP/linear</c>.</param>
    public sealed record Value(int Interval, long ValueWh, string Method);

    internal sealed class Validator : AbstractValidator<ProposeEstimates>
    {
        public Validator()
        {
            RuleFor(x => x.Reason).IsText(ReadingChange.ReasonLength);
            RuleFor(x => x.Days).Must(x => x is { Count: > 0 }).WithErrorCode("field.missing")
                .Must(x => x is null || x.Count <= MostDays).WithErrorCode("field.out_of_range").WithState(_ => new object?[] { 1, MostDays });
            RuleForEach(x => x.Days).IsFilledIn(new DayValidator());
        }
    }

    private sealed class DayValidator : AbstractValidator<OfDay>
    {
        public DayValidator()
        {
            RuleFor(x => x.Day).IsDay();
            RuleFor(x => x.Values).Must(x => x is { Count: > 0 }).WithErrorCode("field.missing");
            RuleForEach(x => x.Values).Must(x => x is not null).WithErrorCode("field.missing").ChildRules(x =>
            {
                x.RuleFor(v => v.ValueWh).IsWithin(0L, FieldRules.MostWatts);
                x.RuleFor(v => v.Method).IsText(MethodLength);
            });
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<ProposeEstimates, ProposedChange>
    {
        public async Task<Result<ProposedChange>> Handle(ProposeEstimates command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<ProposedChange>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var proposals = new ChangeProposals(db, user, clock, scope);
            var days = new List<ProposedDay>();
            foreach (var ofPoint in command.Days.GroupBy(x => x.Point))
            {
                var wanted = ofPoint.ToLookup(x => x.Day, x => x.Values);
                var read = await proposals.DaysAsync(microgrid, ofPoint.Key, [.. wanted.Select(x => x.Key)], cancellationToken);
                if (!read.TryGet(out var standing)) return read.To<ProposedChange>();
                foreach (var day in standing)
                {
                    var put = Put(day, wanted[day.Day].SelectMany(x => x));
                    if (!put.TryGet(out var differs)) return put.To<ProposedChange>();
                    if (differs) days.Add(day);
                }
            }
            return days.Count > 0 ? await proposals.KeepAsync(microgrid, ChangeKind.Estimate, command.Reason, days, cancellationToken) : Error.RuleBroken("change.nothing").In("Days");
        }

        private static Result<bool> Put(ProposedDay day, IEnumerable<Value> values)
        {
            var differs = false;
            foreach (var (interval, valueWh, method) in values)
            {
                if (interval < 1 || interval > day.Series.Intervals) return Error.Invalid("change.no_such_interval", interval, day.Day, day.Series.Intervals).In("Days");
                differs |= day.Series.Set(interval - 1, valueWh, ReadingQuality.Estimated, method);
            }
            return differs;
        }
    }
}
