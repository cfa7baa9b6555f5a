namespace GreenPark.Application.Features.Attribution;

/// <summary>
/// Calculations that a person waits for. Each holds its period's readings and figures in memory, a large park's year in hundreds of MB: a few go on
/// at once, and the others wait until it is their turn or nobody waits for them any more.
/// </summary>
public sealed class WaitedCalculations : IDisposable
{
    public const int AtOnce = 2;

    private readonly SemaphoreSlim turns = new(AtOnce);

    public async Task<Result<T>> DoAsync<T>(Func<Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
