using System.Globalization;
using GreenPark.Documents.Pdf;

namespace GreenPark.Documents.Statements;

/// <summary>Bars of one member's days: attributed green energy, and on it the other supply; together they are the consumption.</summary>
internal static class DayChart
{
    private const double Height = 74, AxisWidth = 58, LabelRoom = 14;
    private const int Steps = 4;

    public static void Draw(Flow flow, IReadOnlyList<DayBar> days)
    {
        flow.Heading("section.daily", keep: Height + LabelRoom + 16);
        var about = StatementLabels.Of("chart.description").With(StatementNumbers.Day(days[0].Day), StatementNumbers.Day(days[^1].Day));
        flow.Tagged(flow.Root.Add(new PdfTag("Figure") { Alternative = about.ToString() }), () => DrawBars(flow, days));
    }

    private static void DrawBars(Flow flow, IReadOnlyList<DayBar> days)
    {
        DrawLegend(flow);
        var top = flow.Y + 4;
        var step = NiceStep(days.Max(day => Math.Max(day.ConsumptionWh, day.AttributedWh)));
        double At(long energyWh) => Height * Math.Clamp(energyWh / (step * Steps), 0, 1);

        for (var i = 0; i <= Steps; i++)
        {
            var y = top + Height - Height * i / Steps;
            flow.Page.Line(Look.Left + AxisWidth, y, Look.Right, y, i == 0 ? 0.8 : 0.3, i == 0 ? Look.Quiet : Look.Rule);
            flow.Page.TextRight(Look.Left + AxisWidth - 5, y + 2.5, StatementNumbers.Thousandths((long)(step * i))[..^4], Look.Small with { Size = 7 });
        }

        var slot = (Look.Width - AxisWidth) / days.Count;
        var bar = Math.Min(slot * 0.7, 22);
        IEnumerable<(double, double, double, double)> Bars(Func<DayBar, (long Bottom, long Top)> reach) => days
            .Select((day, i) => (X: Look.Left + AxisWidth + slot * (i + 0.5) - bar / 2, Reach: reach(day)))
            .Where(part => part.Reach.Top > part.Reach.Bottom)
            .Select(part => (part.X, top + Height - At(part.Reach.Top), bar, At(part.Reach.Top) - At(part.Reach.Bottom)));
        flow.Page.Fill(Bars(day => (0, day.AttributedWh)), Look.Green);
        flow.Page.Fill(Bars(day => (day.AttributedWh, day.ConsumptionWh)), Look.Pale);

        var within = days.Count <= 31;
        var every = (int)Math.Ceiling((within ? 11 : 22) / slot);
        foreach (var (i, day) in days.Index().Where(day => day.Index % every == 0))
            flow.Page.TextCentred(Look.Left + AxisWidth + slot * (i + 0.5), top + Height + 9, day.Day.ToString(within ? "%d" : "MM-dd", CultureInfo.InvariantCulture), Look.Small with { Size = 6.6 });
        flow.Y = top + Height + LabelRoom;
    }

    private static void DrawLegend(Flow flow)
    {
        var x = Look.Left + AxisWidth;
        flow.Page.TextRight(x - 5, flow.Y + 6, "kWh", Look.Small with { Size = 7 });
        foreach (var (key, colour) in ((string, PdfColour)[])[("figure.attributed", Look.Green), ("chart.other", Look.Pale)])
        {
            var text = StatementLabels.Of(key).ToString();
            flow.Page.Fill(x, flow.Y, 8, 8, colour);
            flow.Page.Text(x + 11, flow.Y + 7, text, Look.Small);
            x += 11 + flow.Fonts.WidthOf(text, Look.Small) + 16;
        }
        flow.Y += 12;
    }

    /// <summary>The smallest of 1, 2, 2.5, 5 times a power of ten Wh, at least 1 kWh, of which four reach the highest bar.</summary>
    private static double NiceStep(long highestWh)
    {
        for (var power = 1000.0; ; power *= 10)
            foreach (var factor in (double[])[1, 2, 2.5, 5])
                if (power * factor * Steps >= highestWh && power * factor % 1000 == 0) return power * factor;
    }
}
