namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>Calculates a run and stores nothing; see <see cref="RunCalculation"/>.</summary>
[Allow(Permission.SystemOnly)]
public sealed record CalculateRun(RunId Id, IProgress<double>? Progress = null) : IQuery<CalculatedRun>
{
    internal sealed class Handler(GreenParkDb db) : IQueryHandler<CalculateRun, CalculatedRun>
    {
        public async Task<Result<CalculatedRun>> Handle(CalculateRun query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Id, cancellationToken);
            return found.TryGet(out var run) ? await new RunCalculation(db).OfAsync(run, query.Progress, cancellationToken) : found.To<CalculatedRun>();
        }
    }
}
