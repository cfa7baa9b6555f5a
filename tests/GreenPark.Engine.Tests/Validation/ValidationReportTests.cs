using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Resources;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Validation;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Validation;

public sealed class ValidationReportTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en"), Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Fact]
    public void A_finding_is_a_sentence_in_both_languages()
    {
        var at = Meters.March.At("2026-03-11", 12);
        var gap = MeterValidation.Check(Meters.Park(Meters.Works(values: Meters.Load(Meters.March).With(v => v.AsSpan(at, 9).Fill(ReadingsTable.Missing))))).Of("gap")[0];
        gap.Text(English).ShouldBe("M-1: no reading from 2026-03-11 12:00 to 2026-03-11 14:00 (9 intervals; up to 8 intervals can be interpolated). Import what is missing or estimate it.");
        gap.Text(Chinese).ShouldBe("M-1：2026-03-11 12:00 至 2026-03-11 14:00 无读数（9 个时段；不超过 8 个时段时可内插）。请补充导入或估算。");
    }

    [Fact]
    public void What_could_not_be_checked_is_told_once_with_all_its_points()
    {
        var report = MeterValidation.Check(Meters.Park(Meters.Works("M-1") with { RatedCapacityW = null }, Meters.Works("M-2", Meters.Load(Meters.March, 5)) with { RatedCapacityW = null }));
        var capacity = report.NotChecked.Single(n => n.Rule == "aboveCapacity");
        capacity.Text(English).ShouldBe("Not checked: readings above the capacity at M-1, M-2, because consumption and curtailment have no rated capacity.");
        capacity.Text(Chinese).ShouldBe("超过容量未检查（M-1、M-2），原因：用电与弃电没有额定容量。");
        foreach (var entry in report.NotChecked) entry.Text(English).ShouldNotContain("reason.");
    }

    [Fact]
    public void Every_rule_has_a_name_and_a_sentence_in_both_languages()
    {
        MeterValidation.RuleCodes.Distinct().Count().ShouldBe(15);
        var texts = new ResourceManager("GreenPark.Engine.Validation.Findings", typeof(MeterValidation).Assembly);
        string[] Keys(CultureInfo culture) => [.. texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(x => (string)x.Key).Order(StringComparer.Ordinal)];
        var keys = Keys(CultureInfo.InvariantCulture);
        Keys(Chinese).ShouldBe(keys);
        foreach (var rule in MeterValidation.RuleCodes)
        {
            keys.ShouldContain($"{rule}.Name");
            keys.ShouldContain(key => key == $"{rule}.Finding" || key.StartsWith($"{rule}.Finding.", StringComparison.Ordinal), rule);
        }
    }

    [Fact]
    public void Many_findings_of_one_rule_at_one_point_become_one_that_says_how_many()
    {
        var six = MeterValidation.Check(Meters.Park(Meters.Works(values: Holes(6)))).Of("gap");
        six.Select(f => f.Places).ShouldBe([1, 1, 1, 1, 1, 1]);
        var all = MeterValidation.Check(Meters.Park(Meters.Works(values: Holes(200)))).Of("gap").ShouldHaveSingleItem();
        (all.Places, all.Intervals, all.FirstInterval, all.EndInterval).ShouldBe((200, 200 + 2, 10, 10 + 199 * 10 + 1));
        all.Measured.ShouldBe(3, "the longest");
        all.Text(English).ShouldEndWith(" There are 200 such places in this span; the figures are of the largest.");
    }

    [Fact]
    public void Amounts_at_the_edge_of_64_bits_are_looked_at_and_no_array_is_written()
    {
        var huge = Meters.Load(Meters.March).With(v => { v[5] = long.MaxValue; v[6] = long.MinValue; v[900] = long.MaxValue - 1; });
        var copy = (long[])huge.Clone();
        var report = MeterValidation.Check(Meters.Park(Meters.Works("A", huge), Meters.Works("B", huge)) with { OffGrid = true, HeadMeters = [new("A", ["B"])] });
        report.Of("aboveCapacity").ShouldNotBeEmpty();
        report.HasErrors.ShouldBeTrue();
        huge.ShouldBe(copy);
    }

    [Fact]
    public void Series_that_do_not_fit_are_a_fault_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => MeterValidation.Check(Meters.Park(Meters.Works("A"), Meters.Works("A"))));
        Should.Throw<ArgumentException>(() => MeterValidation.Check(Meters.Park(Meters.Works("A") with { ValuesWh = [1, 2] })));
        Should.Throw<ArgumentException>(() => MeterValidation.Check(Meters.Park(Meters.Works("A") with { Past = new PastSeries(Meters.March, Meters.Load(Meters.March)) })));
    }

    [Fact]
    public void A_month_of_two_hundred_meters_takes_little_memory()
    {
        var points = Enumerable.Range(0, 200).Select(n => Meters.Works($"M-{n}", Meters.Load(Meters.March, n + 1)) with { Past = new PastSeries(Meters.February, Meters.Load(Meters.February, n + 1)) });
        var input = Meters.Park([.. points]) with { OffGrid = true };
        MeterValidation.Check(input);
        var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        MeterValidation.Check(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // the time is only told: other work may share the machine
        TestContext.Current.TestOutputHelper!.WriteLine($"{clock.Elapsed.TotalMilliseconds:0} ms, {allocated >> 20} MiB");
        allocated.ShouldBeLessThan(32 << 20);
    }

    private static long[] Holes(int count) => Meters.Load(Meters.March).With(v =>
    {
        for (var i = 0; i < count; i++) v[10 + i * 10] = ReadingsTable.Missing;
        if (count > 100) (v[501], v[502]) = (ReadingsTable.Missing, ReadingsTable.Missing);
    });
}
