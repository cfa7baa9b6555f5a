using System.Runtime.InteropServices;

namespace GreenPark.Web.Components.Charts;

/// <summary>Values as the browser takes them quickest: one block of little-endian doubles, NaN where a value is missing.</summary>
internal static class ChartValues
{
    /// <summary>Wh below 2^53 stay exact in a double; a park of that size has yet to be built.</summary>
    public static byte[] Pack(IEnumerable<ChartSeries> series)
    {
        var all = series.ToList();
        var values = new double[all.Sum(x => x.Wh.Count)];
        var at = 0;
        foreach (var one in all)
            foreach (var value in one.Wh)
                values[at++] = value ?? double.NaN;
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    public static byte[] Pack(IReadOnlyList<short> values) => MemoryMarshal.AsBytes(values.ToArray().AsSpan()).ToArray();

    public static string Css(this Hue hue) => $"--chart-{hue.ToString().ToLowerInvariant()}";
}
