using DocumentFormat.OpenXml.Packaging;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Reads a wide or long table from a workbook by a park's profile, row by row without holding the sheet: shared and inline texts,
/// numbers, dates as serial numbers of either date system, cached results of formulas. What Excel shows and the file does not have (an
/// uncalculated formula, the empty rest of a merged cell) is refused, not read as missing.
/// </summary>
public static class XlsxIntake
{
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="profile">Of format <see cref="IntakeFormat.WideXlsx"/> or <see cref="IntakeFormat.LongXlsx"/>.</param>
    public static Result<IntakeFile> Read(ReadOnlyMemory<byte> bytes, string fileName, ImportProfile profile, IntakeLimits? limits = null)
    {
        if (profile.Format is not (IntakeFormat.WideXlsx or IntakeFormat.LongXlsx)) throw new ArgumentException("The profile is not one of a workbook.", nameof(profile));
        if (ImportProfileRules.Fault(profile) is { } wrong) return wrong.At(fileName);
        if (bytes.IsEmpty) return Error.Invalid("intake.empty").At(fileName);
        if (!WorkbookPackage.IsWorkbook(bytes.Span)) return Error.Invalid("intake.xlsx_no_workbook").At(fileName);
        try
        {
            if (XlsxDamage.Guard(() => WorkbookPackage.Fault(bytes, fileName, limits ?? IntakeLimits.Default)) is { } fault) return fault;
            using var workbook = XlsxDamage.Guard(() => SpreadsheetDocument.Open(new MemoryStream(bytes.ToArray(), writable: false), isEditable: false));
            return new XlsxSheet(workbook, fileName, profile).Read();
        }
        catch (XlsxDamage)
        {
            return Error.Invalid("intake.xlsx_damaged").At(fileName);
        }
    }
}
