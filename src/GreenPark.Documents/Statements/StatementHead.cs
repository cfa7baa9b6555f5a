using GreenPark.Documents.Pdf;
using GreenPark.Documents.Qr;
using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>The first page's head: title, QR code, who, when and what period.</summary>
internal static class StatementHead
{
    /// <summary>The first page has no running head, so its title begins higher.</summary>
    private const double Top = Look.Top - 14, CodeSize = 74;

    public static void Draw(Flow flow, StatementPdfInput input)
    {
        var statement = input.Statement;
        DrawTitle(flow, statement);
        DrawCode(flow, input.VerificationUrl);
        flow.Y = Top + CodeSize + 8;
        if (statement.Status == StatementStatus.Provisional) Notice.Draw(flow, "notice.provisional", strong: true);
        FactGrid.Draw(flow, 2, Facts(statement, input.Context));
    }

    private static void DrawTitle(Flow flow, Statement statement)
    {
        var title = StatementLabels.Of("title");
        var room = Look.Width - CodeSize - 12;
        flow.Tagged(flow.Root.Add("H1"), () =>
        {
            flow.Page.Text(Look.Left, Top + 22, title.Zh, Look.Title);
            flow.Page.Text(Look.Left, Top + 41, title.En, Look.Subtitle);
        });
        var style = Look.Strong with { Size = 10 };
        var number = flow.Fonts.Shortened(statement.Number, style, room - 90);
        flow.Tagged(flow.Root.Add("P"), () => flow.Page.Text(Look.Left, Top + 64, number, style));

        var status = StatementLabels.Of($"status.{statement.Status}").ToString();
        var x = Look.Left + flow.Fonts.WidthOf(number, style) + 12;
        var statusStyle = new PdfTextStyle(8.5, Look.Paper, Face.Bold);
        var colour = statement.Status == StatementStatus.Final ? Look.Green : Look.Warning;
        flow.Page.Fill(x, Top + 53.5, flow.Fonts.WidthOf(status, statusStyle) + 14, 15, colour);
        flow.Tagged(flow.Root.Add("P"), () => flow.Page.Text(x + 7, Top + 64, status, statusStyle));
    }

    /// <summary>Text too long for a code has none; its address stands under "Verification" all the same.</summary>
    private static void DrawCode(Flow flow, string url)
    {
        if (url.Length == 0 || QrCode.TryEncode(url) is not { } code) return;
        var module = CodeSize / code.Size;
        var left = Look.Right - CodeSize;
        flow.Tagged(flow.Root.Add(new PdfTag("Figure") { Alternative = $"QR: {url}" }), () => flow.Page.Fill(Runs(code)
            .Select(run => (left + run.X * module, Top + run.Y * module, run.Length * module, module)), Look.Black));
    }

    /// <summary>Dark modules that touch in a row, as one rectangle.</summary>
    private static IEnumerable<(int X, int Y, int Length)> Runs(QrCode code)
    {
        for (var y = 0; y < code.Size; y++)
            for (var x = 0; x < code.Size; x++)
            {
                var start = x;
                while (x < code.Size && code.IsDark(x, y)) x++;
                if (x > start) yield return (start, y, x - start);
            }
    }

    private static IEnumerable<Fact> Facts(Statement statement, StatementContext context)
    {
        var (member, entity, period) = (statement.Member, statement.ResponsibleEntity, statement.Period);
        var days = $"{StatementNumbers.Day(period.From)} – {StatementNumbers.Day(period.To.AddDays(-1))}";
        var provisional = statement.Status == StatementStatus.Provisional;
        var intervals = StatementLabels.Of("period.intervals").With(StatementNumbers.Count(period.Intervals), period.IntervalMinutes);
        return
        [
            Fact.Of("field.member", [.. Names(member.NameZh, member.Name, member.Code), CreditCode(member.CreditCode)]),
            Fact.Of("field.responsibleEntity", [.. Names(entity.NameZh, entity.Name, ""), CreditCode(entity.CreditCode)]),
            Fact.Of("field.park", Names(statement.Park.NameZh, statement.Park.Name, statement.Park.Code)),
            Fact.Of("field.microgrid", Names(context.MicrogridNameZh, statement.MicrogridName, statement.MicrogridCode)),
            Fact.Of("field.period", $"{days} ({StatementLabels.Of("period.days")})"),
            Fact.Of("field.intervals", $"{intervals.Zh} · {period.TimeZone}", intervals.En),
            Fact.Of("field.number", provisional ? $"{statement.Number} ({StatementLabels.Of("mark.provisional")})" : statement.Number),
            Fact.Of(provisional ? "field.madeAt" : "field.issuedAt", StatementNumbers.Time(statement.IssuedAt)),
            .. statement.Supersedes is { } before ? [Fact.Of("field.supersedes", before)] : Array.Empty<Fact>()
        ];
    }

    private static string CreditCode(string code) => code.Length == 0 ? "" : $"{StatementLabels.Of("field.creditCode")} {code}";

    /// <summary>Chinese name, then the other with the code; each once.</summary>
    private static string[] Names(string zh, string name, string code)
    {
        var coded = name.Length == 0 ? code : code.Length == 0 || code == name ? name : $"{name} ({code})";
        return zh.Length == 0 || zh == name ? [coded] : [zh, coded];
    }
}
