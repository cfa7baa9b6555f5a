namespace GreenPark.Engine.Intake;

/// <summary>Looks through a whole file and suggests how to read it. Binary formats and those that describe themselves are only named.</summary>
public static class ProfileSuggester
{
    private const int HeadBytes = 4096;

    /// <returns>Fails where the file is empty or nothing that readings come in.</returns>
    public static Result<ProfileSuggestion> Suggest(ReadOnlyMemory<byte> bytes, string fileName)
    {
        if (IntakeArchive.IsZip(bytes.Span) && !WorkbookPackage.IsWorkbook(bytes.Span)) return OfArchive(bytes, fileName);
        var head = bytes.Span[..Math.Min(bytes.Length, HeadBytes)];
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (head.Trim(" \r\n\t"u8).IsEmpty) return Error.Invalid("intake.empty").At(fileName);
        if (head.StartsWith("100,NEM13"u8)) return Error.Invalid("intake.nem13_registers").At(fileName, 1);
        var found = new Findings();
        if (FormatOf(head, bytes.Span) is { } format)
        {
            found.Saw("file", "intake.seen_format", NameOf(format));
            var profile = format is IntakeFormat.WideXlsx ? XlsxSample.Suggest(bytes, fileName, found) ?? new ImportProfile { Format = format } : new ImportProfile { Format = format, IntervalMinutes = 0 };
            return new ProfileSuggestion(profile, found.Reasons, found.Questions) { Columns = found.Columns };
        }
        if (SampleTable.Open(bytes, found) is not { } table) return Error.Invalid("intake.unrecognised").At(fileName);
        if (SampleStamps.Find(table, found) is not { } stamps) return Error.Invalid("intake.no_stamps", string.Join(", ", table.Names.Take(10))).At(fileName);
        return new ProfileSuggestion(SampleValues.Complete(table, stamps, found), found.Reasons, found.Questions) { Columns = [.. table.Names.Where(x => x.Length > 0).Distinct()] };
    }

    /// <summary>One profile reads all files of an archive: the first that can be read tells how.</summary>
    private static Result<ProfileSuggestion> OfArchive(ReadOnlyMemory<byte> bytes, string fileName)
    {
        Result<ProfileSuggestion>? first = null;
        var opened = IntakeArchive.Read(bytes, fileName, (file, name) =>
        {
            if (first is not { IsSuccess: true } && Suggest(file, name) is var suggested && (first is null || suggested.IsSuccess)) first = suggested;
            return new IntakeFile(name, [], []);
        });
        return first ?? opened.To<ProfileSuggestion>();
    }

    /// <summary>Of text that describes itself, by what it begins with; null of any other.</summary>
    public static IntakeFormat? FormatOf(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.StartsWith("\uFEFF"u8) ? beginning[3..] : beginning;
        return FormatOf(text[..Math.Min(text.Length, HeadBytes)], text);
    }

    private static IntakeFormat? FormatOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> all)
    {
        if (head.StartsWith("PK\x3\x4"u8) && all.IndexOf("xl/"u8) >= 0) return IntakeFormat.WideXlsx;
        // without its first rows it is refused by its own reader, which says what is missing
        if (head.StartsWith("100,NEM12"u8) || head.StartsWith("200,"u8) || (head.StartsWith("300,"u8) && head.Length > 12 && !head[4..12].ContainsAnyExceptInRange((byte)'0', (byte)'9') && head[12] == ',')) return IntakeFormat.Nem12;
        var text = head.TrimStart(" \r\n\t"u8);
        return text.StartsWith("<"u8) && (text.IndexOf("espi"u8) >= 0 || all.IndexOf("IntervalReading"u8) >= 0) ? IntakeFormat.GreenButton : null;
    }

    private static string NameOf(IntakeFormat format) => format switch { IntakeFormat.Nem12 => "NEM12", IntakeFormat.GreenButton => "Green Button", _ => "XLSX" };
}
