namespace GreenPark.Application.Platform.Messaging;

/// <summary>What a feature writes down of an answer before it is handed out, beside what commands write down of themselves.</summary>
public interface ILedger<in TRequest>
{
    /// <summary>Whether there is anything to write down of the request.</summary>
    bool Keeps(TRequest request);

    /// <summary>Adds the entry, in a transaction of its own with an audit record; or says why the answer may not be handed out after all.</summary>
    Task<Error?> WriteAsync(TRequest request, CancellationToken cancellationToken);
}
