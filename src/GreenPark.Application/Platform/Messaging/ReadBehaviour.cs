using GreenPark.Application.Platform.Reads;
using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>After a handler has found what it shows: notes who gets to see whose data, before it is handed out. What jobs read is no look.</summary>
internal sealed class ReadBehaviour<TRequest, TResponse>(TenantReads reads, ReadLog log, CurrentUser user, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (Outcome<TResponse>.IsFailure(response)) return response;
        if (request is IShowsTenants != reads.Notes.Count > 0)
            throw new InvalidOperationException($"{typeof(TRequest).Name} must note whose data it shows exactly where it is marked as {nameof(IShowsTenants)}.");
        if (user.IsSystem) return response;
        var now = clock.UtcNow();
        await log.AddAsync(reads.Notes.SelectMany(x => x.Tenants.Select(tenant => DataRead.Of(user, typeof(TRequest).Name, now, x, tenant))));
        return response;
    }
}
