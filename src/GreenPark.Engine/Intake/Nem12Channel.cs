using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>One channel (NMI and suffix) while its days come in, in whatever order.</summary>
internal sealed class Nem12Channel(string name, int minutes)
{
    private const int MinutesOfDay = 1_440;
    private readonly SortedDictionary<DateOnly, Nem12Day> days = [];
    private readonly List<string> told = [];

    public string Name => name;
    public int Minutes => minutes;
    public int ValuesOfDay => MinutesOfDay / minutes;
    public MarkTable Marks { get; } = new();
    public bool HasDays => days.Count > 0;

    /// <summary>Of the 200 row that holds now: a later one of the same channel may have another unit.</summary>
    public long MicrojoulesOfUnit { get; private set; }

    /// <summary>Notes a 200 row's meter and unit.</summary>
    public void Tell(string serial, string unit)
    {
        MicrojoulesOfUnit = MdffUnit.MicrojoulesOf(unit);
        var note = serial.Length == 0 ? unit : $"{serial}, {unit}";
        if (told.Count < 10 && !told.Contains(note)) told.Add(note);
    }

    /// <summary>Takes a day; one that is there already must be the same.</summary>
    public void Add(Nem12Day day, string fileName, ErrorList errors, IntakeNotes notes)
    {
        if (days.TryAdd(day.Date, day))
        {
            var missing = day.Quality.Count(q => q == (byte)ReadingQuality.Missing);
            if (missing > 0) notes.Add(Error.Invalid("intake.null_readings", name).At(fileName, day.Line), missing);
        }
        else if (days[day.Date].SameAs(day)) notes.Add(Error.Invalid("intake.day_repeated", name, day.Date, days[day.Date].Line).At(fileName, day.Line));
        else errors.Add(Error.Invalid("intake.day_conflicts", name, day.Date, days[day.Date].Line, day.Line).At(fileName, day.Line));
    }

    public MeterChannel ToChannel()
    {
        var count = days.Values.Sum(d => d.Microjoules.Where((_, i) => IsReading(d, i)).Count());
        var (starts, energies, lines) = (new long[count], new long[count], new int[count]);
        var (quality, marks) = (new byte[count], new byte[count]);
        var at = 0;
        foreach (var day in days.Values)
            for (var i = 0; i < day.Microjoules.Length; i++)
            {
                if (!IsReading(day, i)) continue;
                starts[at] = day.StartUtcSeconds + i * 60L * minutes;
                energies[at] = day.Microjoules[i];
                quality[at] = day.Quality[i];
                marks[at] = day.Marks[i];
                lines[at++] = day.Line;
            }
        return new MeterChannel(name, minutes * 60, starts, energies)
        {
            Quality = quality, Marks = marks, MarkTexts = Marks.Texts, Lines = lines, Note = string.Join("; ", told),
        };
    }

    private static bool IsReading(Nem12Day day, int i) => day.Quality[i] != (byte)ReadingQuality.Missing && day.Microjoules[i] >= 0;
}
