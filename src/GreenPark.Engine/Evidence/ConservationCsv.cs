using System.Globalization;
using System.Text;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// <c>conservation.csv</c>: per local day, in Wh, what came in and where it went; the last column is the difference, 0.
/// A reader checks it with a spreadsheet and no knowledge of the method.
/// </summary>
public static class ConservationCsv
{
    public static byte[] Write(RunResult run)
    {
        var b = run.Series.Balance;
        long[][] sources = [b.Generation, b.StorageReleased];
        long[][] uses = [b.ExportFromGeneration, b.ChargeGreen, b.GreenLoss, b.Over, b.Attributed, b.Unattributed];
        var csv = new StringBuilder("day,generation,storage_released,export_from_generation,charge_green,green_loss,over,attributed,unattributed,difference\n");
        for (var day = 0; day < run.Grid.Days; day++)
        {
            var (first, end) = (run.Grid.FirstInterval(day), run.Grid.FirstInterval(day + 1));
            csv.Append(run.Grid.Day(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            long difference = 0;
            foreach (var column in sources) Append(Sum(column, first, end), sign: 1);
            foreach (var column in uses) Append(Sum(column, first, end), sign: -1);
            csv.Append(CultureInfo.InvariantCulture, $",{difference}\n");

            void Append(long amount, int sign)
            {
                difference += sign * amount;
                csv.Append(CultureInfo.InvariantCulture, $",{amount}");
            }
        }
        return Encoding.ASCII.GetBytes(csv.ToString());
    }

    private static long Sum(long[] values, int first, int end)
    {
        long sum = 0;
        for (var i = first; i < end; i++) sum += values[i];
        return sum;
    }
}
