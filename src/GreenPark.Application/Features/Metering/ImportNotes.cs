using System.Globalization;
using System.Text.Json;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// What was noticed of a file, as its import keeps it: whoever asks again gets the same answer, and what was passed over stays on record.
/// </summary>
internal static class ImportNotes
{
    /// <param name="Args">As texts: they are the same in both languages, and JSON would make other numbers of them.</param>
    private sealed record Kept(string Code, string?[] Args, string? File, int? Line, int? Column, long Count);

    public static string Write(IEnumerable<IntakeNote> notes) => JsonSerializer.Serialize(notes.Select(x => new Kept(
        x.Code.Code, [.. x.Code.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture))], x.Code.Place?.File, x.Code.Place?.Line, x.Code.Place?.Column, x.Count)));

    public static IReadOnlyList<PreviewReadings.Note> Read(string json) => json == "[]" ? [] : [.. JsonSerializer.Deserialize<Kept[]>(json)!.Select(x => new PreviewReadings.Note(
        Error.Invalid(x.Code, [.. x.Args]) with { Place = x.File is null ? null : new Place(x.File, x.Line, x.Column) }, x.Count))];
}
