using System.Collections.Immutable;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Validation;

/// <summary>What sub-meters show together has passed their head meter; where they show more, one of them stands elsewhere or counts wrongly.</summary>
internal sealed class SubMetersStayBelowTheirHead : MeterRule
{
    public override string Code => "subAboveHead";

    public override void Check(ValidationRun run)
    {
        if (run.Input.HeadMeters.IsEmpty) run.CannotCheck("NoHeadMeters");
        foreach (var relation in run.Input.HeadMeters)
        {
            var head = run.Input.Points.FirstOrDefault(p => p.Code == relation.Head);
            PointSeries[] subs = [.. run.Input.Points.Where(p => relation.Subs.Contains(p.Code))];
            if (head is null || subs.Length < relation.Subs.Length) run.CannotCheck("HeadOrSubWithoutReadings", [relation.Head, .. relation.Subs]);
            if (head is not null && subs.Length > 0) Check(head, subs, run.Grid.DaysOf(relation.Valid), run);
        }
    }

    private static void Check(PointSeries head, PointSeries[] subs, (int First, int End) days, ValidationRun run)
    {
        var excess = new Int128[run.Grid.Intervals];
        var compared = false;
        for (var i = run.Grid.FirstInterval(days.First); i < run.Grid.FirstInterval(Math.Max(days.First, days.End)); i++)
        {
            if (head.ValuesWh[i] == ReadingsTable.Missing) continue;
            // missing sub-meters only lower the sum
            var sum = Int128.Zero;
            foreach (var sub in subs) sum += Math.Max(0, sub.ValuesWh[i]);
            excess[i] = sum - head.ValuesWh[i];
            compared = true;
        }
        ImmutableArray<string> points = [head.Code, .. subs.Select(s => s.Code)];
        if (!compared) run.CannotCheck("HeadOrSubWithoutReadings", [.. points]);
        Int128 Limit(int i) => run.Thresholds.HeadToleranceWh * subs.Length + Parts.Ppm(Math.Max(0, head.ValuesWh[i]), run.Thresholds.HeadTolerancePpm);
        foreach (var (first, end) in Spans.Where(excess.Length, i => excess[i] > Limit(i)))
        {
            var worst = Enumerable.Range(first, end - first).MaxBy(i => excess[i]);
            run.Add(Severity.Warning, points, first, end, excess[worst], Limit(worst), FindingUnit.Wh, "", head.Code);
        }
    }
}
