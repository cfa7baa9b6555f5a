namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    /// <summary>
    /// Commands that ask for the same entity's turn work one after the other: this waits until the others' transactions have ended,
    /// and holds the turn until the end of its own. What the command decides by must be read afterwards. Readers never wait.
    /// </summary>
    public abstract Task TakeTurnAsync<T, TId>(TId id, CancellationToken cancellationToken) where T : class where TId : struct, IId<TId>;
}
