namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Keeps the day on which a key was last used; the web sends it with a key's first use of a day.</summary>
[Allow(Permission.SystemOnly)]
public sealed record MarkApiKeyUsed(ApiKeyId Id) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<MarkApiKeyUsed, Done>
    {
        public async Task<Result<Done>> Handle(MarkApiKeyUsed command, CancellationToken cancellationToken)
        {
            if (await db.ApiKeys.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } key) return Error.NotFound("api_key.unknown");
            key.Use(DateOnly.FromDateTime(clock.UtcNow()));
            return Done.Value;
        }
    }
}
