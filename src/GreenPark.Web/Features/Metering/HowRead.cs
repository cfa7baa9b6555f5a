using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

/// <summary>How a file of another meter system is read: by a profile that the park keeps, or as the file itself suggests.</summary>
public sealed record HowRead(ProfileForm Form, IReadOnlyList<Error> Reasons, IReadOnlyList<Error> Questions, ListReadingProfiles.Item? Kept, IReadOnlyList<string> Columns)
{
    /// <summary>Each is tried on the whole file; with more it would take long.</summary>
    private const int MostTried = 10;

    /// <summary>Said of each file of an archive that has none of the profile's channels.</summary>
    private const string NoChannel = "intake.note_no_channel";

    /// <summary>Of a large file its beginning must do.</summary>
    private const int BeginningBytes = 4 << 20;

    /// <summary>A wide CSV of the method says so in its first cell and needs no profile.</summary>
    public static bool IsWideCsv(ReadOnlySpan<byte> file)
    {
        var text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        return text.StartsWith(System.Text.Encoding.UTF8.GetBytes(ReadingsFile.StartColumn + ","));
    }

    /// <summary>
    /// The kept profile by which the file has no fault, and which passes over the fewest files of an archive; of equals the first. Final days
    /// and a file that was taken before are none of the profile's.
    /// </summary>
    public static async Task<Result<HowRead>> FindAsync(Requests requests, string park, string microgrid, string fileName, SentFile file, long wholeUpTo, CancellationToken cancellationToken)
    {
        var kept = await requests.Send(new ListReadingProfiles(park), cancellationToken);
        if (!kept.TryGet(out var profiles)) return kept.To<HowRead>();
        (ListReadingProfiles.Item Profile, long PassedOver)? best = null;
        foreach (var (profile, tried) in Tries(profiles, file, wholeUpTo).Take(MostTried))
        {
            var looked = await requests.Send(new PreviewReadings(park, microgrid, fileName, tried, Correction: true, Profile: profile.Code), cancellationToken);
            if (!looked.TryGet(out var preview) || preview.Errors.Count > 0) continue;
            var passedOver = preview.Notes.Where(x => x.What.Code == NoChannel).Sum(x => x.Count);
            if (best is null || passedOver < best.Value.PassedOver) best = (profile, passedOver);
            if (passedOver == 0) break;
        }
        if (best is { Profile: var chosen }) return new HowRead(ProfileForm.OfJson(chosen.Profile), [], [], chosen, []);
        var suggested = await requests.Send(new SuggestReadingProfile(park, microgrid, fileName, file), cancellationToken);
        if (!suggested.TryGet(out var suggestion)) return suggested.To<HowRead>();
        var form = ProfileForm.OfJson(suggestion.Profile);
        form.Ask(suggestion.Questions);
        form.OrderAs(suggestion.Columns);
        return new HowRead(form, suggestion.Reasons, suggestion.Questions, null, suggestion.Columns);
    }

    /// <summary>
    /// With what each profile is tried. Of a large file only a CSV can be read by its beginning; formats that describe themselves are tried
    /// whole, and only by profiles that may fit. Of a large archive its first file must do.
    /// </summary>
    private static IEnumerable<(ListReadingProfiles.Item Profile, SentFile File)> Tries(IReadOnlyList<ListReadingProfiles.Item> profiles, SentFile file, long wholeUpTo)
    {
        if (file.Length <= wholeUpTo) return profiles.Select(x => (x, file));
        if (ProfileSuggester.FormatOf(file.Head(BeginningBytes).Span) is null && IntakeArchive.IsZip(file.Head(LargeSample.HeadBytes).Span))
        {
            using var archive = file.Open();
            if (IntakeArchive.First(archive, (int)wholeUpTo) is not { Length: > 0 } first) return [];
            file = first;
        }
        var beginning = file.FirstLines(BeginningBytes);
        var told = ProfileSuggester.FormatOf(beginning.Span);
        return profiles.Select(x => (Profile: x, ProfileForm.OfJson(x.Profile).Format))
            .Where(x => told is null ? x.Format is IntakeFormat.WideCsv or IntakeFormat.LongCsv
                : x.Format == told || (told == IntakeFormat.WideXlsx && x.Format == IntakeFormat.LongXlsx))
            .Select(x => (x.Profile, told is null ? beginning : file));
    }

    /// <summary>As messages take it: the kept profile's code while nothing of it was changed, so that the import names it; else JSON.</summary>
    public string Profile => IsKept ? Kept!.Code : Form.ToJson();

    /// <summary>It is read by a kept profile of which nothing was changed.</summary>
    public bool IsKept => Kept is not null && Form.ToJson() == Kept.Profile;

    /// <summary>The metering points as they were chosen become the profile's own.</summary>
    public void Assign(IReadOnlyDictionary<string, string?> columns)
    {
        var channels = Form.Channels.ToDictionary();
        foreach (var (name, point) in columns) channels[name] = point;
        Form.Channels = channels;
    }
}
