using GreenPark.Documents.Pdf;
using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>How a reader checks the statement: hashes, two lines of instruction, and the signature's place.</summary>
internal static class VerificationPart
{
    private const double BoxHeight = 54;

    public static void Draw(Flow flow, PdfDocument document, StatementPdfInput input)
    {
        var issuer = input.Statement.Issuer;
        // on one page with the signature, which alone on the last one would look forgotten
        flow.Heading("section.verify", keep: 222 + (issuer.Development ? 38 : 0));
        FactGrid.Draw(flow, 1,
            Fact.OfHashes("field.statementSha256", input.StatementSha256),
            Fact.OfHashes("field.issuerSha256", issuer.CertificateSha256));
        FactGrid.Draw(flow, 2, Fact.Of("field.issuer", issuer.Name), Fact.Of("field.url", input.VerificationUrl));
        flow.Sentence(StatementLabels.Of("verify.first"), Look.Note);
        flow.Sentence(StatementLabels.Of(input.VerificationUrl.Length > 0 ? "verify.second" : "verify.pack"), Look.Note);
        flow.Y += 4;

        flow.Heading("section.signature", keep: BoxHeight + (issuer.Development ? 40 : 0));
        if (issuer.Development) Notice.Draw(flow, "notice.development", strong: true);
        if (input.Signer is null) flow.Sentence(StatementLabels.Of("signature.none"), Look.Body);
        else document.Signature = Field(flow, input.Signer, input.Statement);
    }

    private static PdfSignatureField Field(Flow flow, PdfSigner signer, Statement statement)
    {
        const double width = 300;
        var look = new PdfCanvas(flow.Fonts, flow.Page.Page);
        var x = Look.Left + 10;
        look.Frame(Look.Left + 0.5, flow.Y + 0.5, width - 1, BoxHeight - 1, 1, Look.Green);
        look.Text(x, flow.Y + 14, StatementLabels.Of("signature.by").ToString(), Look.Label);
        var style = flow.Fonts.Fitting(statement.Issuer.Name, Look.Strong with { Size = 10 }, width - 20);
        style = style with { Size = Math.Max(7, style.Size) };
        look.Text(x, flow.Y + 28, flow.Fonts.Shortened(statement.Issuer.Name, style, width - 20), style);
        look.Text(x, flow.Y + 43, StatementNumbers.Time(statement.IssuedAt), Look.Small);
        if (statement.Issuer.Development)
            look.TextRight(Look.Left + width - 10, flow.Y + 43, StatementLabels.Of("mark.development").ToString(), Look.Alert);

        var text = new PdfSignatureText(statement.Issuer.Name, StatementLabels.Of("signature.reason").ToString(), StatementNumbers.Utc(statement.IssuedAt));
        return new PdfSignatureField(signer, flow.Page, look, (Look.Left, flow.Y, width, BoxHeight), text);
    }
}
