using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>From the meter's intervals to the microgrid's: nothing gained, nothing lost, what is only partly there is missing.</summary>
public sealed class GridPlacementTests
{
    /// <summary>2026-03-02 00:00 in Shanghai.</summary>
    private const long Day = 1_772_380_800;
    private static readonly ImportProfile Profile = CsvFile.Wide;

    [Fact]
    public void The_same_length_stays_and_remainders_are_carried_on_over_gaps() =>
        Placed(15, Channel("A", 15, [0, 1, 3, 4], [0.6m, 0.6m, 0.6m, 0.6m])).ShouldBe(["00:00 0", "00:15 1", "00:45 0", "01:00 1"]);

    [Fact]
    public void Longer_intervals_are_split_and_the_first_parts_get_what_is_left() =>
        Placed(15, Channel("A", 60, [0], [10m])).ShouldBe(["00:00 3", "00:15 3", "00:30 2", "00:45 2"]);

    [Fact]
    public void It_is_told_how_many_were_split() =>
        Place(15, Channel("A", 60, [0, 1], [10m, 4m]), Channel("B", 60, [0], [4m]), Channel("C", 15, [0], [1m])).Value.Notes.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(n => (n.Code.Code, n.Count).ShouldBe(("intake.note_split", 3L)), n => n.Code.Args.ShouldBe([60, 15]));

    [Fact]
    public void Shorter_intervals_are_joined_where_all_of_them_are_there() =>
        Placed(15, Channel("A", 5, [0, 1, 2, 4, 5, 6, 7, 8], [0.4m, 0.4m, 0.4m, 9, 9, 1, 1, 1])).ShouldBe(["00:00 1", "00:30 3"], "18 Wh of 00:15 are incomplete");

    [Fact]
    public void Lengths_that_do_not_divide_are_cut_on_the_register() =>
        Placed(15, Channel("A", 10, [0, 1, 2, 4, 5], [10, 7, 20, 10, 10])).ShouldBe(["00:00 13", "00:15 24", "00:45 15"]);

    [Fact]
    public void What_lies_in_an_incomplete_interval_is_told()
    {
        var readings = Place(15, Channel("A", 5, [0, 1, 2, 4, 5], [1, 1, 1, 9, 9])).Value;
        readings.Notes.Single().ShouldSatisfyAllConditions(n => n.Count.ShouldBe(18), n => n.Code.Args.ShouldBe(["A", "2026-03-02T00:15:00+08:00"]));
    }

    [Fact]
    public void Quality_is_the_worst_of_the_parts_and_the_mark_the_first()
    {
        var channel = Channel("A", 5, [0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 1, 1]) with { Quality = "MEMMXE"u8.ToArray(), Marks = [0, 2, 1, 0, 0, 0], MarkTexts = ["", "ok", "est"] };
        var readings = Place(15, channel, Channel("B", 15, [0], [1])).Value;
        Encoding.ASCII.GetString(readings.Quality.Span).ShouldBe("EMX\0");
        readings.Marks.ToArray().Select(m => readings.MarkTexts[m]).ShouldBe(["est", "", "", ""]);
        readings.ValuesWh.ToArray().ShouldBe([3, 1, 3, ReadingsTable.Missing]);
    }

    [Fact]
    public void Channels_find_their_metering_points()
    {
        Place(15, Profile with { Channels = new Dictionary<string, string?> { ["A"] = "NONE" } }, Channel("A", 15, [0], [1])).Faults().ShouldBe(["unknown_point"]);
        Place(15, Profile with { Channels = new Dictionary<string, string?> { ["A"] = "F", ["B"] = "F" } }, Channel("A", 15, [0], [1]), Channel("B", 15, [0], [1])).Faults().ShouldBe(["point_twice"]);
        Place(15, Profile with { Channels = new Dictionary<string, string?> { ["A"] = null } }, Channel("A", 15, [0], [1])).Faults().ShouldBe(["no_channel"]);
        Place(15, Channel("B", 15, [0], [1]), Channel("A", 15, [0], [1]), Channel("C", 15, [0], [1])).Value.Points.ShouldBe(["F", "PV"]);
    }

