namespace GreenPark.Engine.Intake;

/// <summary>
/// The rows of a stream in an hour that occurs twice. Where it stands once only, the order of rows does not tell which of the two it is: the
/// rows beside it may. The rows are those of the order of time, each with its instant.
/// </summary>
/// <param name="seconds">By how much clocks went back.</param>
/// <param name="first">Number of its first row.</param>
internal sealed class DoubledHour(int seconds, int first)
{
    private int last;
    private bool anyLate;

    public int First => first;
    public int Count { get; private set; }

    public void Take(int row, bool isLate)
    {
        (last, Count) = (row, Count + 1);
        anyLate |= isLate;
    }

    /// <summary>Tells which pass the rows belong to where there is one only, and moves them to the second where they lead straight to the rows behind it.</summary>
    /// <returns>False where nothing tells; the rows are of the first pass then.</returns>
    public bool Decide(Func<int, long> localOf, long[] utc, int intervalSeconds)
    {
        if (anyLate) return true;
        if (Count != last - first + 1) return false;
        var follows = first > 0 && utc[first - 1] + intervalSeconds == utc[first];
        var next = utc[last] + seconds + intervalSeconds;
        var lateOffset = localOf(last) - utc[last] - seconds;
        var leads = last + 1 < utc.Length && localOf(last + 1) - lateOffset == next;
        if (follows == leads) return false;
        if (follows) return true;
        for (var row = first; row <= last; row++) utc[row] += seconds;
        utc[last + 1] = next;   // it may have been taken for the end of the first pass
        return true;
    }
}
