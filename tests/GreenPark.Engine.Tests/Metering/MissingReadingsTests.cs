using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Metering;

/// <summary>"A missing value stops the run with the list of what is missing."</summary>
public sealed class MissingReadingsTests
{
    [Fact]
    public void Missing_cells_that_follow_each_other_are_one_entry_with_its_first_place()
    {
        var lines = SmallPark.Lines();
        foreach (var line in new[] { 3, 4, 5, 9 }) lines[line] = lines[line].Replace("6.000,6.000", "6.000,");
        Missing([lines]).ShouldBe([
            "readings-0.csv:4:33 readings.missing F 2026-03-02T02:00:00+08:00 2026-03-02T04:00:00+08:00 3",
            "readings-0.csv:10:33 readings.missing F 2026-03-02T08:00:00+08:00 2026-03-02T08:00:00+08:00 1"]);
    }

    [Fact]
    public void Absent_rows_in_the_middle_at_the_start_and_at_the_end_are_named()
    {
        var lines = SmallPark.Lines();
        lines.RemoveAt(24);
        lines.RemoveRange(10, 2);
        lines.RemoveAt(1);
        Missing([lines]).ShouldBe([
            "readings-0.csv:2 readings.missing_rows 2026-03-02T00:00:00+08:00 2026-03-02T00:00:00+08:00 1",
            "readings-0.csv:10 readings.missing_rows 2026-03-02T09:00:00+08:00 2026-03-02T10:00:00+08:00 2",
            "readings-0.csv:21 readings.missing_rows 2026-03-02T23:00:00+08:00 2026-03-02T23:00:00+08:00 1"]);
    }

    [Fact]
    public void A_metering_point_without_a_column_is_named()
    {
        var lines = SmallPark.Lines().Select(l => string.Join(',', l.Split(',')[..5]));
        Missing([lines]).ShouldBe(["readings-0.csv:1 readings.missing_column EXP"]);
    }

    [Fact]
    public void Days_before_and_after_the_readings_are_missing()
    {
        Missing([SmallPark.Lines()], new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 4)).ShouldBe([
            "readings-0.csv:2 readings.missing_rows 2026-03-01T00:00:00+08:00 2026-03-01T23:00:00+08:00 24",
            "readings-0.csv:25 readings.missing_rows 2026-03-03T00:00:00+08:00 2026-03-03T23:00:00+08:00 24"]);
    }

    [Fact]
    public void An_empty_or_absurd_period_is_refused()
    {
        Missing([SmallPark.Lines()], new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2)).ShouldBe([" run.empty_period 2026-03-02 2026-03-02"]);
        Missing([SmallPark.Lines()], new DateOnly(1900, 1, 1)).ShouldBe([" run.period_too_long 1900-01-01 2026-03-03"]);
        var lines = SmallPark.Lines();
        lines[24] = lines[24].Replace("2026-", "2126-");
        Missing([lines]).Single().ShouldStartWith("readings-0.csv:25:1 run.period_too_long");
    }

    [Fact]
    public void One_reading_in_two_files_is_refused_even_when_both_agree()
    {
        var lines = SmallPark.Lines();
        Missing([lines[..14], [lines[0], .. lines[13..]]]).ShouldBe([
            .. new[] { ("PV", 27), ("F", 33), ("M", 39), ("IMP", 45), ("EXP", 51) }.Select(c => $"readings-1.csv:2:{c.Item2} readings.cell_twice {c.Item1} 2026-03-02T12:00:00+08:00")]);
    }

    [Fact]
    public void A_gap_between_two_files_is_found()
    {
        var lines = SmallPark.Lines();
        Missing([lines[..12], [lines[0], .. lines[13..]]]).Single().ShouldContain("readings.missing_rows 2026-03-02T11:00:00+08:00 2026-03-02T11:00:00+08:00 1");
    }

    [Fact]
    public void The_list_is_cut_at_a_hundred_and_counts_on()
    {
        var lines = SmallPark.Lines().Select((l, i) => i is 0 || i % 2 == 0 ? l : l[..25] + ",,,,,").ToList();
        var more = new List<string>(lines);
        foreach (var day in new[] { "2026-03-03", "2026-03-04" }) more.AddRange(lines[1..].Select(l => l.Replace("2026-03-02", day)));
        var set = Set([more], null, null);
        set.ErrorCount.ShouldBe(3 * 12 * 5);
        set.Errors.Count.ShouldBe(100);
    }

    [Fact]
    public void Values_outside_a_metering_points_dates_are_ignored_whatever_they_are()
    {
        var park = SmallPark.Json.Replace("\"from\": \"2018-01-01\", \"to\": \"2030-01-01\"", "\"to\": \"2026-03-02\"");
        foreach (var (cell, total) in new[] { ("", 144_000L), ("3.000", 144_000L), ("99999.000", 144_000L) })
        {
            var lines = SmallPark.Lines().Select((l, i) => i == 0 ? l : l.Replace("6.000,6.000,3.000", $"6.000,6.000,{cell}"));
            FileRun.Of(Encoding.UTF8.GetBytes(park), [("readings.csv", Encoding.UTF8.GetBytes(SmallPark.Text(lines)))]).Value.Totals.TotalConsumptionWh.ShouldBe(total);
        }
    }

    private static Result<ReadingSet> Set(IEnumerable<IEnumerable<string>> files, DateOnly? from, DateOnly? to) =>
        ReadingSet.From([.. files.Select((f, i) => ReadingsFile.Read(Encoding.UTF8.GetBytes(SmallPark.Text(f)), $"readings-{i}.csv", SmallPark.Microgrid).Value)], SmallPark.Microgrid, from, to);

    private static string[] Missing(IEnumerable<IEnumerable<string>> files, DateOnly? from = null, DateOnly? to = null) =>
        [.. Set(files, from, to).Errors.Select(e => $"{e.Place} {e.Code} {string.Join(' ', e.Args)}")];
}
