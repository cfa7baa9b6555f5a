namespace GreenPark.Engine.Intake;

/// <summary>Counts cells that are no plain value and no fault; with the first place of each kind.</summary>
internal sealed class CellTally
{
    private readonly (long Count, Place First)[] kinds = new (long, Place)[(int)CellReading.TooLarge + 1];
    private readonly IntakeNotes sentinels = new();

    /// <summary>The code of a fault, or null where the reading is none.</summary>
    public static string? CodeOf(CellReading kind) => kind switch
    {
        CellReading.Bad => "intake.bad_number",
        CellReading.Negative => "intake.negative",
        CellReading.TooLarge => "intake.too_large",
        _ => null,
    };

    /// <summary>Counts a reading whose first place is known already; false for one that must be looked at.</summary>
    public bool CountsAgain(CellReading kind)
    {
        if (kinds[(int)kind].Count == 0) return false;
        kinds[(int)kind].Count++;
        return true;
    }

    public void Add(CellReading kind, string text, Func<Place> place)
    {
        if (kind == CellReading.Sentinel)
        {
            sentinels.Add("intake.note_sentinel", place, text);
            return;
        }
        ref var of = ref kinds[(int)kind];
        if (of.Count++ == 0) of.First = place();
    }

    /// <summary>The empty cells of a row, which is known only at its end not to be empty altogether.</summary>
    public void AddEmpty(int count, Func<Place> first)
    {
        ref var of = ref kinds[(int)CellReading.Empty];
        if (of.Count == 0) of.First = first();
        of.Count += count;
    }

    public void WriteTo(IntakeNotes notes)
    {
        Write("intake.note_empty", CellReading.Empty);
        foreach (var note in sentinels.ToList()) notes.Add(note.Code.Code, note.Count, note.Code.Place ?? default, note.Code.Args);
        Write("intake.note_rounded", CellReading.Rounded);
        Write("intake.note_negative_missing", CellReading.NegativeMissing);
        Write("intake.note_negative_zero", CellReading.NegativeZero);

        void Write(string code, CellReading kind) => notes.Add(code, kinds[(int)kind].Count, kinds[(int)kind].First);
    }
}
