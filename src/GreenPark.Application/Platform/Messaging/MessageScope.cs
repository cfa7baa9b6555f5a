namespace GreenPark.Application.Platform.Messaging;

/// <summary>Who sent the message of this DI scope, and under which request id. Outside a message nobody is there.</summary>
public sealed class MessageScope
{
    public CurrentUser User { get; private set; } = CurrentUser.Nobody;
    public Guid RequestId { get; private set; }

    /// <summary>Whether the caller gave the id, and so may have sent the message before.</summary>
    public bool MayBeRepeated { get; private set; }

    internal void Begin(CurrentUser user, Guid? requestId) => (User, RequestId, MayBeRepeated) = (user, requestId ?? Guid.CreateVersion7(), requestId is not null);
}
