using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering;

/// <summary>What a file's series are called, and which metering points they look like.</summary>
internal static class ChannelNames
{
    /// <summary>Those of the profile and, where the format names its channels itself, all that the file has.</summary>
    public static IEnumerable<string> Of(SentFile file, string fileName, ImportProfile profile) => profile.Channels.Keys.Concat(profile.Format switch
    {
        IntakeFormat.Nem12 => Named(file.ToMemory(), fileName, (x, name) => Nem12Intake.Read(x, name, profile)),
        IntakeFormat.GreenButton => Named(file.ToMemory(), fileName, (x, name) => GreenButtonIntake.Read(x, name, profile)),
        _ => [],
    }).Distinct();

    /// <summary>Of a file without a profile: the columns of the header's line, or the points that JSON names.</summary>
    public static IEnumerable<string> Of(SentFile file, string fileName, IReadOnlyList<string>? header) =>
        header is not null ? header.Skip(1) : JsonIntake.IsJson(file.Head(4096).Span) ? Named(file.ToMemory(), fileName, JsonIntake.Read) : [];

    private static IEnumerable<string> Named(ReadOnlyMemory<byte> file, string fileName, Func<ReadOnlyMemory<byte>, string, Result<IntakeFile>> read) =>
        (IntakeArchive.IsZip(file.Span) ? IntakeArchive.Read(file, fileName, read) : read(file, fileName)).TryGet(out var whole) ? whole.Channels.Select(x => x.Name) : [];

    /// <summary>The point of the same code, ignoring case and signs that spreadsheets change; else none.</summary>
    public static string? Suggested(string name, IReadOnlyList<string> points) =>
        points.FirstOrDefault(p => p == name) ?? points.FirstOrDefault(p => Bare(p) == Bare(name));

    /// <param name="user">Who may see them; null is all there are.</param>
    public static async Task<string[]> PointCodesAsync(this GreenParkDb db, MicrogridId microgrid, CancellationToken cancellationToken, CurrentUser? user = null) =>
        [.. (await db.VisiblePoints(microgrid, user).Select(x => x.Code).ToListAsync(cancellationToken)).Select(x => x.Value).Order(StringComparer.Ordinal)];

    private static string Bare(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
