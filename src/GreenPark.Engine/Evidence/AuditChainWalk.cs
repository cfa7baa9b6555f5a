namespace GreenPark.Engine.Evidence;

/// <summary>Goes along a chain of audit records, entry by entry, and gathers what does not fit: in the entries, and with heads that were made of it.</summary>
/// <param name="fileName">How messages name what is read.</param>
/// <param name="heads">Number and hash of the entries that heads name, by number.</param>
public sealed class AuditChainWalk(string fileName, params IReadOnlyList<(long Number, string Sha256)> heads)
{
    private readonly List<Error> rewritten = [];
    private int line, passed;
    private bool stopped;

    /// <summary>What does not fit in the entries themselves.</summary>
    public ErrorList Errors { get; } = new();

    /// <summary>Of the last entry.</summary>
    public long Number { get; private set; }
    public string Chain { get; private set; } = "";

    /// <summary>Its hash.</summary>
    public string Last { get; private set; } = AuditEntry.NoPrevious;

    /// <summary>After a hundred faults, or one that nothing can be read after, the rest is not looked at.</summary>
    public bool IsOver => stopped || Errors.Count >= ErrorList.KeptInFull;

    /// <summary>Goes on from an entry that is known to be whole, not from the beginning.</summary>
    public static AuditChainWalk After(string fileName, string chain, long number, string sha256) => new(fileName) { Chain = chain, Number = number, Last = sha256 };

    /// <param name="text">The next entry's line, without its end.</param>
    public void Take(ReadOnlySpan<byte> text)
    {
        line++;
        Compare();   // a head of the empty chain comes before the first entry
        var read = AuditEntry.Read(text, fileName, out var sha256);
        if (read.TryGet(out var entry))
        {
            if (Chain.Length == 0) Chain = entry.Chain;
            if (entry.Chain != Chain) Refuse(Error.RuleBroken("audit.other_chain", entry.Chain, Chain));
            if (entry.Number != Number + 1) Refuse(Error.RuleBroken("audit.number", entry.Number, Number + 1));
            if (entry.Previous != Last) Refuse(Error.RuleBroken("audit.not_chained", entry.Number, entry.Previous, Last));
            (Number, Last) = (entry.Number, sha256);
        }
        else
        {
            foreach (var error in read.Errors) Errors.Add(error.At(fileName, line, error.Place?.Column));
            (Number, Last) = (Number + 1, sha256);   // the next one is judged by what this one says it is
        }
        Compare();
    }

    /// <summary>What does not fit with the heads, once the last entry was taken.</summary>
    public IReadOnlyList<Error> Heads()
    {
        Compare();
        if (!IsOver && passed < heads.Count) rewritten.Add(Error.RuleBroken("audit.cut_off", heads[^1].Number, Number).At(fileName));
        return rewritten;
    }

    /// <summary>Whether the entries that heads name were all looked at, or are known not to be there.</summary>
    internal bool ReachedHeads => passed == heads.Count || !IsOver;

    internal void Stop(Error error)
    {
        Refuse(error);
        stopped = true;
    }

    private void Refuse(Error error) => Errors.Add(error.At(fileName, line));

    private void Compare()
    {
        for (; passed < heads.Count && heads[passed].Number <= Number; passed++)
            if (heads[passed] != (Number, Last)) rewritten.Add(Error.RuleBroken("audit.rewritten", heads[passed].Number, Last, heads[passed].Sha256).At(fileName));
    }
}
