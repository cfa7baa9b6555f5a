namespace GreenPark.Engine.Intake;

/// <summary>
/// The one entry: a meter system's file, or a ZIP of them, by its profile. Gives the channels that the profile takes; what it passes over
/// is noted. The same bytes and profile always give the same readings.
/// </summary>
public static class IntakeReader
{
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="profile">Its channels name what is taken; others are passed over.</param>
    /// <param name="limits">Of an archive and of workbooks, or null for the usual ones.</param>
    public static Result<IntakeFile> Read(ReadOnlyMemory<byte> bytes, string fileName, ImportProfile profile, IntakeLimits? limits = null)
    {
        if (ImportProfileRules.Fault(profile) is { } fault) return fault.At(fileName);
        limits ??= IntakeLimits.Default;
        if (!IntakeArchive.IsZip(bytes.Span) || WorkbookPackage.IsWorkbook(bytes.Span)) return ReadOne(bytes, fileName, profile, limits);
        var used = 0L;
        return IntakeArchive.Read(bytes, fileName, ReadEntry, limits);

        Result<IntakeFile> ReadEntry(ReadOnlyMemory<byte> file, string name)
        {
            var read = ReadOne(file, name, profile, limits with { UsedBytes = used });
            if (profile.Format is IntakeFormat.WideXlsx or IntakeFormat.LongXlsx) used += WorkbookPackage.Length(file, limits.MaxTotalBytes);
            return read;
        }
    }

    private static Result<IntakeFile> ReadOne(ReadOnlyMemory<byte> bytes, string fileName, ImportProfile profile, IntakeLimits limits) => profile.Format switch
    {
        IntakeFormat.WideCsv or IntakeFormat.LongCsv => CsvIntake.Read(bytes, fileName, profile),
        IntakeFormat.WideXlsx or IntakeFormat.LongXlsx => XlsxIntake.Read(bytes, fileName, profile, limits),
        IntakeFormat.Nem12 => Taken(Nem12Intake.Read(bytes, fileName, profile), profile),
        IntakeFormat.GreenButton => Taken(GreenButtonIntake.Read(bytes, fileName, profile), profile),
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile.Format, null),
    };

    /// <summary>These formats name their channels themselves and are read whole; the profile chooses afterwards.</summary>
    private static Result<IntakeFile> Taken(Result<IntakeFile> read, ImportProfile profile)
    {
        if (!read.TryGet(out var file)) return read;
        var taken = file.Channels.Where(c => profile.Channels.GetValueOrDefault(c.Name) is not null).ToArray();
        string[] passed = [.. file.Channels.Where(c => !profile.Channels.ContainsKey(c.Name)).Select(c => c.Name)];
        if (taken.Length == 0) return Error.Invalid("intake.no_channel", HeaderRoles.Some(file.Channels.Select(c => c.Name))).At(file.FileName);
        if (passed.Length == 0) return file with { Channels = taken };
        return file with { Channels = taken, Notes = [.. file.Notes, new IntakeNote(Error.Invalid("intake.note_passed_over", HeaderRoles.Some(passed)).At(file.FileName), passed.Length)] };
    }
}
