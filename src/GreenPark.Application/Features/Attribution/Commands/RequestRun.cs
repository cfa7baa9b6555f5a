using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution.Commands;

/// <summary>Puts a run of whole local days in the queue; a background job takes it on.</summary>
[Allow(Permission.Calculate)]
public sealed record RequestRun(string Park, string Microgrid, DateOnly From, DateOnly To) : ICommand<RequestRun.Requested>, IInPark
{
    public const int MostDays = 366;

    public sealed record Requested(RunId Id, int Number);

    internal sealed class Validator : AbstractValidator<RequestRun>
    {
        public Validator()
        {
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.To).IsDay();
            RuleFor(x => x.To).Must((x, to) => to > x.From && to.DayNumber - x.From.DayNumber <= MostDays)
                .WithErrorCode("run.bad_period").WithState(x => new object?[] { MostDays });
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<RequestRun, Requested>
    {
        public async Task<Result<Requested>> Handle(RequestRun command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Requested>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var requested = await new RunRequests(db, user, clock).AddAsync(microgrid, command.From, command.To, cancellationToken);
            return requested.TryGet(out var run) ? new Requested(run.Id, run.Number) : requested.To<Requested>();
        }
    }
}
