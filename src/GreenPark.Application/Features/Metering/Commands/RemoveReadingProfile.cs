using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Forgets a kept profile. What was read by it keeps the profile's text.</summary>
[Allow(Permission.EditReadings)]
public sealed record RemoveReadingProfile(string Park, string Code, Guid Version) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db) : ICommandHandler<RemoveReadingProfile, Done>
    {
        public async Task<Result<Done>> Handle(RemoveReadingProfile command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            var sought = Platform.Data.Code.Sought(command.Code);
            if (await db.ReadingProfiles.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Code == sought, cancellationToken) is not { } kept) return Error.NotFound("profile.not_found", command.Code);
            db.Claim(kept, command.Version);
            db.Remove(kept);
            return Done.Value;
        }
    }
}
