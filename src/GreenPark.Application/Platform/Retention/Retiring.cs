using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    /// <summary>Rows of one statement: a lock on more would be one on the whole table.</summary>
    private const int Portion = 2_000;

    public DbSet<RetentionLimit> RetentionLimits => Set<RetentionLimit>();
    public DbSet<RetentionHold> RetentionHolds => Set<RetentionHold>();
    public DbSet<HoldRelease> HoldReleases => Set<HoldRelease>();

    /// <summary>
    /// Saves the limit, by which the table's trigger lets rows go, and deletes them portion by portion; all in the transaction of the command.
    /// </summary>
    /// <param name="limit">Counts the rows.</param>
    /// <param name="rows">In order; nothing but what lies before the limit.</param>
    /// <param name="cancellationToken">Leaves everything where it is.</param>
    /// <exception cref="InvalidOperationException">Others went than were counted: nothing is kept of it.</exception>
    internal async Task RetireAsync<T>(RetentionLimit limit, IOrderedQueryable<T> rows, CancellationToken cancellationToken) where T : class
    {
        Add(limit);
        await SaveChangesAsync(cancellationToken);
        var removed = 0;
        while (await rows.Take(Portion).ExecuteDeleteAsync(cancellationToken) is var gone and > 0) removed += gone;
        if (removed != limit.Removed) throw new InvalidOperationException($"{removed} rows of {typeof(T).Name} went instead of {limit.Removed}.");
    }

    /// <summary>
    /// Saves the limit and the months, by which the tables' triggers let rows go, and deletes them part by part; all in the transaction of the command.
    /// </summary>
    /// <param name="limit">Counts the rows of all parts.</param>
    /// <param name="months">That are retired.</param>
    /// <param name="parts">Each deletes what one statement may, and says how much.</param>
    /// <param name="cancellationToken">Leaves everything where it is.</param>
    /// <exception cref="InvalidOperationException">Others went than were counted: nothing is kept of it.</exception>
    internal async Task RetireAsync<T>(RetentionLimit limit, IReadOnlyList<T> months, IReadOnlyList<Func<Task<int>>> parts, CancellationToken cancellationToken) where T : class, IAppendOnly
    {
        Add(limit);   // first: the audit record has its name
        AddRange(months);
        await SaveChangesAsync(cancellationToken);
        var removed = 0;
        foreach (var part in parts) removed += await part();
        if (removed != limit.Removed) throw new InvalidOperationException($"{removed} rows of {typeof(T).Name} went instead of {limit.Removed}.");
    }
}
