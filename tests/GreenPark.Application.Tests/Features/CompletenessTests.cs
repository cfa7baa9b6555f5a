using System.Data.Common;
using System.Text;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Tests.Fixture;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GreenPark.Application.Tests.Features;

/// <summary>A month's readings by metering point and day, the curve of a day, and the list of what is missing.</summary>
public sealed class CompletenessTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February, Fifth = January.AddDays(4);

    [Fact]
    public async Task What_is_missing_estimated_and_edited_is_counted_by_point_and_day_and_sums_up()
    {
        var world = await Imported([6, 7, 20], through: 30);
        await Approve(world, (await world.Send(new ProposeEstimates(world.Park, world.Microgrid, [new("MP-F", Fifth, [new(7, 1_000, "GP/linear")])], "Gateway was down")).Value()).Number);
        await Approve(world, (await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 7_000), new(2, 8_000)], "Meter read wrongly")).Value()).Number);

        var shown = await Shown(world, January.AddDays(20));
        (shown.First, shown.To, shown.Days.Count, shown.Intervals.Sum(), shown.FinalDays.Count).ShouldBe((January, February, 31, 31 * 24, 0));
        shown.Points.Select(x => x.Code).ShouldBe(["MP-CH", "MP-DIS", "MP-EXP", "MP-F", "MP-IMP", "MP-M", "MP-PV"]);
        var forge = shown.Points.Single(x => x.Code == "MP-F");
        forge.Days[4].ShouldBe(new GetCompleteness.Share(24, 2, 1, 2));
        forge.Days[4].Measured.ShouldBe(19);
        forge.Days[30].ShouldBe(new GetCompleteness.Share(24, 24, 0, 0), "the last day was in no file");
        forge.Total.ShouldBe(new GetCompleteness.Share(31 * 24, 24 + 2, 1, 2));
        shown.Total.ShouldBe(new GetCompleteness.Share(7 * 31 * 24, 7 * 24 + 2, 1, 2));
    }

    [Fact]
    public async Task A_proposed_change_is_seen_on_its_days_and_is_work_until_somebody_decides()
    {
        var world = await Imported([6], through: 31);
        var change = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 7_000)], "Meter read wrongly")).Value();
        (await Shown(world, January)).Pending.ShouldBe([new GetCompleteness.Proposed("MP-F", Fifth, change.Number)]);
        (await Work()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(x => x.Change.ShouldBe(change.Number), x => x.Month.ShouldBe(January), x => x.Count.ShouldBe(1));
        await Approve(world, change.Number);
        (await Shown(world, January)).Pending.ShouldBeEmpty();
        (await Work()).ShouldBeEmpty();

        async Task<IReadOnlyList<ListOpenWork.Item>> Work() => [.. (await world.Send(new ListOpenWork(world.Park)).Value()).Where(x => x.Step == OpenWork.DecideChange)];
    }

    [Fact]
    public async Task Changes_that_wait_are_one_line_for_who_may_decide_and_another_for_who_may_not()
    {
        var world = await Imported([6], through: 31);
        var (one, other, officer) = (world.Operator, world.Operator, People.OfficerOf(world.ParkId));
        await world.Send(new SetFourEyes(world.Park, world.Microgrid, await world.Version(), true), officer).Value();
        foreach (var (day, by) in ((int, CurrentUser)[])[(4, one), (5, one), (6, other)])
            await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", January.AddDays(day), [new(1, 7_000)], "Meter read wrongly"), by).Value();
        (await Waits(one)).ShouldBe([(OpenWork.AwaitDecision, 1, 2), (OpenWork.DecideChange, 3, 1)], ignoreOrder: true);
        (await Waits(other)).ShouldBe([(OpenWork.DecideChange, 1, 2), (OpenWork.AwaitDecision, 3, 1)], ignoreOrder: true);
        (await Waits(officer)).ShouldBe([(OpenWork.DecideChange, 1, 3)]);
        (await Waits(People.As(Role.ParkClerk, world.ParkId))).ShouldBe([(OpenWork.AwaitDecision, 1, 3)]);

        async Task<IEnumerable<(OpenWork, int?, int)>> Waits(CurrentUser by) => (await world.Send(new ListOpenWork(world.Park), by).Value())
            .Where(x => x.Step is OpenWork.DecideChange or OpenWork.AwaitDecision).Select(x => (x.Step, x.Change, x.Count));
    }

    [Fact]
    public async Task Days_outside_a_meters_dates_need_nothing_and_a_meter_that_never_counts_has_no_line()
    {
        var world = await Imported([], through: 31);
        await world.Send(new RegisterMeteringPoint(world.Park, world.Microgrid, "MP-LATER", Measurand.Consumption, new MeteringFields([new MeteringFields.Part("forge")], From: February))).Value();
        var point = await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, "MP-F")).Value();
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-F", point.Version, null, new MeteringFields([new MeteringFields.Part("forge")], To: January.AddDays(10)))).Value();
        var shown = await Shown(world, January);
        shown.Points.ShouldNotContain(x => x.Code == "MP-LATER");
        var forge = shown.Points.Single(x => x.Code == "MP-F");
        (forge.Days[9], forge.Days[10], forge.Total).ShouldBe((new GetCompleteness.Share(24, 0, 0, 0), default, new GetCompleteness.Share(240, 0, 0, 0)));
    }

    [Fact]
    public async Task A_day_that_is_not_over_misses_nothing_yet()
    {
        var world = await new MonthWorld(database).Build();
        var shown = await Shown(world, MonthWorld.March);   // the clock stands at 2 March
        (shown.To, shown.Total).ShouldBe((MonthWorld.March.AddDays(1), new GetCompleteness.Share(7 * 24, 7 * 24, 0, 0)));
        (await Shown(world, MonthWorld.March.AddMonths(1))).Total.ShouldBe(default);
        (await Missing(world, MonthWorld.March)).Length.ShouldBe(7);

        await world.Import(MonthWorld.March, MonthWorld.March.AddDays(1));
        var march = (await world.Send(new GetCoverage(world.Park, world.Microgrid)).Value())[0];
        march.ShouldBe(new GetCoverage.Month(MonthWorld.March, false, 7, 0, 7, null, null, null));
        march.Complete.ShouldBeFalse("its days to come are still to be read");
        (await world.Send(new ListMissingReadings(world.Park, world.Microgrid, MonthWorld.March)).Value()).ShouldBeEmpty();
        (await world.Send(new ListOpenWork(world.Park)).Value()).ShouldNotContain(x => x.Month == MonthWorld.March);
    }

    [Fact]
    public async Task Final_days_are_told_and_a_clock_change_makes_a_longer_day()
    {
        var world = await new MonthWorld(database, "Europe/Berlin").Build();
        var (from, to) = (new DateOnly(2025, 10, 1), new DateOnly(2025, 11, 1));
        await world.Import(from, to);
        await world.Finalise((await world.Run(from, to)).Number);
        var shown = await Shown(world, from);
        (shown.FinalDays.Count, shown.FinalDays[0], shown.FinalDays[^1], shown.Intervals[25]).ShouldBe((31, from, to.AddDays(-1), 25));
        shown.Points[0].Days[25].ShouldBe(new GetCompleteness.Share(25, 0, 0, 0));
        var curve = await Curve(world, "MP-F", new DateOnly(2025, 10, 26));
        (curve.IsFinal, curve.IsNeeded, curve.Starts.Count, curve.Readings.ValuesWh.Count).ShouldBe((true, true, 25, 25));
        (curve.Starts[2], curve.Starts[3]).ShouldBe(("2025-10-26T02:00:00+02:00", "2025-10-26T02:00:00+01:00"));
    }

    [Fact]
    public async Task The_curve_of_a_day_is_its_newest_revision_or_all_missing()
    {
        var world = await Imported([6], through: 30);
        var edit = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 7_000)], "Meter read wrongly")).Value();
        (await Curve(world, "MP-F", Fifth)).Newest!.ShouldSatisfyAllConditions(x => x.Revision.ShouldBe(1), x => x.File.ShouldBe("part.csv"));
        await Approve(world, edit.Number);
        var curve = await Curve(world, "MP-F", Fifth);
        (curve.Newest!.Revision, curve.Newest.Change, curve.Newest.File).ShouldBe((2, edit.Number, null));
        (curve.Readings.ValuesWh[0], curve.Readings.ValuesWh[6], curve.Readings.Quality).ShouldBe((7_000, null, "XMMMMM-MMMMMMMMMMMMMMMMM"));
        curve.Newest.TotalWh.ShouldBe(curve.Readings.ValuesWh.Sum(x => x ?? 0));
        var none = await Curve(world, "MP-F", January.AddDays(30));
        (none.Newest, none.IsNeeded, none.IsFinal, none.Readings.Quality).ShouldBe((null, true, false, new string('-', 24)));
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-X", Fifth)).Fails("metering.not_found");
    }

    [Fact]
    public async Task A_point_tells_its_own_last_day_whatever_others_have()
    {
        var world = await Imported([], through: 30);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "later.csv", "interval_start,MP-M\n2026-02-10T00:00:00+08:00,1\n"u8.ToArray())).Value();
        await world.Send(new RegisterMeteringPoint(world.Park, world.Microgrid, "MP-NEW", Measurand.Consumption, new MeteringFields([new MeteringFields.Part("forge")]))).Value();
        foreach (var (point, day) in (IEnumerable<(string, DateOnly?)>)[("MP-F", January.AddDays(29)), ("MP-M", February.AddDays(9)), ("MP-NEW", null)])
            (await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, point)).Value()).LastDay.ShouldBe(day, point);
    }

    [Fact]
    public async Task The_missing_list_names_every_stretch_and_keeps_to_the_days_asked_for()
    {
        var world = await Imported([0, 6, 7, 23], through: 30);
        var all = await Missing(world, Fifth);
        all.Where(x => x.StartsWith("MP-F,", StringComparison.Ordinal)).ShouldBe(
        [
            "MP-F,2026-01-05,2026-01-05T00:00:00+08:00,2026-01-05T01:00:00+08:00,1",
            "MP-F,2026-01-05,2026-01-05T06:00:00+08:00,2026-01-05T08:00:00+08:00,2",
            "MP-F,2026-01-05,2026-01-05T23:00:00+08:00,2026-01-06T00:00:00+08:00,1",
            "MP-F,2026-01-31,2026-01-31T00:00:00+08:00,2026-02-01T00:00:00+08:00,24",
        ]);
        all.Length.ShouldBe(4 + 6);
        all.Sum(x => int.Parse(x.Split(',')[4], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((await Shown(world, Fifth)).Total.Missing);
        (await Missing(world, January, new PointDays("MP-M", [Fifth, January.AddDays(30)]), new PointDays("MP-F", [January]))).ShouldBe(
            ["MP-M,2026-01-31,2026-01-31T00:00:00+08:00,2026-02-01T00:00:00+08:00,24"]);
        await world.Send(new GetMissingList(world.Park, world.Microgrid, January), People.Of(world.ParkId, world.Forge)).Fails("user.not_allowed");
    }

    [Fact]
    public async Task The_missing_list_is_of_one_moment_although_readings_come_while_it_is_made()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("The commands that are watched are SQLite's.");
        var meanwhile = new AfterTheFirstLookAtReadings();
        await using var watched = new TestDatabase { Interceptor = meanwhile };
        await watched.InitializeAsync();
        var world = await Imported([6], through: 31, watched);
        meanwhile.Do = () => world.Import(January, February);
        (await Missing(world, January)).ShouldBe(["MP-F,2026-01-05,2026-01-05T06:00:00+08:00,2026-01-05T07:00:00+08:00,1"]);
        meanwhile.Do.ShouldBeNull("the readings came");
        (await Missing(world, January)).ShouldBeEmpty();
    }

    private sealed class AfterTheFirstLookAtReadings : DbCommandInterceptor
    {
        public Func<Task>? Do { get; set; }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (Do is not { } now || !command.CommandText.Contains("FROM \"ReadingDays\"", StringComparison.Ordinal)) return result;
            Do = null;
            await now();
            return result;
        }
    }

    /// <summary>January up to a day, without some hours of the fifth for Forge.</summary>
    private async Task<MonthWorld> Imported(int[] gapsAt, int through, TestDatabase? of = null)
    {
        var world = await new MonthWorld(of ?? database).Build();
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, January.AddDays(through))).Split('\n');
        foreach (var hour in gapsAt)
        {
            var cells = lines[1 + 4 * 24 + hour].Split(',');
            cells[2] = "";
            lines[1 + 4 * 24 + hour] = string.Join(',', cells);
        }
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "part.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines)))).Value();
        return world;
    }

    private static async Task Approve(MonthWorld world, int number) =>
        await world.Send(new ApproveChange(world.Park, world.Microgrid, number, (await world.Send(new GetChange(world.Park, world.Microgrid, number)).Value()).Version)).Value();

    private static Task<GetCompleteness.Shown> Shown(MonthWorld world, DateOnly month) => world.Send(new GetCompleteness(world.Park, world.Microgrid, month)).Value();

    private static Task<GetDayCurve.Curve> Curve(MonthWorld world, string point, DateOnly day) => world.Send(new GetDayCurve(world.Park, world.Microgrid, point, day)).Value();

    /// <summary>The list's lines without the header.</summary>
    private static async Task<string[]> Missing(MonthWorld world, DateOnly month, params PointDays[] only)
    {
        var list = await world.Send(new GetMissingList(world.Park, world.Microgrid, month, only.Length == 0 ? null : only)).Value();
        list.FileName.ShouldBe($"mg-1-{month:yyyy-MM}-missing.csv");
        var lines = Encoding.UTF8.GetString(list.Content).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe(GetMissingList.Header);
        return lines[1..];
    }
}