    [Theory]
    [InlineData(15, 15, 60)]
    [InlineData(60, 15, 60)]
    [InlineData(5, 15, 60)]
    [InlineData(10, 15, 300)]
    [InlineData(7, 15, 0)]
    public void Intervals_off_the_grid_are_refused(int from, int to, int shiftSeconds)
    {
        var channel = Channel("A", from, [0, 1], [1, 1]);
        var shifted = channel with { StartUtcSeconds = Array.ConvertAll(channel.StartUtcSeconds, s => s + shiftSeconds) };
        Place(to, shifted).Faults().ShouldBe(["off_grid", "off_grid"]);
        Place(to, channel with { Microjoules = [1, -1] }).Faults().ShouldContain(from == 7 ? "off_grid" : "negative_energy");
    }

    [Fact]
    public void A_microgrid_whose_clocks_change_has_its_own_days()
    {
        // 25 October 2026 in Berlin has 25 hours; 10-minute values over the whole of it
        var start = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var channel = new MeterChannel("A", 600, [.. Enumerable.Range(0, 150).Select(i => start + i * 600L)], [.. Enumerable.Repeat(7 * MeterChannel.MicrojoulesPerWh, 150)]);
        var readings = GridPlacement.Place(new("m.csv", [channel], []), Profile, SmallPark.Microgrid with { TimeZone = "Europe/Berlin", IntervalMinutes = 15 }).Value;
        (readings.Rows, readings.ValuesWh.ToArray().Sum()).ShouldBe((100, 1050));
    }

    /// <summary>Whatever the lengths and gaps: over every run of intervals that begins and ends on both grids the Wh are the same.</summary>
    [Fact]
    public void No_watt_hour_is_gained_or_lost() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            int[] lengths = [5, 10, 15, 30, 60];
            var (from, to) = (lengths[random.Next(5)], new[] { 5, 15, 30, 60 }[random.Next(4)]);
            var indexes = Enumerable.Range(0, random.Next(1, 300)).Where(_ => random.Next(20) > 0).ToArray();
            var channel = Channel("A", from, indexes, []) with { Microjoules = [.. indexes.Select(_ => random.Next(3) == 0 ? 0 : random.NextInt64(1L << random.Next(1, 50)))] };
            var result = Place(to, channel);
            var placed = result.Value;
            var sourceWh = Registered(channel);
            var incomplete = placed.Notes.Where(n => n.Code.Code == "intake.note_incomplete").Sum(n => n.Count);
            (placed.ValuesWh.ToArray().Sum() + incomplete).ShouldBe(sourceWh.Sum());

            // an hour holds whole intervals of every length: where all of it is there, so is its energy
            var sources = channel.StartUtcSeconds.Zip(sourceWh).ToLookup(s => (s.First - Day) / 3600, s => s.Second);
            var targets = placed.StartUtcSeconds.Zip(placed.ValuesWh.ToArray()).ToLookup(s => (s.First - Day) / 3600, s => s.Second);
            foreach (var hour in sources.Where(h => h.Count() == 60 / from))
            {
                targets[hour.Key].Count().ShouldBe(60 / to);
                targets[hour.Key].Sum().ShouldBe(hour.Sum());
            }
            placed.ValuesWh.ToArray().ShouldAllBe(v => v >= 0);
            return true;
        }));

    private static long[] Registered(MeterChannel channel)
    {
        var (sum, shown) = (Int128.Zero, Int128.Zero);
        var steps = new List<long>();
        foreach (var energy in channel.Microjoules)
        {
            sum += energy;
            steps.Add((long)(sum / MeterChannel.MicrojoulesPerWh - shown));
            shown = sum / MeterChannel.MicrojoulesPerWh;
        }
        return [.. steps];
    }

    private static MeterChannel Channel(string name, int minutes, int[] indexes, decimal[] energyWh) =>
        new(name, minutes * 60, [.. indexes.Select(i => Day + i * minutes * 60L)], [.. energyWh.Select(e => (long)(e * MeterChannel.MicrojoulesPerWh))]);

    private static Result<GridReadings> Place(int minutes, params MeterChannel[] channels) => Place(minutes, Profile, channels);

    private static Result<GridReadings> Place(int minutes, ImportProfile profile, params MeterChannel[] channels) =>
        GridPlacement.Place(new IntakeFile("m.csv", channels, []), profile, SmallPark.Microgrid with { IntervalMinutes = minutes });

    private static string[] Placed(int minutes, MeterChannel channel)
    {
        var readings = Place(minutes, channel).Value;
        return [.. readings.StartUtcSeconds.Zip(readings.ValuesWh.ToArray(), (s, v) => $"{TimeSpan.FromSeconds(s - Day):hh\\:mm} {v}")];
    }
}
