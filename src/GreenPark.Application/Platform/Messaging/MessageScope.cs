namespace GreenPark.Application.Platform.Messaging;

/// <summary>Who sent the message of this DI scope, and under which request id. Outside a message nobody is there.</summary>
public sealed class MessageScope
{
    public CurrentUser User { get; private set; } = CurrentUser.Nobody;
    public Guid RequestId { get; private set; }

    internal void Begin(CurrentUser user, Guid requestId) => (User, RequestId) = (user, requestId);
}
