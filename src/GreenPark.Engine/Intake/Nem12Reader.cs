namespace GreenPark.Engine.Intake;

/// <summary>Reads the rows after the 100 row: which record may follow which, and the channels they build.</summary>
internal sealed class Nem12Reader(MdffRows rows, ImportProfile profile, FixedClock clock)
{
    private const int Nmi = 1, Suffix = 4, Serial = 6, Unit = 7, IntervalLength = 8;
    private static readonly int[] IntervalLengths = [5, 10, 15, 30, 60];

    private readonly ErrorList errors = new();
    private readonly IntakeNotes notes = new();
    private readonly List<Nem12Channel> channels = [];
    private readonly Dictionary<string, Nem12Channel> byName = new(StringComparer.Ordinal);
    private Section? section;
    private Nem12Day? day;
    private bool anyDay;

    /// <summary>What a 200 row opened.</summary>
    /// <param name="Channel">Null where the channel is no active energy, or its 200 row is wrong: its days are passed over then.</param>
    private sealed record Section(string Name, int Line, Nem12Channel? Channel, Error? PassedOver)
    {
        public int Days { get; set; }
    }

    public Result<IntakeFile> ReadAll()
    {
        var ended = false;
        while (rows.Next())
        {
            if (rows.IsBlank && ended) continue;   // an editor's last line
            if (rows.IsBlank) errors.Add(rows.Placed(Error.Invalid("intake.empty_line"), 0));
            else if (ended) errors.Add(rows.Placed(Error.Invalid("intake.mdff_after_end"), 0));
            else ended = !ReadRow();
            if (errors.Count > ErrorList.KeptInFull) break;   // so much is wrong that it is another kind of file
        }
        if (!ended && !errors.Any) errors.Add(Error.Invalid("intake.mdff_no_end").At(rows.FileName, rows.Line));
        if (!anyDay && !errors.Any) errors.Add(Error.Invalid("intake.nem12_no_data").At(rows.FileName, rows.Line));
        return errors.Any ? errors.ToFailure<IntakeFile>() : ToFile();
    }

    /// <summary>False for the 900 row, which ends the file.</summary>
    private bool ReadRow()
    {
        switch (rows.Text(0))
        {
            case "200":
                CloseSection();
                OpenSection();
                return true;
            case "300":
                CloseDay();
                if (section is null) Orphan("300", "200");
                else ReadDay(section);
                return true;
            case "400":
                if (section is null || section.Days == 0) Orphan("400", "300");
                else day?.ReadEvent(rows, errors);
                return true;
            case "500":
                if (section is null || section.Days == 0) Orphan("500", "300");
                else notes.Add(rows.Placed(Error.Invalid("intake.nem12_orders"), 0));
                return true;
            case "900":
                CloseSection();
                section = null;
                return false;
            case "100":
                errors.Add(rows.Placed(Error.Invalid("intake.mdff_second_header"), 0));
                return true;
            default:
                errors.Add(rows.Placed(Error.Invalid("intake.mdff_unknown_record", rows.Shown(0)), 0));
                return true;
        }
    }

    private void Orphan(string record, string before) => errors.Add(rows.Placed(Error.Invalid("intake.mdff_orphan", record, before), 0));

    private void OpenSection()
    {
        var name = $"{rows.Text(Nmi)}-{rows.Text(Suffix)}";
        var unit = rows.Text(Unit);
        section = new Section(name, rows.Line, null, null);
        if (rows[Nmi].IsEmpty || rows[Suffix].IsEmpty)
            errors.Add(rows.Placed(Error.Invalid("intake.mdff_no_name"), rows[Nmi].IsEmpty ? Nmi : Suffix));
        else if (MdffUnit.MicrojoulesOf(unit) == 0)
            section = section with { PassedOver = rows.Placed(Error.Invalid("intake.no_energy_channel", name, unit.Length == 0 ? "-" : unit), Unit) };
        else if (!int.TryParse(rows.Text(IntervalLength), out var minutes) || !IntervalLengths.Contains(minutes))
            errors.Add(rows.Placed(Error.Invalid("intake.nem12_interval_length", rows.Shown(IntervalLength), name), IntervalLength));
        else if (byName.TryGetValue(name, out var known) && known.Misfit(minutes) is { } other)
            errors.Add(rows.Placed(Error.Invalid("intake.interval_changes", name, other, minutes), IntervalLength));
        else section = section with { Channel = ChannelOf(name, unit, minutes) };
    }

    private Nem12Channel ChannelOf(string name, string unit, int minutes)
    {
        if (!byName.TryGetValue(name, out var channel))
        {
            channel = new Nem12Channel(name);
            byName.Add(name, channel);
            channels.Add(channel);
        }
        else if (channel.Minutes != minutes)
        {
            notes.Add(rows.Placed(Error.Invalid("intake.note_interval_changes", name, channel.Minutes, minutes), IntervalLength));
        }
        channel.Tell(rows.Text(Serial), unit, minutes);
        return channel;
    }

    private void ReadDay(Section owner)
    {
        owner.Days++;
        anyDay = true;
        if (owner.PassedOver is { } passedOver) notes.Add(passedOver);
        if (owner.Channel is not null) day = new Nem12DayReader(rows, profile, clock, errors, notes).Read(owner.Channel);
    }

    private void CloseDay()
    {
        if (day is not null && day.IsWhole(rows.FileName, errors)) day.Channel.Add(day, rows.FileName, errors, notes);
        day = null;
    }

    private void CloseSection()
    {
        CloseDay();
        if (section is { Days: 0 }) errors.Add(Error.Invalid("intake.nem12_no_days", section.Name).At(rows.FileName, section.Line));
    }

    private Result<IntakeFile> ToFile()
    {
        var filled = channels.Where(c => c.HasDays).Select(c => c.ToChannel()).ToArray();
        return filled.Length == 0
            ? Error.Invalid("intake.no_energy").At(rows.FileName)
            : new IntakeFile(rows.FileName, filled, notes.ToList());
    }
}
