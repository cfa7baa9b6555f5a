using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>A key for a gateway that delivers the park's readings. Its answer is the only place where the key stands.</summary>
/// <param name="Points">Codes of the metering points that it may deliver; none is all of the park.</param>
[Allow(Permission.ManageKeys), FreshSignIn]
public sealed record CreateApiKey(string Park, string Code, string Name, IReadOnlyList<string>? Points = null) : ICommand<CreateApiKey.Created>, IInPark
{
    /// <param name="Key">To be put into the gateway now; it is shown this once.</param>
    public sealed record Created(string Code, string Name, string Key)
    {
        /// <summary>Without the key: answers find their way into logs.</summary>
        public override string ToString() => $"{nameof(Created)} {Code}";
    }

    internal sealed class Validator : AbstractValidator<CreateApiKey>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Name).IsText(ApiKey.NameLength);
            RuleFor(x => x.Points == null ? 0 : x.Points.Count).IsWithin(0, ApiKey.MostPoints).OverridePropertyName(nameof(Points));
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<CreateApiKey, Created>
    {
        public async Task<Result<Created>> Handle(CreateApiKey command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Created>();
            Code[] points = [.. (command.Points ?? []).Select(Platform.Data.Code.Sought).Distinct()];
            var known = await db.MeteringPoints.Where(x => x.ParkId == park.Id && points.Contains(x.Code)).Select(x => x.Code).ToListAsync(cancellationToken);
            if (command.Points?.FirstOrDefault(x => !known.Contains(Platform.Data.Code.Sought(x))) is { } unknown) return Error.NotFound("metering.not_found", unknown).In(nameof(command.Points));
            var (key, secret) = ApiKey.Create(park.Id, Platform.Data.Code.Of(command.Code), command.Name, points, user, clock.UtcNow());
            db.Add(key);
            return new Created(key.Code.Value, key.Name, secret);
        }
    }
}
