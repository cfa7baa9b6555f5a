using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>From now on the key opens nothing. There is no way back: a new key is made instead.</summary>
[Allow(Permission.ManageKeys), FreshSignIn]
public sealed record RevokeApiKey(string Park, string Code) : ICommand<Done>, IInPark
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<RevokeApiKey, Done>
    {
        public async Task<Result<Done>> Handle(RevokeApiKey command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            var code = Platform.Data.Code.Sought(command.Code);
            if (await db.ApiKeys.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Code == code, cancellationToken) is not { } key)
                return Error.NotFound("api_key.not_found", command.Code);
            return key.Revoke(clock.UtcNow()) is { } error ? error : Done.Value;
        }
    }
}
