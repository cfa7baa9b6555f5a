using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Validation;

/// <summary>
/// Generation, import and discharge make up consumption, export, charge and losses in every interval. More use than supply passes the
/// microgrid's own tolerance; more supply than use also has room for losses.
/// </summary>
internal sealed class MicrogridBalances : MeterRule
{
    public override string Code => "balance";

    public override void Check(ValidationRun run)
    {
        PointSeries[] points = [.. run.Input.Points.Where(p => p.BalanceSign != 0 && p.Measures != Measurand.Curtailment)];
        if (!points.Any(p => p.Measures == Measurand.Consumption)) run.CannotCheck("NoConsumption");
        else if (!run.Input.OffGrid && !points.Any(p => p.Measures is Measurand.Import or Measurand.Export)) run.CannotCheck("NoGate");
        else Check(points, run);
    }

    private static void Check(PointSeries[] points, ValidationRun run)
    {
        var intervals = run.Grid.Intervals;
        var (supply, use, whole) = (new Int128[intervals], new Int128[intervals], new bool[intervals]);
        Array.Fill(whole, true);
        foreach (var point in points)
        {
            var sums = point.Measures is Measurand.Generation or Measurand.Import or Measurand.Discharge ? supply : use;
            for (var i = 0; i < intervals; i++)
            {
                if (point.ValuesWh[i] != ReadingsTable.Missing) sums[i] += point.BalanceSign * (Int128)point.ValuesWh[i];
                else if (point.Needs(i)) whole[i] = false;
            }
        }
        if (!whole.Contains(true)) run.CannotCheck("NoCompleteInterval");
        Int128 Residual(int i) => supply[i] - use[i];
        Int128 Limit(int i) => run.Thresholds.BalanceToleranceWh
            + Parts.Ppm(Int128.Max(0, supply[i]), run.Input.BalanceTolerancePpm + (Residual(i) > 0 ? run.Thresholds.LossPpm : 0L));
        foreach (var sign in (int[])[-1, 1])
            foreach (var (first, end) in Spans.Where(intervals, i => whole[i] && Int128.Sign(Residual(i)) == sign && Int128.Abs(Residual(i)) > Limit(i)))
            {
                var worst = Enumerable.Range(first, end - first).MaxBy(i => Int128.Abs(Residual(i)));
                run.Add(Severity.Warning, [.. points.Select(p => p.Code)], first, end, Int128.Abs(Residual(worst)), Limit(worst), FindingUnit.Wh, sign < 0 ? "TooMuchUse" : "TooMuchSupply");
            }
    }
}
