using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Proposes other values for intervals of a metering point's day. What is not named, and what has the value already, stays as it is.</summary>
[Allow(Permission.EditReadings)]
public sealed record ProposeEdit(string Park, string Microgrid, string Point, DateOnly Day, IReadOnlyList<ProposeEdit.Value> Values, string Reason) : ICommand<ProposedChange>, IHasReason, IInPark
{
    /// <param name="Interval">Of the day, from 1.</param>
    /// <param name="ValueWh">Null for a missing reading.</param>
    public sealed record Value(int Interval, long? ValueWh);

    internal sealed class Validator : AbstractValidator<ProposeEdit>
    {
        public Validator()
        {
            RuleFor(x => x.Day).IsDay();
            RuleFor(x => x.Reason).IsText(ReadingChange.ReasonLength);
            RuleFor(x => x.Values).Must(x => x is { Count: > 0 }).WithErrorCode("field.missing");
            RuleForEach(x => x.Values).Must(x => x is not null).WithErrorCode("field.missing").ChildRules(x => x.RuleFor(v => v.ValueWh).IsWithin(0L, FieldRules.MostWatts));
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<ProposeEdit, ProposedChange>
    {
        public async Task<Result<ProposedChange>> Handle(ProposeEdit command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<ProposedChange>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var proposals = new ChangeProposals(db, user, clock, scope);
            var read = await proposals.DaysAsync(microgrid, command.Point, [command.Day], cancellationToken);
            if (!read.TryGet(out var days)) return read.To<ProposedChange>();
            var (day, differs) = (days[0], false);
            foreach (var (interval, valueWh) in command.Values)
            {
                if (interval < 1 || interval > day.Series.Intervals) return Error.Invalid("change.no_such_interval", interval, command.Day, day.Series.Intervals).In("Values");
                var value = valueWh ?? PackedSeries.Missing;
                if (day.Series.ValueWh(interval - 1) != value) differs |= day.Series.Set(interval - 1, value, ReadingQuality.Edited);
            }
            return differs ? await proposals.KeepAsync(microgrid, ChangeKind.Edit, command.Reason, days, cancellationToken) : Error.RuleBroken("change.nothing").In("Values");
        }
    }
}
