using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>What a tenant is told of its neighbours together, month by month, and what no sum may tell. The tenant is the forge; the mould shop uses 157.6 kWh an hour.</summary>
public sealed class OthersTogetherTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February;

    [Fact]
    public async Task Two_others_are_not_told()
    {
        var world = await Final(("press", 200));
        (await Told(world)).ShouldBeNull();
        (await database.Look(db => db.OthersSums.Where(x => x.ParkId == world.ParkId).ToListAsync())).ShouldAllBe(x => x.ConsumptionWh == null && x.AttributedWh == null);
    }

    [Fact]
    public async Task Three_others_are_told_together()
    {
        var world = await Final(("press", 200), ("paint", 100));
        var told = (await Told(world)).ShouldNotBeNull();
        var statements = (await world.Send(new ListStatements(world.Park)).Value()).Items.Where(x => x.Tenant != "forge").ToList();
        told.ShouldBe(new GetMemberYear.Together(statements.Sum(x => x.ConsumptionWh), statements.Sum(x => x.AttributedWh)));
        told.MatchedSharePpm.ShouldNotBeNull().ShouldBeInRange(1, 999_999);
    }

    [Fact]
    public async Task Three_of_whom_one_is_nearly_all_of_it_are_not_told() => (await Told(await Final(("press", 9_000), ("paint", 100)))).ShouldBeNull();

    [Fact]
    public async Task A_correction_of_one_neighbour_is_not_told_and_one_that_many_share_is()
    {
        var world = await Final(("press", 200), ("paint", 100));
        var before = (await Told(world)).ShouldNotBeNull();

        await Correct(world, 2, 1, ("paint", 140));
        (await Told(world)).ShouldBeNull("the difference would be the paint shop's");

        await Correct(world, 3, 3, ("press", 290), ("paint", 190));
        (await Told(world)).ShouldNotBeNull().ConsumptionWh.ShouldBeGreaterThan(before.ConsumptionWh + 4 * 31 * 24 * 100_000);
    }

    private async Task<MonthWorld> Final(params (string Member, int KWh)[] more)
    {
        var world = await new MonthWorld(database).Build([.. more.Select(x => x.Member)]);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", Csv(1, more))).Value();
        await world.Finalise((await world.Run(January, February)).Number);
        return world;
    }

    private static async Task Correct(MonthWorld world, int run, int scale, params (string Member, int KWh)[] more)
    {
        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, $"{run}.csv", Csv(scale, more), Correction: "Other transformers")).Value();
        var change = await world.Send(new GetChange(world.Park, world.Microgrid, taken.Change!.Value)).Value();
        (await world.Send(new ApproveChange(world.Park, world.Microgrid, change.Number, change.Version)).Value()).Runs.ShouldBe([run]);
        await world.Worker.WorkAsync((await world.Get(run)).Id, RunState.Queued);
        await world.Finalise(run, "Other transformers");
    }

    /// <summary>As the forge's own people see it.</summary>
    private static async Task<GetMemberYear.Together?> Told(MonthWorld world) =>
        (await world.Send(new GetMemberYear(world.Park), People.Of(world.ParkId, world.Forge)).Value()).Months.ShouldHaveSingleItem().Others;

    /// <summary>January with a column for each more member, the same in each hour; the mould shop's is multiplied.</summary>
    private static byte[] Csv(int mould, (string Member, int KWh)[] more)
    {
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, February)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split(',')).ToList();
        var at = Array.IndexOf(lines[0], "MP-M");
        foreach (var line in lines.Skip(1)) line[at] = (mould * decimal.Parse(line[at], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select((x, i) =>
            string.Join(',', x.Concat(more.Select(m => i == 0 ? MonthWorld.MeterOf(m.Member) : m.KWh.ToString(CultureInfo.InvariantCulture)))) + "\n")));
    }
}
