namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// A command's work that needs no transaction, such as reading a large file, done before one is begun: SQLite lets one writer in at
/// a time. It lives as long as the message, keeps what it made, and the handler is given it.
/// </summary>
public interface IPreparation<in TRequest>
{
    Task PrepareAsync(TRequest request, CancellationToken cancellationToken);
}
