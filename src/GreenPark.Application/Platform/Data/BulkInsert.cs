namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    /// <summary>
    /// Saves what is tracked, then writes many rows of one kind past the change tracker, in the transaction of the command.
    /// The rows are not in the audit record one by one; the entity that stands for them is.
    /// </summary>
    public async Task BulkInsertAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) where T : class
    {
        await SaveChangesAsync(cancellationToken);
        await WriteRowsAsync(rows, cancellationToken);
    }

    protected abstract Task WriteRowsAsync<T>(IEnumerable<T> rows, CancellationToken cancellationToken) where T : class;
}
