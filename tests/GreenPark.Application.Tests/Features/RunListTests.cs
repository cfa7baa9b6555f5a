using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class RunListTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_runs_of_a_park_are_listed_newest_period_first()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.March);
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
        await world.Run(MonthWorld.February, MonthWorld.March);

        var runs = await world.Send(new ListRuns(world.Park, world.Microgrid), People.VerifierOf(world.ParkId)).Value();
        runs.Items.Select(x => (x.From, x.State)).ShouldBe([(MonthWorld.February, RunState.Provisional), (MonthWorld.January, RunState.Final)]);
        runs.Items.ShouldAllBe(x => x.AttributedWh > 0 && x.MatchedSharePpm > 0);
        (await world.Send(new ListRuns(world.Park, Take: 1)).Value()).Items.Count.ShouldBe(1);
        await world.Send(new ListRuns(world.Park), People.Of(world.ParkId, world.Forge)).Fails("user.not_allowed");
    }
}
