using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// The one way in. Each message gets a DI scope of its own, so that a Blazor circuit, which is one scope for hours, never
/// holds a DbContext. Handlers do not inject it: shared logic is a plain class.
/// </summary>
public sealed class Sender(IServiceScopeFactory scopes)
{
    /// <param name="message">A command or query.</param>
    /// <param name="user">On whose behalf; jobs and seeding use <see cref="CurrentUser.System"/>.</param>
    /// <param name="cancellationToken">Stops the work; a command then leaves nothing behind.</param>
    /// <exception cref="OperationCanceledException">It was stopped. SQL Server's driver answers a command that is given up with exceptions of its own.</exception>
    /// <param name="requestId">A caller that may repeat itself gives the same id: what was done is refused as done already.</param>
    public async Task<Result<T>> Send<T>(
        IMessage<T> message, CurrentUser user, CancellationToken cancellationToken = default, Guid? requestId = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MessageScope>().Begin(user.ParkScope is not null && ForOwnAccount(message) ? user with { ParkScope = null, TenantScope = null } : user, requestId);
        try
        {
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message, cancellationToken);
        }
        catch (Exception fault) when (cancellationToken.IsCancellationRequested && fault is not OperationCanceledException)
        {
            throw new OperationCanceledException("The request was given up.", fault, cancellationToken);
        }
    }

    /// <summary>
    /// One's own account belongs to no park: what is done to it stands on the chain of none, and is done as somebody who is bound to none.
    /// Such commands find by the sender's own id alone.
    /// </summary>
    private static bool ForOwnAccount(object message) =>
        message is IChangesData && message.GetType().GetCustomAttribute<AllowAttribute>() is { Permissions: [Permission.OwnAccount] };
}
