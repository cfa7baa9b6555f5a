using GreenPark.Application.Features.Metering;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution;

/// <summary>A run's interval figures as day rows.</summary>
internal static class ResultDays
{
    public static IEnumerable<MemberDay> Members(Run run, RunResult result, IReadOnlyDictionary<string, TenantId> tenants)
    {
        var series = result.Series;
        for (var day = 0; day < result.Grid.Days; day++)
        {
            var (first, count) = (result.Grid.FirstInterval(day), result.Grid.IntervalsOf(day));
            var values = new long[count * (1 + series.Attributed.Length)];
            for (var member = 0; member < series.Members; member++)
            {
                var consumed = 0L;
                for (var i = 0; i < count; i++) consumed += values[i] = series.ConsumptionOf(first + i)[member];
                var attributed = 0L;
                for (var k = 0; k < series.Attributed.Length; k++) attributed += Gather(series.Attributed[k], values.AsSpan((1 + k) * count, count));
                yield return MemberDay.Of(run, tenants[result.Microgrid.Members[member].Code], result.Grid.Day(day), consumed, attributed, PackedSeries.Pack(values));

                long Gather(long[] matrix, Span<long> target)
                {
                    var sum = 0L;
                    for (var i = 0; i < count; i++) sum += target[i] = matrix[(first + i) * series.Members + member];
                    return sum;
                }
            }
        }
    }

    public static IEnumerable<BalanceDay> Balance(Run run, RunResult result)
    {
        var balance = result.Series.Balance;
        var byName = balance.Columns.ToDictionary(c => c.Name, c => c.Values);
        long[][] columns = [.. BalanceDay.Columns.Select(name => byName[name]), .. result.Series.Unattributed];
        for (var day = 0; day < result.Grid.Days; day++)
        {
            var (first, count) = (result.Grid.FirstInterval(day), result.Grid.IntervalsOf(day));
            var values = new long[count * columns.Length];
            for (var c = 0; c < columns.Length; c++) columns[c].AsSpan(first, count).CopyTo(values.AsSpan(c * count));
            yield return BalanceDay.Of(run, result.Grid.Day(day), Sum(balance.Generation), Sum(balance.Consumption), Sum(balance.Attributed), PackedSeries.Pack(values));

            long Sum(long[] column)
            {
                var sum = 0L;
                foreach (var value in column.AsSpan(first, count)) sum += value;
                return sum;
            }
        }
    }
}
