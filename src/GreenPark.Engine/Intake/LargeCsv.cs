using System.Text;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Intake;

/// <summary><see cref="CsvIntake"/> and <see cref="GridPlacement"/> of a <see cref="LargeFile"/>.</summary>
public static class LargeCsv
{
    /// <param name="profile">Of format <see cref="IntakeFormat.WideCsv"/> or <see cref="IntakeFormat.LongCsv"/>.</param>
    /// <param name="take">Is given the metering points one after the other, in column order; where reading fails at last, what it was given counts for nothing.</param>
    public static Result<LargeReadings> Read(LargeFile file, ImportProfile profile, Microgrid microgrid, Action<PlacedReadings> take)
    {
        if (profile.Format is not (IntakeFormat.WideCsv or IntakeFormat.LongCsv)) throw new ArgumentException("The profile is not one of a CSV.", nameof(profile));
        if (ImportProfileRules.Fault(profile) is { } fault) return fault.At(file.Name);
        var opened = LargeText.Of(file, profile.Text);
        if (!opened.TryGet(out var text)) return opened.To<LargeReadings>();
        var rows = new CsvRows(new IntakeText(default, text.Encoding), file.Name, profile, new Spill(file.Spill, file.BufferBytes, file.Stop));
        try
        {
            using var stream = text.Open();
            if (!rows.ReadAll(new RowBlocks(stream, text.Length, file.BlockBytes, (byte)profile.Text.Delimiter, file.Stop))) return rows.Intake.Errors.ToFailure<LargeReadings>();
        }
        catch (DecoderFallbackException)
        {
            return Error.Invalid("intake.bad_text", profile.Text.Encoding).At(file.Name, rows.Line, 1);
        }
        return rows.Intake.EndRows() ? Place(rows.Intake, file, profile, microgrid, take) : rows.Intake.Errors.ToFailure<LargeReadings>();
    }

    /// <summary>All names that a long file's channel column has; none where it cannot be read to the end.</summary>
    public static IReadOnlyList<string> Names(LargeFile file, ImportProfile profile)
    {
        if (!LargeText.Of(file, profile.Text).TryGet(out var text)) return [];
        var rows = new CsvRows(new IntakeText(default, text.Encoding), file.Name, profile with { Channels = new Dictionary<string, string?>() }, new Spill(file.Spill, file.BufferBytes, file.Stop));
        try
        {
            using var stream = text.Open();
            rows.ReadAll(new RowBlocks(stream, text.Length, file.BlockBytes, (byte)profile.Text.Delimiter, file.Stop));
            return rows.Intake.IsFull ? [] : [.. rows.Intake.NamesSeen];
        }
        catch (DecoderFallbackException)
        {
            return [];
        }
    }

    private static Result<LargeReadings> Place(RowIntake intake, LargeFile file, ImportProfile profile, Microgrid microgrid, Action<PlacedReadings> take)
    {
        var (errors, notes) = (new ErrorList(), new IntakeNotes());
        string[] names = [.. intake.ChannelNames];
        var assigned = GridPlacement.Assign(file.Name, names, profile, microgrid, errors);
        var pointOf = names.Zip(assigned).ToDictionary(x => x.First, x => x.Second);
        var (points, starts, filled) = (new List<string>(), Array.Empty<long>(), 0L);
        foreach (var channel in intake.Channels())
        {
            file.Stop.ThrowIfCancellationRequested();
            if (pointOf[channel.Name] is not { } point || GridPlacement.Place(channel, file.Name, microgrid, errors, notes) is not { } placed) continue;
            points.Add(point);
            starts = GridPlacement.Joined(starts, placed.Starts);
            filled += placed.Starts.Length;
            if (!intake.Errors.Any) take(new PlacedReadings(point, placed.Starts, placed.EnergyWh, placed.Quality, placed.Marks, channel.MarkTexts));
        }
        if (intake.Errors.Any) return intake.Errors.ToFailure<LargeReadings>();
        if (errors.Any) return errors.ToFailure<LargeReadings>();
        if (GridPlacement.TooSparse(file.Name, starts.Length, points.Count, filled) is { } fault) return fault;
        return new LargeReadings(file.Name, points, starts, [.. intake.Notes, .. notes.ToList()]);
    }
}
