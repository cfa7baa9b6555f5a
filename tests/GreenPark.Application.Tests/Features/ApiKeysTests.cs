using System.Reflection;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Application.Tests.Platform;

namespace GreenPark.Application.Tests.Features;

/// <summary>Keys of meter gateways: made, shown once, used, revoked.</summary>
public sealed class ApiKeysTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private Task<Result<IdentifyApiKey.Identified>> Identify(string key) => world.Send(new IdentifyApiKey(key), CurrentUser.System);

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_its_hash()
    {
        var (park, id) = await world.Park();
        var made = await world.Send(new CreateApiKey(park, "gateway-1", "Substation 1"), People.OperatorOf(id)).Value();
        made.Key.ShouldMatch("^gpk_[A-Za-z0-9_-]{43}$");
        made.ToString().ShouldNotContain(made.Key);
        new IdentifyApiKey(made.Key).ToString().ShouldNotContain(made.Key);
        var stored = await database.Look(db => db.ApiKeys.SingleAsync(x => x.ParkId == id));
        stored.Sha256.ShouldBe(ApiKey.HashOf(made.Key));
        (await database.Look(db => db.AuditRecords.Where(x => x.ParkId == id).Select(x => x.Changes).ToListAsync())).ShouldAllBe(x => !x.Contains(made.Key));
        var found = await Identify(made.Key).Value();
        (found.Id, found.Code, found.Park, found.UsedLately).ShouldBe((stored.Id, "gateway-1", id, false));
    }

    [Fact]
    public async Task Two_keys_differ_and_a_code_is_taken_once_in_its_park()
    {
        var ((park, _), (other, _)) = (await world.Park(), await world.Park());
        var first = await world.Send(new CreateApiKey(park, "gateway", "x")).Value();
        (await world.Send(new CreateApiKey(other, "gateway", "x")).Value()).Key.ShouldNotBe(first.Key);
        await world.Send(new CreateApiKey(park, "GATEWAY", "x")).Fails("code.taken");
        await world.Send(new CreateApiKey(park, "gateway 2", "")).Fails("code.malformed");
    }

    [Fact]
    public async Task Its_use_is_kept_by_the_minute_and_is_no_change()
    {
        var (park, _) = await world.Park();
        var key = (await world.Send(new CreateApiKey(park, "gateway", "x")).Value()).Key;
        var found = await Identify(key).Value();
        await world.Send(new MarkApiKeyUsed(found.Id), CurrentUser.System).Value();
        (await Identify(key).Value()).UsedLately.ShouldBeTrue();
        (await world.Send(new ListApiKeys(park)).Value()).Single().LastUsedAt.ShouldBe(database.Clock.Now.UtcDateTime);
        (await database.Look(db => db.AuditRecords.CountAsync(x => x.Action == "MarkApiKeyUsed"))).ShouldBe(0);
        var begun = database.Clock.Now;
        try
        {
            foreach (var (seconds, kept) in ((int, int)[])[(59, 0), (60, 60)])
            {
                database.Clock.Now = begun.AddSeconds(seconds);
                await world.Send(new MarkApiKeyUsed(found.Id), CurrentUser.System).Value();
                (await world.Send(new ListApiKeys(park)).Value()).Single().LastUsedAt.ShouldBe(begun.UtcDateTime.AddSeconds(kept));
            }
        }
        finally
        {
            database.Clock.Now = begun;
        }
    }

    [Fact]
    public async Task Revoked_it_opens_nothing_and_stays_so()
    {
        var (park, _) = await world.Park();
        var key = (await world.Send(new CreateApiKey(park, "gateway", "x")).Value()).Key;
        await world.Send(new RevokeApiKey(park, "gateway")).Value();
        await Identify(key).Fails("api_key.unknown");
        await world.Send(new RevokeApiKey(park, "gateway")).Fails("api_key.revoked_already");
        await world.Send(new RevokeApiKey(park, "none")).Fails("api_key.not_found");
        (await world.Send(new ListApiKeys(park)).Value()).Single().RevokedAt.ShouldNotBeNull();
        await Identify("gpk_anything").Fails("api_key.unknown");
        await Identify("anything").Fails("api_key.unknown");
    }

    [Fact]
    public async Task Rotated_the_secret_before_is_good_for_the_hours_chosen()
    {
        var (park, _) = await world.Park();
        var first = (await world.Send(new CreateApiKey(park, "gateway", "x")).Value()).Key;
        foreach (var hours in (int[])[-1, 169]) (await world.Send(new RotateApiKey(park, "gateway", hours)).Fails("field.out_of_range")).Field.ShouldBe("Hours");
        var second = (await world.Send(new RotateApiKey(park, "gateway", 2)).Value()).Key;
        second.ShouldNotBe(first);
        (await Identify(first).Value()).Id.ShouldBe((await Identify(second).Value()).Id);
        var begun = database.Clock.Now;
        database.Clock.Now = begun.AddHours(2);
        try
        {
            await Identify(first).Fails("api_key.unknown");
            var third = (await world.Send(new RotateApiKey(park, "gateway", 0)).Value()).Key;
            await Identify(second).Fails("api_key.unknown");
            await Identify(third).Value();
            await world.Send(new RevokeApiKey(park, "gateway")).Value();
            await Identify(third).Fails("api_key.unknown");
        }
        finally
        {
            database.Clock.Now = begun;
        }
        await world.Send(new RotateApiKey(park, "gateway")).Fails("api_key.revoked_already");
        await world.Send(new RotateApiKey(park, "none")).Fails("api_key.not_found");
    }

    [Fact]
    public async Task A_key_for_certain_points_delivers_and_sees_no_others()
    {
        var month = await new MonthWorld(database).Build();
        await world.Send(new CreateApiKey(month.Park, "one", "x", ["MP-F", "MP-NONE"])).Fails("metering.not_found");
        await world.Send(new CreateApiKey(month.Park, "one", "x", ["MP-F"])).Value();
        (await world.Send(new ListApiKeys(month.Park)).Value()).Single().Points.ShouldBe(["MP-F"]);
        var gateway = People.As(Role.MeterGateway, month.ParkId) with { Points = [Code.Of("MP-F")] };
        var days = (MonthWorld.January, MonthWorld.January.AddDays(1));
        ImportReadings Of(params string[] points) => new(month.Park, month.Microgrid, "x.csv", Only(points), points.ToDictionary(x => x, string? (x) => x));

        var error = await world.Send(Of("MP-F", "MP-M"), gateway).Fails("api_key.point_not_yours");
        (error.Kind, error.Args.Single()).ShouldBe((ErrorKind.Forbidden, "MP-M"));
        await world.Send(new PreviewReadings(month.Park, month.Microgrid, "x.csv", Only("MP-M")), gateway).Fails("api_key.point_not_yours");
        (await world.Send(new ListImports(month.Park, month.Microgrid)).Value()).Total.ShouldBe(0, "nothing of the file was taken");
        (await world.Send(new PreviewReadings(month.Park, month.Microgrid, "x.csv", Only("MP-F")), gateway).Value()).Points.ShouldBe(["MP-F"]);
        (await world.Send(Of("MP-F"), gateway).Value()).MeteringPoints.ShouldBe(1);
        (await world.Send(new ListMeteringPoints(month.Park, month.Microgrid), gateway).Value()).Items.Select(x => x.Code).ShouldBe(["MP-F"]);
        (await world.Send(new ListMicrogrids(month.Park), gateway).Value()).Count.ShouldBe(1);
        (await world.Send(new ListMicrogrids(month.Park), gateway with { Points = [Code.Of("MP-NONE")] }).Value()).ShouldBeEmpty();

        byte[] Only(params string[] points)
        {
            var grid = DayGrid.Create(MonthWorld.Shanghai, 60, days.Item1, days.Item2).Value;
            var lines = Enumerable.Range(0, grid.Intervals).Select(t => $"{grid.Label(t)}{string.Concat(points.Select(_ => ",1.000"))}");
            return System.Text.Encoding.ASCII.GetBytes($"interval_start,{string.Join(',', points)}\n{string.Join('\n', lines)}\n");
        }
    }

    [Fact]
    public async Task Keys_of_another_park_are_not_there()
    {
        var ((park, _), (_, other)) = (await world.Park(), await world.Park());
        await world.Send(new CreateApiKey(park, "gateway", "x")).Value();
        await world.Send(new ListApiKeys(park), People.OperatorOf(other)).Fails("scope.not_yours");
        await world.Send(new RevokeApiKey(park, "gateway"), People.OperatorOf(other)).Fails("scope.not_yours");
    }

    [Fact]
    public void A_gateway_may_deliver_readings_and_nothing_else() => PipelineTests.RequestTypes
        .Where(x => x.GetCustomAttribute<AllowAttribute>()!.Permissions.Any(y => Role.MeterGateway.Hold(y))).Select(x => x.Name)
        .ShouldBe(["ImportReadings", "ListMeteringPoints", "ListMicrogrids", "ListReadingProfiles", "PreviewReadings", "SuggestReadingProfile"], ignoreOrder: true);

    [Fact]
    public void No_person_can_be_given_the_gateways_role() => Roles.All.ShouldNotContain(Role.MeterGateway);
}
