using System.Text;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Reads a wide or long CSV by a park's profile: every fault with line and column, the first hundred in full, and nothing taken where
/// there is one. What is no fault but worth knowing comes as notes.
/// </summary>
public static class CsvIntake
{
    private const int MaxHeaderBytes = 16 << 20;

    /// <param name="fileName">How messages name the file.</param>
    /// <param name="profile">Of format <see cref="IntakeFormat.WideCsv"/> or <see cref="IntakeFormat.LongCsv"/>.</param>
    public static Result<IntakeFile> Read(ReadOnlyMemory<byte> bytes, string fileName, ImportProfile profile)
    {
        if (profile.Format is not (IntakeFormat.WideCsv or IntakeFormat.LongCsv)) throw new ArgumentException("The profile is not one of a CSV.", nameof(profile));
        if (ImportProfileRules.Fault(profile) is { } fault) return fault.At(fileName);
        var opened = IntakeText.Open(bytes, profile.Text, fileName);
        if (!opened.TryGet(out var text)) return opened.To<IntakeFile>();
        var rows = new CsvRows(text, fileName, profile);
        try
        {
            if (!rows.ReadHeader()) return rows.Intake.Errors.ToFailure<IntakeFile>();
            rows.ReadAll();
        }
        catch (DecoderFallbackException)
        {
            return Error.Invalid("intake.bad_text", profile.Text.Encoding).At(fileName, rows.Line, 1);
        }
        return rows.Intake.Finish();
    }

    /// <summary>A header's or another line's cells as texts; null where a quote stays open.</summary>
    internal static List<string>? Cells(ReadOnlySpan<byte> text, Encoding encoding, byte delimiter, out int length)
    {
        var cells = new List<string>();
        var scratch = Array.Empty<byte>();
        for (var at = 0; ; at++)
        {
            if (!CsvCell.TryFind(text, at, delimiter, ref scratch, out var cell, out var end))
            {
                length = text.Length;
                return null;
            }
            at = end;
            var last = at >= text.Length || text[at] == '\n';
            cells.Add(encoding.GetString(cell));
            if (!last && at < MaxHeaderBytes) continue;
            length = Math.Min(at + 1, text.Length);
            return cells;
        }
    }
}
