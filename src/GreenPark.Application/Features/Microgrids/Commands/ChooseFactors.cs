using GreenPark.Application.Features.Factors;

namespace GreenPark.Application.Features.Microgrids.Commands;

/// <summary>Which entries of the library count from a day on; an empty residual means that none is published.</summary>
[Allow(Permission.KeepRegisters)]
public sealed record ChooseFactors(string Park, string Microgrid, Guid Version, DateOnly From, string GridAverage, string Residual = "") : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<ChooseFactors>
    {
        public Validator() => RuleFor(x => x.From).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<ChooseFactors, Done>
    {
        public async Task<Result<Done>> Handle(ChooseFactors command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            var average = await db.FindFactorAsync(command.GridAverage, microgrid.ParkId, cancellationToken);
            if (!average.TryGet(out var gridAverage)) return average.To<Done>();
            FactorEntry? residual = null;
            if (!string.IsNullOrEmpty(command.Residual))
            {
                var residualFound = await db.FindFactorAsync(command.Residual, microgrid.ParkId, cancellationToken);
                if (!residualFound.TryGet(out residual)) return residualFound.To<Done>();
            }
            return microgrid.ChooseFactors(command.From, gridAverage, residual) is { } error ? error : Done.Value;
        }
    }
}
