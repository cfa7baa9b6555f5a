using System.Reflection;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
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
        (found.Id, found.Code, found.Park, found.UsedToday).ShouldBe((stored.Id, "gateway-1", id, false));
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
    public async Task Its_use_is_kept_by_the_day()
    {
        var (park, _) = await world.Park();
        var key = (await world.Send(new CreateApiKey(park, "gateway", "x")).Value()).Key;
        var found = await Identify(key).Value();
        await world.Send(new MarkApiKeyUsed(found.Id), CurrentUser.System).Value();
        (await Identify(key).Value()).UsedToday.ShouldBeTrue();
        (await world.Send(new ListApiKeys(park)).Value()).Single().LastUsedOn.ShouldBe(DateOnly.FromDateTime(database.Clock.Now.UtcDateTime));
        await world.Send(new MarkApiKeyUsed(new ApiKeyId(Guid.CreateVersion7())), CurrentUser.System).Fails("api_key.unknown");
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
    public async Task Keys_of_another_park_are_not_there()
    {
        var ((park, _), (_, other)) = (await world.Park(), await world.Park());
        await world.Send(new CreateApiKey(park, "gateway", "x")).Value();
        await world.Send(new ListApiKeys(park), People.OperatorOf(other)).Fails("park.not_found");
        await world.Send(new RevokeApiKey(park, "gateway"), People.OperatorOf(other)).Fails("park.not_found");
    }

    [Fact]
    public void A_gateway_may_deliver_readings_and_nothing_else() => PipelineTests.RequestTypes
        .Where(x => x.GetCustomAttribute<AllowAttribute>()!.Permissions.Any(y => Role.MeterGateway.Hold(y))).Select(x => x.Name)
        .ShouldBe(["ImportReadings", "ListMeteringPoints", "ListMicrogrids", "ListReadingProfiles", "PreviewReadings", "SuggestReadingProfile"], ignoreOrder: true);

    [Fact]
    public void No_person_can_be_given_the_gateways_role() => Roles.All.ShouldNotContain(Role.MeterGateway);
}
