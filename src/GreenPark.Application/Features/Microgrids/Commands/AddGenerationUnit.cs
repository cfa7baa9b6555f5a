namespace GreenPark.Application.Features.Microgrids.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record AddGenerationUnit(string Park, string Microgrid, Guid Version, string Code, UnitFields Unit) : ICommand<GenerationUnitId>, IInPark
{
    internal sealed class Validator : AbstractValidator<AddGenerationUnit>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Unit).IsFilledIn(new UnitFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<AddGenerationUnit, GenerationUnitId>
    {
        public async Task<Result<GenerationUnitId>> Handle(AddGenerationUnit command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<GenerationUnitId>();
            db.Claim(microgrid, command.Version);
            var added = microgrid.AddUnit(Platform.Data.Code.Of(command.Code), command.Unit.ToFacts());
            return added.TryGet(out var unit) ? unit.Id : added.To<GenerationUnitId>();
        }
    }
}
