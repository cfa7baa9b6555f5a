namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>
/// Keeps when a key was last used, to a minute. It is no change that anybody made: it leaves neither a version nor an audit record, and of
/// two uses at once the second one writes nothing.
/// </summary>
[Allow(Permission.SystemOnly)]
public sealed record MarkApiKeyUsed(ApiKeyId Id) : ICommand<Done>
{
    internal static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<MarkApiKeyUsed, Done>
    {
        public async Task<Result<Done>> Handle(MarkApiKeyUsed command, CancellationToken cancellationToken)
        {
            var now = clock.UtcNow();
            var before = now - Every;
            await db.ApiKeys.Where(x => x.Id == command.Id && (x.LastUsedAt == null || x.LastUsedAt <= before))
                .ExecuteUpdateAsync(x => x.SetProperty(k => k.LastUsedAt, now), cancellationToken);
            return Done.Value;
        }
    }
}
