namespace GreenPark.Engine.Intake;

/// <summary>Collects notes while a file is read: one per code and subject, with the first place and a count; a hostile file cannot make the list long.</summary>
internal sealed class NoteList
{
    private const int MostNotes = 1_000;
    private readonly Dictionary<(string Code, string Subject), int> numbers = [];
    private readonly List<IntakeNote> notes = [];

    public IReadOnlyList<IntakeNote> Notes => notes;

    /// <param name="first">The note with its place, as it is told where this is the first of its kind.</param>
    /// <param name="subject">What it is about: a channel, or nothing.</param>
    /// <param name="count">How often it was found now.</param>
    public void Add(Error first, string subject = "", long count = 1)
    {
        var key = (first.Code, notes.Count < MostNotes ? subject : "");
        if (numbers.TryGetValue(key, out var number)) notes[number] = notes[number] with { Count = notes[number].Count + count };
        else
        {
            numbers.Add(key, notes.Count);
            notes.Add(new IntakeNote(first, count));
        }
    }
}
