using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>Counts what is asked of the database on behalf of one caller, whatever others ask meanwhile.</summary>
internal sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<Box?> Current = new();
    private static readonly Lazy<IDisposable> Listening = new(() => DiagnosticListener.AllListeners.Subscribe(new Commands()));

    public static async Task<(T Answer, int Count)> CountAsync<T>(Func<Task<T>> ask)
    {
        _ = Listening.Value;
        var box = Current.Value = new Box();
        try
        {
            return (await ask(), box.Count);
        }
        finally
        {
            Current.Value = null;
        }
    }

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory) listener.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Key == RelationalEventId.CommandExecuting.Name && Current.Value is { } box) Interlocked.Increment(ref box.Count);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";

    private sealed class Box
    {
        public int Count;
    }
}
