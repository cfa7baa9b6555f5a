using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Tests.Metering;
using Shouldly;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>A CSV read whole and in blocks gives the same, to the last word: readings, marks, notes, faults and their places.</summary>
internal static class WholeAndInBlocks
{
    private static readonly (int Block, int Buffer)[] Sizes = [(16, 64), (100, 2000), (1 << 20, 1 << 20)];

    public static void ShouldAgree(byte[] bytes, string name, ImportProfile profile, Microgrid? microgrid = null)
    {
        microgrid ??= SmallPark.Microgrid with { IntervalMinutes = profile.IntervalMinutes is > 0 and <= 60 ? profile.IntervalMinutes : 15, MeteringPoints = PointsOf(profile) };
        var read = CsvIntake.Read(bytes, name, profile);
        var placed = read.TryGet(out var file) ? GridPlacement.Place(file, profile, microgrid) : read.To<GridReadings>();
        Compare(bytes, name, Told(placed.TryGet(out var whole) ? whole with { Notes = [.. file!.Notes, .. whole.Notes] } : placed), (large, take) => LargeCsv.Read(large, profile, microgrid, take));
    }

    public static void ShouldAgree(byte[] bytes, string name, Microgrid microgrid, IReadOnlyDictionary<string, string?>? columns = null)
    {
        var read = ReadingsFile.Read(bytes, name, microgrid, columns);
        Compare(bytes, name, Told(read.TryGet(out var table) ? GridReadings.Of(table) : read.To<GridReadings>()), (large, take) => LargeReadingsFile.Read(large, microgrid, columns, take));
    }

    private static ImmutableArray<MeteringPoint> PointsOf(ImportProfile profile) =>
        [.. profile.Channels.Values.OfType<string>().Distinct().Select(p => new MeteringPoint(p, Measurand.Import, [], default))];

    private static void Compare(byte[] bytes, string name, IReadOnlyList<string> whole, Func<LargeFile, Action<PlacedReadings>, Result<LargeReadings>> read)
    {
        foreach (var (block, buffer) in Sizes)
        {
            var taken = new List<PlacedReadings>();
            using var spill = new MemoryStream();
            var large = new LargeFile(name, () => new MemoryStream(bytes), bytes.Length, spill) { BlockBytes = block, BufferBytes = buffer };
            var result = read(large, x => taken.Add(x with { Starts = x.Starts.ToArray(), EnergyWh = x.EnergyWh.ToArray() }));
            (result.TryGet(out var readings) ? Told(readings, taken) : Faults(result.Errors, result.ErrorCount)).ShouldBe(whole, $"blocks of {block} bytes");
            if (bytes.Length > 100_000) break;
        }
    }

    private static IReadOnlyList<string> Told(Result<GridReadings> result)
    {
        if (!result.TryGet(out var readings)) return Faults(result.Errors, result.ErrorCount);
        var width = readings.Points.Count;
        var cells = readings.Points.SelectMany((point, column) => Enumerable.Range(0, readings.Rows).Select(row => (Point: point, Row: row, Cell: row * width + column)))
            .Where(x => readings.ValuesWh.Span[x.Cell] != ReadingsTable.Missing)
            .Select(x => Cell(x.Point, readings.StartUtcSeconds[x.Row], readings.ValuesWh.Span[x.Cell],
                readings.Quality.IsEmpty ? (byte)'M' : readings.Quality.Span[x.Cell], readings.Marks.IsEmpty ? "" : readings.MarkTexts[readings.Marks.Span[x.Cell]]));
        return [.. Rows(readings.Points, readings.StartUtcSeconds, readings.Notes), .. cells];
    }

    private static IReadOnlyList<string> Told(LargeReadings readings, List<PlacedReadings> taken)
    {
        taken.Select(x => x.Point).ShouldBe(readings.Points);
        return
        [
            .. Rows(readings.Points, readings.Starts, readings.Notes),
            .. taken.SelectMany(x => Enumerable.Range(0, x.Starts.Length).Select(i => Cell(x.Point, x.Starts.Span[i], x.EnergyWh.Span[i],
                x.Quality.IsEmpty ? (byte)'M' : x.Quality.Span[i], x.Marks.IsEmpty ? "" : x.MarkTexts[x.Marks.Span[i]]))),
        ];
    }

    private static IEnumerable<string> Rows(IEnumerable<string> points, IEnumerable<long> starts, IEnumerable<IntakeNote> notes) =>
        [string.Join(',', points), string.Join(',', starts), .. notes.Select(n => $"{Said(n.Code)} ×{n.Count}")];

    private static string Cell(string point, long start, long wh, byte quality, string mark) => string.Create(CultureInfo.InvariantCulture, $"{point} {start} {wh} {(char)quality} {mark}");

    private static IReadOnlyList<string> Faults(IReadOnlyList<Error> errors, int count) => [$"{count} faults", .. errors.Select(Said)];

    private static string Said(Error error) => $"{error.Place} {error.Code} {string.Join('|', error.Args)}";
}
