using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Keeps how a meter system's files are read.</summary>
/// <param name="Profile">JSON of the format <c>greenpark-import-profile/1</c>.</param>
[Allow(Permission.EditReadings)]
public sealed record KeepReadingProfile(string Park, string Code, string Name, string Profile) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<KeepReadingProfile>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Name).IsText(ReadingProfile.NameLength);
            RuleFor(x => x.Profile).IsText(ReadingProfile.JsonLength);
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<KeepReadingProfile, Done>
    {
        public async Task<Result<Done>> Handle(KeepReadingProfile command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            var read = ReadBy.Read(command.Profile);
            if (!read.TryGet(out var profile)) return read.To<Done>();
            db.Add(ReadingProfile.Of(park.Id, Platform.Data.Code.Of(command.Code), command.Name, profile));
            return Done.Value;
        }
    }
}
