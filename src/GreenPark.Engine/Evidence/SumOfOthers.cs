namespace GreenPark.Engine.Evidence;

/// <summary>
/// Whether a member may be told a sum over others of its microgrid (evidence page, "Pack"): at least three stand in it and none makes up
/// more than 85 % of it. Who stands in it with nothing is not counted: it would hide nobody.
/// </summary>
public static class SumOfOthers
{
    public const int FewestMembers = 3;
    public const int LargestSharePpm = 850_000;

    /// <param name="parts">What each of the others adds, in one unit; signed where the sum is a difference of two, and then it is their sizes that count.</param>
    public static bool MayBeTold(IEnumerable<long> parts)
    {
        var (members, largest, sum) = (0, (Int128)0, (Int128)0);
        foreach (var part in parts)
        {
            var size = Int128.Abs(part);
            if (size != 0) members++;
            largest = Int128.Max(largest, size);
            sum += size;
        }
        return members >= FewestMembers && largest * 1_000_000 <= sum * LargestSharePpm;
    }

    /// <summary>
    /// Whether a sum of the same period may be told to somebody who has been told an earlier one: their difference is a sum too, over those
    /// whose parts changed. Where nothing changed there is none.
    /// </summary>
    /// <param name="earlier">By member, as they stood in the sum that was told.</param>
    /// <param name="later">By member; one that stands in one of the two only counts as 0 in the other.</param>
    public static bool MayFollow(IReadOnlyDictionary<string, long> earlier, IReadOnlyDictionary<string, long> later)
    {
        long[] changes = [.. earlier.Keys.Union(later.Keys).Select(x => later.GetValueOrDefault(x) - earlier.GetValueOrDefault(x))];
        return changes.All(x => x == 0) || MayBeTold(changes);
    }
}
