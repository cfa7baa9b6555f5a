namespace GreenPark.Application.Features.Microgrids.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record UpdateGenerationUnit(string Park, string Microgrid, Guid Version, string Code, UnitFields Unit) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdateGenerationUnit>
    {
        public Validator()
        {
            RuleFor(x => x.Unit).IsFilledIn(new UnitFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<UpdateGenerationUnit, Done>
    {
        public async Task<Result<Done>> Handle(UpdateGenerationUnit command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            if (microgrid.Units.SingleOrDefault(x => x.Code.Value == command.Code) is not { } unit) return Error.NotFound("unit.not_found", command.Code);
            unit.Update(command.Unit.ToFacts());
            return Done.Value;
        }
    }
}
