namespace GreenPark.Engine.Intake;

/// <summary>Gathers what is noticed while a file is read: one note for each code and first argument, counted, with its first place.</summary>
internal sealed class IntakeNotes
{
    private readonly Dictionary<(string Code, object? Of), (Error First, long Count)> notes = [];

    /// <param name="place">Asked only the first time: finding a column takes a look back into the row.</param>
    public void Add(string code, Func<Place> place, params object?[] args)
    {
        var key = (code, args.Length > 0 ? args[0] : null);
        if (notes.TryGetValue(key, out var known)) notes[key] = known with { Count = known.Count + 1 };
        else notes.Add(key, (Error.Invalid(code, args) with { Place = place() }, 1));
    }

    /// <summary>Notes something with a count of its own.</summary>
    public void Add(string code, long count, Place place, params object?[] args)
    {
        if (count <= 0) return;
        var key = (code, args.Length > 0 ? args[0] : null);
        notes[key] = notes.TryGetValue(key, out var known) ? known with { Count = known.Count + count } : (Error.Invalid(code, args) with { Place = place }, count);
    }

    /// <summary>A note with its place at hand.</summary>
    public void Add(Error first, long count = 1) => Add(first.Code, count, first.Place ?? default, first.Args);

    public IReadOnlyList<IntakeNote> ToList() => [.. notes.Values.Select(n => new IntakeNote(n.First, n.Count))];
}
