using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Another secret for a key, shown this once. The one before stays good for some hours, in which the gateway is given the new one.</summary>
/// <param name="Hours">How long; 0 ends it at once.</param>
[Allow(Permission.ManageKeys), FreshSignIn]
public sealed record RotateApiKey(string Park, string Code, int Hours = RotateApiKey.UsualHours) : ICommand<CreateApiKey.Created>, IInPark
{
    public const int UsualHours = 24;

    internal sealed class Validator : AbstractValidator<RotateApiKey>
    {
        public Validator() => RuleFor(x => x.Hours).IsWithin(0, ApiKey.MostHours);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<RotateApiKey, CreateApiKey.Created>
    {
        public async Task<Result<CreateApiKey.Created>> Handle(RotateApiKey command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<CreateApiKey.Created>();
            var code = Platform.Data.Code.Sought(command.Code);
            if (await db.ApiKeys.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Code == code, cancellationToken) is not { } key)
                return Error.NotFound("api_key.not_found", command.Code);
            var rotated = key.Rotate(TimeSpan.FromHours(command.Hours), user, clock.UtcNow());
            return rotated.TryGet(out var secret) ? new CreateApiKey.Created(key.Code.Value, key.Name, secret) : rotated.To<CreateApiKey.Created>();
        }
    }
}
