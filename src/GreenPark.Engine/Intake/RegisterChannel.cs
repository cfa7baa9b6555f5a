namespace GreenPark.Engine.Intake;

/// <summary>What a register showed at an instant.</summary>
/// <param name="Flag">Number of its text among those of the profile.</param>
internal readonly record struct RegisterReading(long UtcSeconds, long MicroWh, string Serial, byte Flag, Place Place);

/// <summary>The first and the last reading of a register's channel: between two files there is energy too.</summary>
internal sealed record RegisterEnds(RegisterReading First, RegisterReading Last, RowContext Context);

/// <summary>
/// Readings of a register in the order of time to the energy of its intervals. Energy over a gap belongs to no interval and is noted;
/// where a meter is exchanged within an interval, what both counted makes its energy.
/// </summary>
internal sealed class RegisterChannel(string name, RowContext context, ErrorList errors, IntakeNotes notes)
{
    private readonly List<long> starts = [], microjoules = [];
    private readonly List<byte> flags = [];
    private readonly List<int> lines = [];
    private readonly RegisterSteps steps = new(context.Profile.Values);
    private RegisterReading? first, last;

    // of the interval at hand
    private long from;
    private Int128 countedMicroWh;
    private byte flag;

    public void Take(RegisterReading reading)
    {
        if (last is not { } before) Begin(first ??= reading);
        else if (before.Serial != reading.Serial) Exchange(before, reading);
        else if (steps.TryStep(reading.MicroWh, out var step, out var rolled))
        {
            countedMicroWh += step;
            Count(reading);
            if (rolled) notes.Add("intake.note_rollover", () => reading.Place, name);
        }
        else
        {
            Refuse(Error.Invalid("intake.register_fell", name, RegisterSteps.Shown(before.MicroWh), RegisterSteps.Shown(reading.MicroWh)), reading);
            Begin(reading);
        }
        last = reading;
    }

    public MeterChannel ToChannel()
    {
        if (last is { } end) NoteCounted(end.Place);
        var channel = new MeterChannel(name, context.IntervalSeconds, [.. starts], [.. microjoules]) { Lines = [.. lines], Ends = last is { } there ? new RegisterEnds(first!.Value, there, context) : null };
        return context.HasFlags ? context.Flagged(channel, [.. flags]) : channel;
    }

    private void Begin(RegisterReading reading)
    {
        steps.Begin(reading.MicroWh);
        Turn(reading);
    }

    /// <summary>The next interval begins.</summary>
    private void Turn(RegisterReading reading) => (from, countedMicroWh, flag) = (reading.UtcSeconds, 0, reading.Flag);

    private void Exchange(RegisterReading before, RegisterReading reading)
    {
        notes.Add("intake.note_exchange", () => reading.Place, name, before.Serial, reading.Serial);
        if (before.UtcSeconds == reading.UtcSeconds && from < reading.UtcSeconds)
        {
            // both meters were read at the exchange: the interval goes on
            steps.Begin(reading.MicroWh);
            flag = Worse(flag, reading.Flag);
            return;
        }
        NoteCounted(reading.Place);
        Begin(reading);
    }

    private void Count(RegisterReading reading)
    {
        var length = reading.UtcSeconds - from;
        if (countedMicroWh * 3600 > long.MaxValue - MeterChannel.MicrojoulesPerWh)
        {
            Refuse(Error.Invalid("intake.too_large", RegisterSteps.Shown(reading.MicroWh), name), reading);
            Begin(reading);
        }
        else if (length < context.IntervalSeconds)
        {
            flag = Worse(flag, reading.Flag);   // the last reading of a meter that is exchanged
        }
        else
        {
            if (length > context.IntervalSeconds) NoteCounted(reading.Place);
            else Add(reading);
            Turn(reading);
        }
    }

    private void Add(RegisterReading reading)
    {
        starts.Add(from);
        microjoules.Add((long)(countedMicroWh * 3600));
        lines.Add(reading.Place.Line ?? 0);
        if (context.HasFlags) flags.Add(Worse(flag, reading.Flag));
    }

    /// <summary>The energy is known, but not which interval it belongs to.</summary>
    private void NoteCounted(Place place) => notes.Add("intake.note_register_gap", (long)(countedMicroWh / 1_000_000), place, name);

    private void Refuse(Error error, RegisterReading reading)
    {
        if (!errors.OnlyCounts()) errors.Add(error with { Place = reading.Place });
    }

    /// <summary>Of the readings at both ends of an interval the flag of lower quality; of equals the one at its end.</summary>
    private byte Worse(byte begin, byte end) => ReadingRank.Of(context.QualityOf(begin)) > ReadingRank.Of(context.QualityOf(end)) ? begin : end;
}
