using GreenPark.Engine.Evidence;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution.Commands;

/// <summary>Stores what a run was made from and what it gave, all or nothing; it is provisional then.</summary>
[Allow(Permission.SystemOnly)]
public sealed record CompleteRun(RunId Id, int Attempt, CalculatedRun Calculated) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<CompleteRun, Done>
    {
        public async Task<Result<Done>> Handle(CompleteRun command, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(command.Id, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Done>();
            if (run.Complete(command.Attempt, clock.UtcNow()) is { } error) return error;
            var (calculated, result) = (command.Calculated, command.Calculated.Result);
            var inputs = calculated.Inputs;
            db.Add(RunInput.Of(run, calculated.ParkJson, inputs.Park, inputs.Readings[0], calculated.Revisions, Sha256Hex.Of(calculated.Revisions), calculated.OpensAfter));
            db.Add(RunSummary.Of(run, result, SummaryJson.Write(result, inputs).ToArray()));
            var tenants = await db.Tenants.Where(x => x.ParkId == run.ParkId).Select(x => new { x.Code, x.Id }).ToDictionaryAsync(x => x.Code.Value, x => x.Id, cancellationToken);
            await db.BulkInsertAsync(ResultDays.Members(run, result, tenants), cancellationToken);
            await db.BulkInsertAsync(ResultDays.Balance(run, result), cancellationToken);
            return Done.Value;
        }
    }
}
