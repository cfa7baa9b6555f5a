using GreenPark.Documents.Pdf;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Documents.Statements;

/// <summary>Everything a statement's PDF is made of.</summary>
/// <param name="StatementSha256">Of the canonical <c>statement.json</c>, lower-case hex.</param>
/// <param name="VerificationUrl">The public address behind the QR code; empty for none.</param>
/// <param name="Days">For the chart, in order; null or empty for none.</param>
/// <param name="Signer">Null for an unsigned copy, which says so.</param>
public sealed record StatementPdfInput(
    Statement Statement, string StatementSha256, string VerificationUrl, IReadOnlyList<DayBar>? Days = null, PdfSigner? Signer = null)
{
    /// <summary>How the location-based figure was counted.</summary>
    public LocationBasis LocationBased { get; init; }

    public StatementContext Context { get; init; } = new();
}

/// <summary>One local day of the member.</summary>
public sealed record DayBar(DateOnly Day, long ConsumptionWh, long AttributedWh);

/// <summary>A statement as a PDF in English and Simplified Chinese.</summary>
public static class StatementPdf
{
    /// <summary>Read once: each file has 10 MB and some 30,000 glyphs.</summary>
    private static readonly Lazy<NamedFont> Regular = new(() => Read("NotoSansSC-Regular")), Bold = new(() => Read("NotoSansSC-Bold"));

    /// <summary>
    /// The file's bytes. They depend on the input alone, so the same input and a signer that answers the same give the same
    /// file (on one runtime; see <see cref="PdfObjects.AddStream"/>). Characters the font lacks show as a mark, and keep
    /// their value when text is copied.
    /// </summary>
    /// <exception cref="InvalidOperationException">The signature is longer than its reserved place.</exception>
    public static byte[] Render(StatementPdfInput input)
    {
        var statement = input.Statement;
        // the number's public page is that of the final statement
        if (statement.Status == StatementStatus.Provisional) input = input with { VerificationUrl = "" };
        var document = new PdfDocument(new PdfFonts(Regular.Value, Bold.Value));
        var flow = new Flow(document);

        StatementHead.Draw(flow, input);
        StatementResults.Draw(flow, statement);
        EmissionsPart.Draw(flow, statement, input.LocationBased);
        if (input.Days is { Count: > 0 } days) DayChart.Draw(flow, days);
        if (input.Context.Corrections.TryGetValue(statement.Member.Code, out var correction)) CorrectionPart.Draw(flow, statement, correction);
        StatementResults.DrawSources(flow, statement, input.Context);
        StatementBasisPart.Draw(flow, statement);
        VerificationPart.Draw(flow, document, input);
        PageFurniture.Draw(document, statement);

        var title = StatementLabels.Of("title");
        return document.Save(new PdfMetadata(
            $"{title} {statement.Number}", statement.Issuer.Name, $"SHA-256 {input.StatementSha256}", StatementNumbers.Utc(statement.IssuedAt)));
    }

    private static NamedFont Read(string name)
    {
        using var stream = typeof(StatementPdf).Assembly.GetManifestResourceStream($"{name}.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new NamedFont(name, new TrueTypeFont(bytes));
    }
}
