using GreenPark.Engine.Attribution;
using GreenPark.Engine.Parks;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// Whether a pack's result files can hold the run its input asks for. A park file of a few kilobytes can ask for a run of gigabytes;
/// a pack whose results are too short for it is refused before anything is calculated, so that memory follows the bytes that are there.
/// </summary>
internal static class ResultRoom
{
    /// <summary>A run of this many numbers, 256 MiB, is calculated whatever the pack says: then every difference can be told.</summary>
    private const long AlwaysCalculated = 1 << 25;

    private const int ShortestLabel = 17, ShortestCell = 2;

    public static Error? Fault(PackContents contents, Microgrid microgrid, DayGrid grid)
    {
        if (RunSeries.CellsOf(microgrid, grid) <= AlwaysCalculated) return null;
        var least = grid.Intervals * (1L + ShortestLabel + ShortestCell * (microgrid.Members.Length + 1L));
        foreach (var source in microgrid.Sources.Select(s => s.Code).Concat(microgrid.Storage is null ? [] : [Codes.Storage]))
        {
            var path = $"{PackLayout.Results}attribution-{source}.csv";
            if (!contents.TryGet(path, out var file)) return Error.NotFound("evidence.file_missing", path);
            if (file.Length < least) return Error.RuleBroken("evidence.file_differs", path);
        }
        return null;
    }
}
