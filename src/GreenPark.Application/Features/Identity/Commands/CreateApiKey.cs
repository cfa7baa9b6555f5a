using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>A key for a gateway that delivers the park's readings. Its answer is the only place where the key stands.</summary>
[Allow(Permission.ManageKeys)]
public sealed record CreateApiKey(string Park, string Code, string Name) : ICommand<CreateApiKey.Created>
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
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<CreateApiKey, Created>
    {
        public async Task<Result<Created>> Handle(CreateApiKey command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Created>();
            var (key, secret) = ApiKey.Create(park.Id, Platform.Data.Code.Of(command.Code), command.Name, user, clock.UtcNow());
            db.Add(key);
            return new Created(key.Code.Value, key.Name, secret);
        }
    }
}
