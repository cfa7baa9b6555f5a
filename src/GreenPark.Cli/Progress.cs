namespace GreenPark.Cli;

/// <summary>A line on the terminal that follows long work; silent where stderr is not a terminal.</summary>
internal sealed class Progress(string what) : IProgress<double>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private readonly long start = TimeProvider.System.GetTimestamp();
    private readonly bool terminal = !Console.IsErrorRedirected;
    private int shown = -1;

    public void Report(double value)
    {
        var percent = (int)(value * 100);
        if (!terminal || percent == shown || TimeProvider.System.GetElapsedTime(start) < Patience) return;
        shown = percent;
        Console.Error.Write($"\r{what} {percent} %");
    }

    public void Dispose()
    {
        if (shown >= 0) Console.Error.Write($"\r{new string(' ', what.Length + 6)}\r");
    }
}
