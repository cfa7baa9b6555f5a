using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>
/// One channel (NMI and suffix) while its days come in, in whatever order. A day has the interval length of its 200 row; the channel has
/// the shortest of them.
/// </summary>
internal sealed class Nem12Channel(string name)
{
    private const int MinutesOfDay = 1_440;
    private readonly SortedDictionary<DateOnly, Nem12Day> days = [];
    private readonly List<string> told = [];
    private readonly SortedSet<int> lengths = [];

    public string Name => name;

    /// <summary>Of the 200 row that holds now, as the unit.</summary>
    public int Minutes { get; private set; }
    public int ValuesOfDay => MinutesOfDay / Minutes;
    public MarkTable Marks { get; } = new();
    public bool HasDays => days.Count > 0;

    /// <summary>Of the 200 row that holds now: a later one of the same channel may have another unit.</summary>
    public long MicrojoulesOfUnit { get; private set; }

    /// <summary>An interval length of the channel that another cannot stand beside, or null.</summary>
    public int? Misfit(int minutes) => lengths.Where(l => !EvenLength.Fits(l, minutes)).Select(l => (int?)l).FirstOrDefault();

    /// <summary>Notes a 200 row's meter, unit and interval length.</summary>
    public void Tell(string serial, string unit, int minutes)
    {
        Minutes = minutes;
        lengths.Add(minutes);
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
        // only days that were taken count: a day that came twice may have been of another length
        var minutes = MinutesOfDay / days.Values.Max(d => d.Microjoules.Length);
        var count = days.Values.Sum(d => d.Microjoules.Where((_, i) => IsReading(d, i)).Count() * PartsOf(d));
        var (starts, energies, lines) = (new long[count], new long[count], new int[count]);
        var (quality, marks) = (new byte[count], new byte[count]);
        var at = 0;
        foreach (var day in days.Values)
            for (var (i, parts) = (0, PartsOf(day)); i < day.Microjoules.Length * parts; i++)
            {
                if (!IsReading(day, i / parts)) continue;
                starts[at] = day.StartUtcSeconds + i * 60L * minutes;
                energies[at] = EvenLength.Part(day.Microjoules[i / parts], i % parts, parts);
                quality[at] = day.Quality[i / parts];
                marks[at] = day.Marks[i / parts];
                lines[at++] = day.Line;
            }
        return new MeterChannel(name, minutes * 60, starts, energies)
        {
            Quality = quality, Marks = marks, MarkTexts = Marks.Texts, Lines = lines, Note = string.Join("; ", told),
        };

        int PartsOf(Nem12Day day) => MinutesOfDay / day.Microjoules.Length / minutes;
    }

    private static bool IsReading(Nem12Day day, int i) => day.Quality[i] != (byte)ReadingQuality.Missing && day.Microjoules[i] >= 0;
}
