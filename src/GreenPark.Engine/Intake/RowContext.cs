using System.Globalization;

namespace GreenPark.Engine.Intake;

/// <summary>What all rows of one file share: the profile, what was found, the tables of flags and serial numbers.</summary>
internal sealed class RowContext(string fileName, ImportProfile profile)
{
    private readonly List<string> serials = [""];
    private readonly Dictionary<string, int> serialNumbers = new(StringComparer.Ordinal) { [""] = 0 };

    public string FileName => fileName;
    public ImportProfile Profile => profile;
    public ErrorList Errors { get; } = new();
    public IntakeNotes Notes { get; } = new();
    public int IntervalSeconds { get; } = profile.IntervalMinutes * 60;
    public bool IsRegister { get; } = profile.Values.Kind == ValueKind.Register;

    /// <summary>µJ in a micro-unit of a cell: seconds for power, 3,600 for energy; a register's readings stay what they are, its steps become energy.</summary>
    public long Factor { get; } = profile.Values.Kind switch { ValueKind.Power => profile.IntervalMinutes * 60L, ValueKind.Register => 1, _ => 3600 };

    /// <summary>Where a row's stamp stands, for faults found when all rows are known.</summary>
    public int? StampColumn { get; set; }

    public string[] FlagTexts { get; } = ["", .. profile.Values.Flags.Keys.Where(f => f.Length > 0).Order(StringComparer.Ordinal)];

    public bool HasFlags => profile.Values.FlagColumn.Length > 0;

    /// <summary>Quality of each of <see cref="FlagTexts"/>; a reading without a flag is measured unless the profile says otherwise.</summary>
    public byte QualityOf(int flag) => (byte)(profile.Values.Flags.TryGetValue(FlagTexts[flag], out var quality) ? quality[0] : 'M');

    /// <summary>A channel whose readings have these of <see cref="FlagTexts"/>.</summary>
    public MeterChannel Flagged(MeterChannel channel, byte[] flags) =>
        channel with { Quality = Array.ConvertAll(flags, f => QualityOf(f)), Marks = flags, MarkTexts = FlagTexts };

    public bool KnowsSerial(string text) => serialNumbers.ContainsKey(text);

    /// <summary>The number of a serial number's text.</summary>
    public int SerialOf(string text)
    {
        if (serialNumbers.TryGetValue(text, out var known)) return known;
        serials.Add(text);
        return serialNumbers[text] = serials.Count - 1;
    }

    public string Serial(int number) => serials[number];

    public Place PlaceOfRow(int line) => new(fileName, line, StampColumn);

    /// <summary>Local or UTC seconds as a sentence shows them.</summary>
    public static string Shown(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
