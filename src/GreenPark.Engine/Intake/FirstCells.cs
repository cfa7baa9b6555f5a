using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>The first rows of a wide CSV as they stand there: what a person who chooses metering points for its columns looks at.</summary>
public static class FirstCells
{
    /// <param name="beginning">Of the file, no line of it cut off.</param>
    /// <returns>The column names, then the rows; none where the file is of another format or cannot be told apart into cells.</returns>
    public static IReadOnlyList<string[]> Of(ReadOnlyMemory<byte> beginning, ImportProfile profile, int mostRows)
    {
        if (profile.Format != IntakeFormat.WideCsv || IntakeArchive.IsZip(beginning.Span) || ImportProfileRules.Fault(profile) is not null) return [];
        if (!IntakeText.Open(beginning, profile.Text, "").TryGet(out var text)) return [];
        var rest = text.Bytes.Span;
        var lines = new List<string[]>();
        for (var line = 1; line < profile.Text.HeaderLine; line++) rest = rest[Math.Min(Metering.ReadingsFile.LineEnd(rest, 0) + 1, rest.Length)..];
        try
        {
            while (lines.Count <= mostRows && !rest.Trim("\r\n"u8).IsEmpty && CsvIntake.Cells(rest, text.Encoding, (byte)profile.Text.Delimiter, out var length) is { } cells)
            {
                lines.Add([.. cells.Select(x => x.Trim())]);
                rest = rest[length..];
            }
        }
        catch (DecoderFallbackException)
        {
            return [];
        }
        return lines;
    }
}
