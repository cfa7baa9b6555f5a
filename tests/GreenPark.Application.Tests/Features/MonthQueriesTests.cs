using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Factors.Queries;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>What pages and machines read of a final month, and the keys and tokens by which they come in.</summary>
public sealed class MonthQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_final_month_is_read_alike_by_every_query()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        (await world.Send(new ListOpenWork(world.Park)).Value()).ShouldNotBeEmpty();
        await world.Finalise(run.Number);
        var result = (await world.Send(new CalculateRun(run.Id), CurrentUser.System).Value()).Result;

        var supply = await world.Send(new GetRunSupply(world.Park, world.Microgrid, run.Number, MonthWorld.January, MonthWorld.February)).Value();
        supply.ConsumptionWh.Sum().ShouldBe(result.Totals.TotalConsumptionWh);
        supply.Sources.Sum(s => s.Value.Sum()).ShouldBe(result.Totals.AttributedTotalWh);
        var parties = await world.Send(new GetRunParties(world.Park, world.Microgrid, run.Number)).Value();
        parties.Members.Select(m => m.Code).ShouldBe(["forge", "mould"]);
        var year = await world.Send(new GetYear(world.Park)).Value();
        year.Months.Sum(m => m.ConsumptionWh).ShouldBe(result.Totals.TotalConsumptionWh);
        (await world.Send(new ListStatementMonths(world.Park)).Value()).ShouldBe([MonthWorld.January]);
        var file = await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "balance.csv", Release.Home)).Value();
        file.Content.Span.StartsWith("interval_start,generation"u8).ShouldBeTrue();

        var own = await world.Send(new GetMemberYear(world.Park), People.Of(world.ParkId, world.Forge)).Value();
        own.ConsumptionWh.ShouldBe(result.Totals.ConsumptionWh[0]);
        var statements = await world.Send(new ListStatements(world.Park)).Value();
        statements.Items.Sum(x => x.ConsumptionWh).ShouldBe(result.Totals.TotalConsumptionWh);
        statements.Items.Sum(x => x.AttributedWh).ShouldBe(result.Totals.AttributedTotalWh);
    }

    [Fact]
    public async Task Missing_readings_are_told_by_point_and_day_before_and_after_a_file_is_taken()
    {
        var world = await new MonthWorld(database).Build();
        (await world.Send(new ListPreparations(world.Park)).Value()).Steps.Where(x => !x.IsDone).Select(x => x.Step).ShouldBe([Preparation.Readings]);
        var template = System.Text.Encoding.UTF8.GetString((await world.Send(new GetReadingsTemplate(world.Park, world.Microgrid)).Value()).Content).Split("\r\n");
        template[0].ShouldStartWith("interval_start,");
        template[1].ShouldContain("T00:00:00+08:00,");

        var half = MonthWorld.January.AddDays(10);
        await world.Import(MonthWorld.January, half);
        (await world.Send(new ListMissingReadings(world.Park, world.Microgrid, half)).Value()).ShouldBe([new ReadingGap("", half, MonthWorld.February, false)]);
        await world.Import(half, MonthWorld.February);
        (await world.Send(new ListMissingReadings(world.Park, world.Microgrid, half)).Value()).ShouldBeEmpty();
        (await world.Send(new ListPreparations(world.Park)).Value()).IsReady.ShouldBeTrue();
    }

    /// <summary>Otherwise the answer would say whether there is a tenant of that code.</summary>
    [Fact]
    public async Task A_neighbour_is_as_unknown_as_a_tenant_that_there_is_not()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Finalise(run.Number);
        var mould = People.Of(world.ParkId, world.Mould);
        foreach (var tenant in (string[])["forge", "nobody"])
        {
            (await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, tenant), mould).Fails("scope.not_yours")).Args.ShouldBe([tenant]);
            (await world.Send(new GetMemberYear(world.Park, tenant), mould).Fails("scope.not_yours")).Args.ShouldBe([tenant]);
        }
        (await world.Send(new GetMemberYear(world.Park, "mould"), mould).Value()).ConsumptionWh.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_key_is_shown_once_known_by_its_hash_and_dead_when_revoked()
    {
        var world = await new MonthWorld(database).Build();
        var created = await world.Send(new CreateApiKey(world.Park, "gateway", "Roof gateway")).Value();
        var known = await world.Send(new IdentifyApiKey(created.Key), CurrentUser.System).Value();
        (known.Park, known.UsedLately).ShouldBe((world.ParkId, false));
        await world.Send(new MarkApiKeyUsed(known.Id), CurrentUser.System).Value();
        (await world.Send(new ListApiKeys(world.Park)).Value()).ShouldHaveSingleItem().LastUsedAt.ShouldNotBeNull();
        await world.Send(new RevokeApiKey(world.Park, "gateway")).Value();
        (await world.Send(new IdentifyApiKey(created.Key), CurrentUser.System)).IsFailure.ShouldBeTrue();
    }

    [Fact]
    public async Task A_factor_is_found_by_its_code()
    {
        var world = await new MonthWorld(database).Build();
        (await world.Send(new GetFactor("no-such-factor"))).IsFailure.ShouldBeTrue();
        var all = await world.Send(new ListFactors()).Value();
        (await world.Send(new GetFactor(all.Items[0].Code)).Value()).Code.ShouldBe(all.Items[0].Code);
    }
}

/// <summary>The first administrator of an empty installation; a database of its own, since nobody may be there yet.</summary>
public sealed class SetUpTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_token_makes_one_administrator_and_no_second()
    {
        var sender = database.Sender;
        (await sender.Send(new NeedsSetUp(), CurrentUser.System).Value()).ShouldBeTrue();
        var token = await sender.Send(new IssueSetUpToken(), CurrentUser.System).Value();
        (await sender.Send(new SetUpFirstAdministrator("wrong", "ada@example.org", "correct horse battery", "Ada", "en"), CurrentUser.System)).IsFailure.ShouldBeTrue();
        await sender.Send(new SetUpFirstAdministrator(token, "ada@example.org", "correct horse battery", "Ada", "en"), CurrentUser.System).Value();
        (await sender.Send(new NeedsSetUp(), CurrentUser.System).Value()).ShouldBeFalse();
        (await sender.Send(new SetUpFirstAdministrator(token, "eve@example.org", "correct horse battery", "Eve", "en"), CurrentUser.System)).IsFailure.ShouldBeTrue();
    }
}
