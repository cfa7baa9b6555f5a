namespace GreenPark.Application.Features.Demo;

/// <summary>
/// Repeatable variation without state: a hash (SplitMix64) of what is asked for, so that any day can be made by itself.
/// Only additions, multiplications and square roots follow, which every machine computes alike.
/// </summary>
internal static class DemoNoise
{
    /// <summary>Evenly spread in [0, 1).</summary>
    public static double Unit(int series, int day, int step = 0)
    {
        var x = unchecked((ulong)series * 0x9E3779B97F4A7C15UL + (ulong)day * 0xBF58476D1CE4E5B9UL + (ulong)step * 0x94D049BB133111EBUL + 0x632BE59BD9B4E019UL);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return (x ^ (x >> 31)) / 18446744073709551616.0;
    }

    /// <summary>In [−1, 1], moving smoothly from one knot to the next, <paramref name="stride"/> steps apart.</summary>
    public static double Smooth(int series, int step, int stride)
    {
        var (knot, into) = Math.DivRem(step, stride);
        var t = (double)into / stride;
        t = t * t * (3 - 2 * t);
        return 2 * (Unit(series, knot) * (1 - t) + Unit(series, knot + 1) * t) - 1;
    }
}
