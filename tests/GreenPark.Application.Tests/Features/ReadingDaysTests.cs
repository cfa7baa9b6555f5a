using System.Text;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Tests.Features;

/// <summary>Readings by local day: clock changes, interval lengths, days in parts, meters with dates.</summary>
public sealed class ReadingDaysTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Berlin = "Europe/Berlin";

    [Theory]
    [InlineData(5, 3)]
    [InlineData(15, 3)]
    [InlineData(30, 10)]
    [InlineData(60, 10)]
    public async Task Months_with_a_clock_change_become_packs_that_verify(int minutes, int month)
    {
        var (from, to) = (new DateOnly(2025, month, 1), new DateOnly(2025, month, 1).AddMonths(1));
        var world = await new MonthWorld(database, Berlin, minutes).Build();
        var hours = 31 * 24 + (month == 3 ? -1 : 1);
        (await world.Import(from, to)).Readings.ShouldBe(hours * 60 / minutes * 7);
        var run = await world.Run(from, to);
        run.State.ShouldBe(RunState.Provisional, string.Join("; ", run.Errors.Select(e => ErrorResources.Texts.Line(e))));
        (await world.Finalise(run.Number)).State.ShouldBe(RunState.Final);
        var pack = await world.Send(new GetPack(world.Park, world.Microgrid, run.Number, Release.Home)).Value();
        PackVerifier.Verify(new MemoryStream(pack.Content)).Holds.ShouldBeTrue();
        var balance = await world.Send(new GetRunBalance(world.Park, world.Microgrid, run.Number, from, to)).Value();
        balance.Columns["generation"].Length.ShouldBe(hours * 60 / minutes);
        (await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, "forge")).Value()).ConsumptionWh.Sum().ShouldBe(balance.Columns["consumption"].Sum()
            - (await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, "mould")).Value()).ConsumptionWh.Sum());
    }

    [Fact]
    public async Task A_long_day_in_parts_and_columns_of_several_files_is_the_day_of_one_file()
    {
        var (from, to) = (new DateOnly(2025, 10, 1), new DateOnly(2025, 11, 1));
        var whole = await new MonthWorld(database, Berlin).Build();
        await whole.Import(from, to);
        var expected = await whole.Run(from, to);

        var world = await new MonthWorld(database, Berlin).Build();
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(from, to, 1, Berlin)).TrimEnd('\n').Split('\n');
        var cut = 1 + 25 * 24 + 3;   // in the doubled hour of the 26th
        await Take(lines[1..cut], x => x);
        await Take(lines[(cut - 2)..], x => x is 0 or > 3 ? x : -1);   // overlaps by two rows
        await Take(lines[cut..], x => x is 0 or <= 3 ? x : -1);
        var run = await world.Run(from, to);
        (run.State, run.ReadingsSha256).ShouldBe((RunState.Provisional, expected.ReadingsSha256));
        (await database.Look(db => db.ReadingDays.Where(x => x.ParkId == world.ParkId && x.Revision > 1).Select(x => x.Day).Distinct().SingleAsync())).ShouldBe(new DateOnly(2025, 10, 26));

        Task Take(string[] rows, Func<int, int> column) => world.Send(new ImportReadings(world.Park, world.Microgrid, "part.csv",
            Encoding.ASCII.GetBytes(string.Join('\n', rows.Prepend(lines[0]).Select(l => string.Join(',', l.Split(',').Where((_, i) => column(i) >= 0))))))).Value();
    }

    [Fact]
    public async Task Coverage_counts_days_within_a_meters_dates_only()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var point = await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, "MP-F")).Value();
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-F", point.Version, null,
            new MeteringFields([new MeteringFields.Part("forge")], To: new DateOnly(2026, 1, 11)))).Value();
        (await world.Send(new GetCoverage(world.Park, world.Microgrid)).Value())
            .ShouldContain(new GetCoverage.Month(MonthWorld.January, true, 31 * 6 + 10, 0, 31 * 6 + 10, null, null, null));
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        (await world.Send(new GetMemberDays(world.Park, world.Microgrid, run.Number)).Value())
            .Where(x => x.Tenant == "forge" && x.ConsumptionWh > 0).Max(x => x.Day).ShouldBe(new DateOnly(2026, 1, 10));
    }

    [Fact]
    public async Task A_file_of_which_nothing_is_taken_is_refused_and_can_come_again()
    {
        var world = await new MonthWorld(database).Build();
        var csv = MonthWorld.Csv(MonthWorld.January, MonthWorld.February);
        var none = Encoding.ASCII.GetString(csv).Split('\n')[0].Split(',').Skip(1).ToDictionary(x => x, _ => (string?)null);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "x.csv", csv, none)).Fails("import.no_readings");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "x.csv", csv)).Value();
    }
}
