using System.Numerics;

namespace GreenPark.Engine.Quantities;

/// <summary>
/// Largest remainder in one integer type wide enough for every product and sum: the plain reading of the method
/// page, for amounts beyond the fast paths and for those without bound.
/// </summary>
internal static class ExactSplit
{
    /// <param name="sum">The sum of the weights; total and weights are 0 or more. Parts may be the weights themselves.</param>
    /// <returns>The amount shared: the total, or 0 where the weights sum to 0.</returns>
    public static T Split<T>(T total, ReadOnlySpan<T> weights, T sum, Span<T> parts)
        where T : IBinaryInteger<T>
    {
        if (T.IsZero(sum))
        {
            parts.Fill(T.Zero);
            return T.Zero;
        }

        var remainders = new T[weights.Length];
        var left = total;
        for (var i = 0; i < weights.Length; i++)
        {
            (parts[i], remainders[i]) = T.DivRem(total * weights[i], sum);
            left -= parts[i];
        }
        if (T.IsZero(left))
            return total;

        // The smallest remainder that still gets a unit; of those equal to it the first get what the larger ones leave.
        var ranked = remainders.AsSpan().ToArray();
        Array.Sort(ranked);
        var threshold = ranked[^int.CreateChecked(left)];
        for (var i = 0; i < parts.Length; i++)
        {
            if (remainders[i] <= threshold)
                continue;
            parts[i]++;
            left--;
        }
        for (var i = 0; !T.IsZero(left); i++)
        {
            if (remainders[i] != threshold)
                continue;
            parts[i]++;
            left--;
        }
        return total;
    }
}
