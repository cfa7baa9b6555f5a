using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>When a row was: patterns, ends of intervals, midnights, zones, order.</summary>
public sealed class StampTests
{
    [Theory]
    [InlineData("yyyy-MM-dd HH:mm", "2026-03-02 05:30")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fff", "2026-03-02T05:30:00.000")]
    [InlineData("d/M/yyyy H:mm", "2/3/2026 5:30")]
    [InlineData("dd MM yyyy HH:mm", "02 03 2026 05:30")]
    [InlineData("M/d/yy h:mm tt", "3/2/26 5:30 AM")]
    [InlineData("yyyy年M月d日 HH:mm", "2026年3月2日 05:30")]
    [InlineData("yyyyMMddHHmm", "202603020530")]
    [InlineData("HH:mm dd.MM.yyyy", "05:30 02.03.2026")]
    [InlineData("iso", "2026-03-02T05:30+08:00")]
    [InlineData("iso", "2026-03-01T21:30:00Z")]
    public void A_pattern_is_read_as_it_says(string pattern, string stamp) =>
        CsvFile.Read(CsvFile.Wide with { Stamps = new() { Patterns = [pattern] } }, "t,A", $"{stamp},1").Series().ShouldBe(["03-01 21:30 1000"]);

    [Theory]
    [InlineData("2026-02-29 00:00")]
    [InlineData("2026-03-02 25:00")]
    [InlineData("2026-03-02 24:15")]
    [InlineData("2026-03-02 5:30")]
    [InlineData("2026-03-02 05:30 x")]
    [InlineData("0026-03-02 05:30")]
    [InlineData("2026-3-02 05:30")]
    [InlineData("")]
    public void A_stamp_that_is_none_is_shown(string stamp) =>
        CsvFile.Read(CsvFile.Wide, "t,A", "2026-03-02 00:00,1", $"{stamp},1").Faults().ShouldBe(["3:1 bad_stamp"]);

    [Fact]
    public void Several_patterns_may_not_disagree()
    {
        var profile = CsvFile.Wide with { Stamps = new() { Patterns = ["d/M/yyyy HH:mm", "M/d/yyyy HH:mm"] } };
        CsvFile.Read(profile, "t,A", "25/3/2026 00:00,1", "3/26/2026 00:00,1", "3/3/2026 00:00,1").Faults().ShouldBe([]);
        CsvFile.Read(profile, "t,A", "4/3/2026 00:00,1").Faults().ShouldBe(["2:1 stamp_ambiguous"]);
    }

    [Fact]
    public void Date_and_time_may_stand_apart_in_any_order() =>
        CsvFile.Read(CsvFile.Wide with { Stamps = new() { Columns = ["day", "time"], Patterns = ["yyyy-MM-dd HH:mm"] } }, "time,A,day", "05:30,1,2026-03-02").Series().ShouldBe(["03-01 21:30 1000"]);

    [Fact]
    public void The_end_of_a_day_is_written_in_three_ways()
    {
        string[] expected = ["03-02 15:30 1000", "03-02 15:45 2000", "03-02 16:00 3000"];
        var ends = CsvFile.Wide with { Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"], At = StampAt.End } };
        CsvFile.Read(ends, "t,A", "2026-03-02 23:45,1", "2026-03-03 00:00,2", "2026-03-03 00:15,3").Series().ShouldBe(expected);
        CsvFile.Read(ends, "t,A", "2026-03-02 23:45,1", "2026-03-02 24:00,2", "2026-03-03 00:15,3").Series().ShouldBe(expected);
        var ending = ends with { Stamps = ends.Stamps with { Midnight = Midnight.EndsDay } };
        CsvFile.Read(ending, "t,A", "2026-03-02 23:45,1", "2026-03-02 00:00,2", "2026-03-03 00:15,3").Series().ShouldBe(expected);
        CsvFile.Read(ending, "t,A", "2026-03-02 23:45,1", "2026-03-02 24:00,2", "2026-03-03 00:15,3").Series().ShouldBe(expected);
        CsvFile.Read(ending with { Stamps = ending.Stamps with { Patterns = ["iso"] } }, "t,A", "2026-03-02T23:45+08:00,1", "2026-03-02T00:00+08:00,2", "2026-03-03T00:15+08:00,3").Series().ShouldBe(expected);
    }

    private static ImportProfile Berlin(StampAt at) =>
        CsvFile.Wide with { IntervalMinutes = 30, Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"], Zone = "Europe/Berlin", At = at } };

    [Fact]
    public void The_hour_that_occurs_twice_is_told_apart_by_the_order_of_rows()
    {
        string[] lines = ["2026-10-25 01:30,1", "2026-10-25 02:00,2", "2026-10-25 02:30,3", "2026-10-25 02:00,4", "2026-10-25 02:30,5", "2026-10-25 03:00,6"];
        string[] expected = ["10-24 23:30 1000", "10-25 00:00 2000", "10-25 00:30 3000", "10-25 01:00 4000", "10-25 01:30 5000", "10-25 02:00 6000"];
        var file = CsvFile.Read(Berlin(StampAt.Start), ["t,A", .. lines]);
        file.Series().ShouldBe(expected);
        file.Notes().ShouldContain("3:1 note_clock_repeated ×4");
        CsvFile.Read(Berlin(StampAt.Start), ["t,A", .. lines.Reverse()]).Series().ShouldBe(expected);
    }

    [Theory]
    [InlineData("02:00 02:30 03:00 03:30", "01:00 01:30 02:00 02:30", false)]   // the file begins with the second pass
    [InlineData("02:30 03:00", "01:30 02:00", false)]
    [InlineData("01:00 02:00 02:30 03:00", "23:00 01:00 01:30 02:00", false)]
    [InlineData("01:30 02:00 02:30", "23:30 00:00 00:30", false)]   // it ends with the first
    [InlineData("01:30 02:00 02:30 04:00", "23:30 00:00 00:30 03:00", false)]
    [InlineData("02:00 02:30", "00:00 00:30", true)]
    public void Where_the_doubled_hour_stands_once_its_neighbours_decide(string times, string expected, bool open)
    {
        foreach (var at in new[] { StampAt.Start, StampAt.End })
        {
            var file = CsvFile.Read(Berlin(at), ["t,A", .. times.Split(' ').Select(t => $"2026-10-25 {t},1")]);
            file.Value.Channels[0].StartUtcSeconds.Select(s => $"{DateTime.UnixEpoch.AddSeconds(s + (at == StampAt.End ? 1800 : 0)):HH:mm}").ShouldBe(expected.Split(' '));
            file.Notes().Any(n => n.Contains("note_clock_once", StringComparison.Ordinal)).ShouldBe(open);
            file.Notes().Any(n => n.Contains("note_clock_repeated", StringComparison.Ordinal)).ShouldBe(!open);
        }
    }

    [Fact]
    public void Where_the_doubled_hour_stands_once_between_its_neighbours_it_is_said_that_nothing_tells()
    {
        string[] lines = ["t,A", .. "01:30 02:00 02:30 03:00".Split(' ').Select(t => $"2026-10-25 {t},1")];
        var starts = CsvFile.Read(Berlin(StampAt.Start), lines);
        starts.Series().ShouldBe(["10-24 23:30 1000", "10-25 00:00 1000", "10-25 00:30 1000", "10-25 02:00 1000"]);
        starts.Notes().ShouldBe(["3:1 note_clock_once ×2", "5:1 note_gap ×2"]);
        CsvFile.Read(Berlin(StampAt.End), lines).Notes().ShouldContain("3:1 note_clock_once ×2");
        // rows out of order of a file that has both passes are told apart as before
        CsvFile.Read(Berlin(StampAt.Start), ["t,A", "2026-10-25 02:30,3", "2026-10-25 02:00,4", "2026-10-25 02:30,5", "2026-10-25 03:00,6"]).Series()
            .ShouldBe(["10-25 00:30 3000", "10-25 01:00 4000", "10-25 01:30 5000", "10-25 02:00 6000"]);
    }

    [Theory]
    [InlineData("yyyyMMddHHmm", "202403052400", "03-05 16:00")]
    [InlineData("dd/MM/yyyy:HH:mm", "05/03/2024:00:00", "03-05 16:00")]
    [InlineData("dd/MM/yyyy:HH:mm", "05/03/2024:24:00", "03-05 16:00")]
    [InlineData("H dd.MM.yyyy", "24 05.03.2024", "03-05 16:00")]
    public void Hour_24_is_told_from_midnight_however_it_is_written(string pattern, string stamp, string expected)
    {
        var profile = CsvFile.Wide with { Stamps = new() { Patterns = [pattern], Midnight = Midnight.EndsDay } };
        CsvFile.Read(profile, "t,A", $"{stamp},1").Series().ShouldBe([$"{expected} 1000"]);
    }

    [Theory]
    [InlineData("+18:00", true)]
    [InlineData("-00:30", true)]
    [InlineData("+18:30", false)]
    [InlineData("+19:00", false)]
    [InlineData("+8:00", false)]
    [InlineData("+08:60", false)]
    [InlineData("Z", true)]
    public void A_zone_is_one_for_every_format(string zone, bool good)
    {
        ZoneClock.IsZone(zone).ShouldBe(good);
        (FixedClock.Of(zone) is not null).ShouldBe(good);
    }

    [Fact]
    public void Days_of_23_and_25_hours_are_no_intervals_of_24()
    {
        var days = Berlin(StampAt.Start) with { IntervalMinutes = 1440 };
        foreach (var (month, first) in new[] { ("2026-03", 28), ("2026-10", 24) })
            CsvFile.Read(days, ["t,A", .. Enumerable.Range(first, 4).Select(d => $"{month}-{d} 00:00,1")]).FirstError.Code.ShouldBe("intake.zone_changes");
        CsvFile.Read(days, "t,A", "2026-02-24 00:00,1", "2026-02-25 00:00,1").Series().ShouldBe(["02-23 23:00 1000", "02-24 23:00 1000"]);
        CsvFile.Read(days with { Stamps = days.Stamps with { Zone = "Asia/Shanghai" } }, "t,A", "2026-03-24 00:00,1", "2026-10-25 00:00,1").IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Ends_of_intervals_around_a_clock_change_may_be_written_in_the_old_time_or_the_new()
    {
        string[] autumn = ["10-25 00:00 1000", "10-25 00:30 2000", "10-25 01:00 3000", "10-25 01:30 4000", "10-25 02:00 5000"];
        foreach (var times in new[] { "02:30 02:00 02:30 03:00 03:30", "02:30 03:00 02:30 03:00 03:30" })
            CsvFile.Read(Berlin(StampAt.End), ["t,A", .. times.Split(' ').Select((t, i) => $"2026-10-25 {t},{i + 1}")]).Series().ShouldBe(autumn);
        string[] spring = ["03-29 00:00 1000", "03-29 00:30 2000", "03-29 01:00 3000"];
        foreach (var times in new[] { "01:30 02:00 03:30", "01:30 03:00 03:30" })
            CsvFile.Read(Berlin(StampAt.End), ["t,A", .. times.Split(' ').Select((t, i) => $"2026-03-29 {t},{i + 1}")]).Series().ShouldBe(spring);
    }

    [Fact]
    public void A_time_that_the_clocks_passed_over_is_an_error()
    {
        var file = CsvFile.Read(Berlin(StampAt.Start), "t,A", "2026-03-29 01:30,1", "2026-03-29 02:30,2");
        file.Faults().ShouldBe(["3:1 time_skipped"]);
        file.FirstError.Args.ShouldBe(["2026-03-29 02:30:00", "Europe/Berlin"]);
        CsvFile.Read(Berlin(StampAt.Start), "t,A", "2026-03-29 01:30,1", "2026-03-29 03:00,2").Series().ShouldBe(["03-29 00:30 1000", "03-29 01:00 2000"]);
    }

    [Fact]
    public void Rows_run_backwards_in_blocks_or_stand_twice()
    {
        string[] rows = ["2026-03-02 00:00,1,5", "2026-03-02 00:15,2,5", "2026-03-02 00:30,3,5"];
        string[] expected = ["03-01 16:00 1000", "03-01 16:15 2000", "03-01 16:30 3000"];
        var backwards = CsvFile.Read(CsvFile.Wide, ["t,A,B", .. rows.Reverse()]);
        backwards.Series().ShouldBe(expected);
        backwards.Notes().ShouldBe([]);
        var blocks = CsvFile.Read(CsvFile.Wide, "t,A,B", rows[1], rows[0], rows[2]);
        blocks.Series().ShouldBe(expected);
        blocks.Notes().ShouldBe(["3:1 note_sorted ×1"]);
        var twice = CsvFile.Read(CsvFile.Wide, ["t,A,B", .. rows, rows[1], rows[2]]);
        twice.Series().ShouldBe(expected);
        twice.Notes().ShouldBe(["5:1 note_sorted ×1", "5:1 note_row_twice ×2"]);
        var conflict = CsvFile.Read(CsvFile.Wide, ["t,A,B", .. rows, "2026-03-02 00:15,2,6"]);
        conflict.Faults().ShouldBe(["5:1 row_conflict"]);
        conflict.FirstError.Args[1].ShouldBe(3);
    }

    [Fact]
    public void Gaps_are_counted_and_intervals_may_not_overlap()
    {
        CsvFile.Read(CsvFile.Wide, "t,A,B", "2026-03-02 00:00,1,1", "2026-03-02 01:00,1,1", "2026-03-02 01:30,1,1").Notes().ShouldBe(["3:1 note_gap ×4"]);
        CsvFile.Read(CsvFile.Wide, "t,A,B", "2026-03-02 00:00,1,1", "2026-03-02 00:10,1,1").Faults().ShouldBe(["3:1 rows_overlap"]);
    }
}
