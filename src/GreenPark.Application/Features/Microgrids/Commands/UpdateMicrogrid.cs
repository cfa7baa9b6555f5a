namespace GreenPark.Application.Features.Microgrids.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record UpdateMicrogrid(string Park, string Microgrid, Guid Version, MicrogridFields Fields) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdateMicrogrid>
    {
        public Validator()
        {
            RuleFor(x => x.Fields).IsFilledIn(new MicrogridFields.Validator());
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : ICommandHandler<UpdateMicrogrid, Done>
    {
        public async Task<Result<Done>> Handle(UpdateMicrogrid command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Done>();
            db.Claim(microgrid, command.Version);
            microgrid.Update(command.Fields.ToFacts());
            return Done.Value;
        }
    }
}
