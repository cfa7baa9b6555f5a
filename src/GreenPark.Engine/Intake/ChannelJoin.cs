using System.Globalization;

namespace GreenPark.Engine.Intake;

/// <summary>Joins channels of the same name from several files in time. The same reading twice counts once; different ones are an error.</summary>
internal static class ChannelJoin
{
    private readonly record struct Part(string File, MeterChannel Channel);

    public static Result<IntakeFile> Join(string fileName, IReadOnlyList<IntakeFile> files)
    {
        var (errors, notes) = (new ErrorList(), new IntakeNotes());
        foreach (var note in files.SelectMany(f => f.Notes)) notes.Add(note.Code, note.Count);
        var names = new Dictionary<string, List<Part>>(StringComparer.Ordinal);
        var order = new List<List<Part>>();
        foreach (var file in files)
            foreach (var channel in file.Channels)
            {
                if (!names.TryGetValue(channel.Name, out var parts))
                {
                    names.Add(channel.Name, parts = []);
                    order.Add(parts);
                }
                parts.Add(new Part(file.FileName, channel));
            }
        var joined = order.Select(parts => parts.Count == 1 ? parts[0].Channel : Join(parts, fileName, errors, notes)).OfType<MeterChannel>().ToArray();
        return errors.Any ? errors.ToFailure<IntakeFile>() : new IntakeFile(fileName, joined, notes.ToList());
    }

    private static MeterChannel? Join(List<Part> parts, string fileName, ErrorList errors, IntakeNotes notes)
    {
        var (name, first, length) = (parts[0].Channel.Name, parts[0].Channel.IntervalSeconds, parts.Min(p => p.Channel.IntervalSeconds));
        if (parts.Find(p => !EvenLength.Fits(p.Channel.IntervalSeconds, length)) is { Channel: not null } misfit)
        {
            errors.Add(Error.Invalid("intake.interval_changes", name, length / 60, misfit.Channel.IntervalSeconds / 60).At(misfit.File));
            return null;
        }
        foreach (var (file, channel) in parts.Where(p => p.Channel.IntervalSeconds != first))
            notes.Add(Error.Invalid("intake.note_interval_changes", name, first / 60, channel.IntervalSeconds / 60).At(file));
        parts = [.. parts.ConvertAll(p => p with { Channel = EvenLength.Of(p.Channel, length) }), .. Seams(parts, errors, notes)];
        var all = parts.SelectMany((p, part) => p.Channel.StartUtcSeconds.Select((start, at) => (Start: start, Part: part, At: at))).ToArray();
        Array.Sort(all);   // by start, then by file
        var marks = new MarkTable();
        var count = 0;
        var (energies, quality, numbers) = (new long[all.Length], new byte[all.Length], new byte[all.Length]);
        for (var i = 0; i < all.Length; i++)
        {
            var (part, at) = (parts[all[i].Part], all[i].At);
            if (count > 0 && all[i].Start < all[count - 1].Start + length)
            {
                var earlier = (Part: parts[all[count - 1].Part], all[count - 1].At);
                if (all[i].Start == all[count - 1].Start && Same(earlier.Part.Channel, earlier.At, part.Channel, at))
                    notes.Add(Error.Invalid("intake.join_repeated", name, Where(earlier.Part, earlier.At)).At(part.File, LineOf(part, at)));
                else if (!errors.OnlyCounts())
                    errors.Add(Error.Invalid("intake.join_conflicts", name, Instant(all[i].Start), Where(earlier.Part, earlier.At), Where(part, at)).At(part.File, LineOf(part, at)));
                continue;
            }
            if (!marks.TryNumber(MarkOf(part.Channel, at), out numbers[count]))
            {
                errors.Add(Error.Invalid("intake.too_many_flags", name).At(fileName));
                return null;
            }
            energies[count] = part.Channel.Microjoules[at];
            quality[count] = QualityOf(part.Channel, at);
            all[count++] = all[i];
        }
        return new MeterChannel(name, length, [.. all[..count].Select(a => a.Start)], energies[..count])
        {
            Quality = quality[..count], Marks = numbers[..count], MarkTexts = marks.Texts,
            Note = string.Join("; ", parts.Select(p => p.Channel.Note).Where(n => n.Length > 0).Distinct().Take(10)),
        };
    }

    /// <summary>What a register counted from the last reading of one file to the first of the next.</summary>
    private static IEnumerable<Part> Seams(List<Part> parts, ErrorList errors, IntakeNotes notes)
    {
        RegisterEnds? before = null;
        foreach (var (file, channel) in parts.Where(p => p.Channel.Ends is not null).OrderBy(p => p.Channel.Ends!.First.UtcSeconds))
        {
            var ends = channel.Ends!;
            if (before is not null && before.Last.UtcSeconds <= ends.First.UtcSeconds)
            {
                var seam = new RegisterChannel(channel.Name, ends.Context, errors, notes);
                seam.Take(before.Last);
                seam.Take(ends.First);
                yield return new Part(file, seam.ToChannel());
            }
            if (before is null || before.Last.UtcSeconds < ends.Last.UtcSeconds) before = ends;
        }
    }

    private static bool Same(MeterChannel one, int i, MeterChannel other, int k) =>
        one.Microjoules[i] == other.Microjoules[k] && QualityOf(one, i) == QualityOf(other, k) && MarkOf(one, i) == MarkOf(other, k);

    private static byte QualityOf(MeterChannel channel, int at) => channel.Quality.Length == 0 ? (byte)Metering.ReadingQuality.Measured : channel.Quality[at];

    private static string MarkOf(MeterChannel channel, int at) => channel.Marks.Length == 0 ? "" : channel.MarkTexts[channel.Marks[at]];

    private static int? LineOf(Part part, int at) => part.Channel.Lines.Length == 0 ? null : part.Channel.Lines[at];

    private static string Where(Part part, int at) => new Place(part.File, LineOf(part, at)).ToString();

    private static string Instant(long utcSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(utcSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
