using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Changes how a meter system's files are read from now on.</summary>
/// <param name="Profile">JSON of the format <c>greenpark-import-profile/1</c>.</param>
[Allow(Permission.EditReadings)]
public sealed record ChangeReadingProfile(string Park, string Code, Guid Version, string Name, string Profile) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<ChangeReadingProfile>
    {
        public Validator()
        {
            RuleFor(x => x.Name).IsText(ReadingProfile.NameLength);
            RuleFor(x => x.Profile).IsText(ReadingProfile.JsonLength);
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<ChangeReadingProfile, Done>
    {
        public async Task<Result<Done>> Handle(ChangeReadingProfile command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            var read = ReadBy.Read(command.Profile);
            if (!read.TryGet(out var profile)) return read.To<Done>();
            var sought = Platform.Data.Code.Sought(command.Code);
            if (await db.ReadingProfiles.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Code == sought, cancellationToken) is not { } kept) return Error.NotFound("profile.not_found", command.Code);
            db.Claim(kept, command.Version);
            kept.Change(command.Name, profile);
            return Done.Value;
        }
    }
}
