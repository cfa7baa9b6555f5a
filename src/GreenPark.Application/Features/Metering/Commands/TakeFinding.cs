namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Makes an open finding the work of whoever asks.</summary>
[Allow(Permission.WorkFindings)]
public sealed record TakeFinding(string Park, string Microgrid, int Number, Guid Version) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<TakeFinding, Done>
    {
        public async Task<Result<Done>> Handle(TakeFinding command, CancellationToken cancellationToken)
        {
            var found = await db.FindFindingAsync(command.Park, command.Microgrid, command.Number, user, cancellationToken);
            if (!found.TryGet(out var finding)) return found.To<Done>();
            db.Claim(finding, command.Version);
            return finding.Take(user, clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
