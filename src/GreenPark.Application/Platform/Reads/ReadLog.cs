using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Platform.Reads;

/// <summary>
/// Who looked at whose data, on its way into the table: looks wait here for the next writing, a few seconds, so that nobody waits for a
/// transaction to see a page. Where too many wait, whoever looks next writes them. What cannot be written stays and is tried again.
/// </summary>
public sealed class ReadLog(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Looks that wait before somebody has to write them.</summary>
    public const int Room = 2_000;

    private static readonly TimeSpan SameFor = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<(Guid, TenantId, DataKind, DateOnly?, DateOnly?, string, string), DateTime> recent = [];
    private List<DataRead> waiting = [];

    internal async Task AddAsync(IEnumerable<DataRead> reads)
    {
        bool isFull;
        lock (gate)
        {
            foreach (var read in reads)
            {
                if (recent.TryGetValue(read.Same, out var last) && read.At - last < SameFor) continue;
                recent[read.Same] = read.At;
                waiting.Add(read);
            }
            isFull = waiting.Count >= Room;
        }
        if (isFull) await WriteAsync();
    }

    /// <summary>Writes what waits, all or nothing.</summary>
    public async Task WriteAsync()
    {
        await turn.WaitAsync();
        try
        {
            List<DataRead> batch;
            lock (gate)
            {
                (batch, waiting) = (waiting, []);
                var past = clock.UtcNow() - SameFor;
                foreach (var (same, at) in recent)
                    if (at < past) recent.Remove(same);
            }
            if (batch.Count == 0) return;
            try
            {
                await StoreAsync(batch);
            }
            catch
            {
                lock (gate) waiting.InsertRange(0, batch);
                throw;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task StoreAsync(List<DataRead> batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<MessageScope>().Begin(CurrentUser.System, null);
        var db = scope.ServiceProvider.GetRequiredService<GreenParkDb>();
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.BulkInsertAsync(batch, CancellationToken.None);
            await transaction.CommitAsync();
        });
    }
}
