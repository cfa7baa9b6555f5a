using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

/// <summary>A key delivers its park's readings, and opens nothing else.</summary>
public sealed class ApiKeyTests(Server server)
{
    private static readonly string[] Allowed =
    [
        "ListMicrogrids", "ListMeteringPoints", "ListReadingProfiles", "SuggestReadingProfile", "PreviewReadings", "ImportReadings", "SendReadings",
        "BeginUpload", "GetUpload", "AppendUpload", "ImportUpload", "RemoveUpload",
    ];

    private static async Task<string> NewKey(SmallPark park, string code = "gateway-1")
    {
        var made = await park.Operator.Post($"{park.Path}/api-keys", new { code, name = "Substation 1" }).Created();
        return made.Json.GetProperty("key").GetString()!;
    }

    [Fact]
    public async Task A_gateway_delivers_readings_with_its_key()
    {
        var park = await new SmallPark(server).Build();
        var key = await NewKey(park);
        key.ShouldMatch("^gpk_[A-Za-z0-9_-]{43}$");
        var begun = DateTime.UtcNow;
        var gateway = server.Nobody().With(key);
        (await gateway.Get($"{park.Grid}/metering-points").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(7);
        var file = SmallPark.Csv(SmallPark.January, SmallPark.February);
        (await gateway.Upload($"{park.Grid}/readings/preview", file).Ok()).Json.GetProperty("errorCount").GetInt32().ShouldBe(0);
        await gateway.Upload($"{park.Grid}/readings", file).Created();

        var import = (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("items")[0];
        import.GetProperty("importedBy").GetString().ShouldBe("API key gateway-1");
        var listed = await UsedAsync(park);
        listed.Json[0].GetProperty("lastUsedAt").GetDateTime().ShouldBeInRange(begun.AddSeconds(-1), DateTime.UtcNow);
        listed.Text.ShouldNotContain(key[5..]);
    }

    /// <summary>Reading needs no turn at writing, and that a key was used is no reason to wait for one.</summary>
    [Fact]
    public async Task A_key_is_let_in_while_others_write()
    {
        if (Server.SqlServer is not null) Assert.Skip("The embedded database alone has one writer.");
        var park = await new SmallPark(server).Build();
        var gateway = server.Nobody().With(await NewKey(park));
        await using (var writer = new Microsoft.Data.Sqlite.SqliteConnection(server.Services.GetRequiredService<IConfiguration>().GetConnectionString("GreenPark")))
        {
            await writer.OpenAsync();
            await using var turn = writer.BeginTransaction(deferred: false);
            await gateway.Get($"{park.Grid}/metering-points").Ok().WaitAsync(TimeSpan.FromSeconds(10));
        }
        (await UsedAsync(park)).Json[0].GetProperty("lastUsedAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    /// <summary>Its use is written beside the request.</summary>
    private static async Task<Reply> UsedAsync(SmallPark park)
    {
        for (var tries = 0; ; tries++)
        {
            var listed = await park.Operator.Get($"{park.Path}/api-keys").Ok();
            if (listed.Json[0].GetProperty("lastUsedAt").ValueKind == JsonValueKind.String || tries == 100) return listed;
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task Under_four_eyes_whoever_made_it_does_not_decide_on_what_it_delivers()
    {
        var park = await new SmallPark(server).Build();
        await park.Import();
        await park.Administrator.Put($"{park.Grid}/four-eyes", new { version = await park.Version(), on = true }).Ok();
        var (maker, other) = (park.Operator, park.Operator);
        var key = (await maker.Post($"{park.Path}/api-keys", new { code = "own", name = "Substation 1" }).Created()).Json.GetProperty("key").GetString()!;
        var late = SmallPark.Csv(SmallPark.January, SmallPark.January.AddDays(1), 2);
        (await server.Nobody().With(key).Upload($"{park.Grid}/readings?correction=late", late).Created()).Json.GetProperty("change").GetInt32().ShouldBe(1);
        var version = (await maker.Get($"{park.Grid}/changes/1?destination=domestic").Ok()).Version;
        await maker.Post($"{park.Grid}/changes/1/approve", new { version }).Fails(HttpStatusCode.UnprocessableEntity, "change.needs_another");
        await other.Post($"{park.Grid}/changes/1/approve", new { version }).Ok();
        await park.Administrator.Put($"{park.Grid}/four-eyes", new { version = await park.Version(), on = false }).Fails(HttpStatusCode.UnprocessableEntity, "microgrid.four_eyes_bound");
    }

    /// <summary>Rotating shows the secret: who has seen it may have delivered by it, until it opens nothing any more.</summary>
    [Fact]
    public async Task Under_four_eyes_whoever_was_shown_the_secret_does_not_decide_either()
    {
        var park = await new SmallPark(server).Build();
        await park.Import();
        await park.Administrator.Put($"{park.Grid}/four-eyes", new { version = await park.Version(), on = true }).Ok();
        var (maker, first, second, other) = (park.Operator, park.Operator, park.Operator, park.Operator);
        await maker.Post($"{park.Path}/api-keys", new { code = "turned", name = "Substation 1" }).Created();
        await first.Post($"{park.Path}/api-keys/turned/rotate", new { hours = 24 }).Created();
        var key = (await second.Post($"{park.Path}/api-keys/turned/rotate", new { hours = 24 }).Created()).Json.GetProperty("key").GetString()!;
        var late = SmallPark.Csv(SmallPark.January, SmallPark.January.AddDays(1), 2);
        await server.Nobody().With(key).Upload($"{park.Grid}/readings?correction=late", late).Created();
        var version = (await first.Get($"{park.Grid}/changes/1").Ok()).Version;
        foreach (var holder in (Caller[])[maker, first, second])
        {
            (await holder.Get($"{park.Grid}/changes/1").Ok()).Json.GetProperty("mayDecide").GetBoolean().ShouldBeFalse();
            await holder.Post($"{park.Grid}/changes/1/approve", new { version }).Fails(HttpStatusCode.UnprocessableEntity, "change.needs_another");
            await holder.Post($"{park.Grid}/changes/1/reject", new { version, note = "no" }).Fails(HttpStatusCode.UnprocessableEntity, "change.needs_another");
        }
        await other.Post($"{park.Path}/api-keys/turned/rotate", new { hours = 0 }).Created();
        await other.Post($"{park.Grid}/changes/1/approve", new { version }).Ok();
    }

    [Fact]
    public async Task It_is_taken_as_a_bearer_token_too()
    {
        var park = await new SmallPark(server).Build();
        var key = await NewKey(park);
        (await server.Nobody().Send(HttpMethod.Get, $"{park.Grid}/metering-points", null, ("Authorization", $"Bearer {key}"))).Is(HttpStatusCode.OK);
        (await server.Nobody().Send(HttpMethod.Get, $"{park.Grid}/metering-points", null, ("Authorization", $"Bearer {key}x"))).Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
    }

    [Fact]
    public async Task It_opens_nothing_else()
    {
        var park = await new SmallPark(server).Build();
        var gateway = server.Nobody().With(await NewKey(park));
        var open = new List<string>();
        foreach (var operation in (await ApiDocument.Of(server)).Operations.Where(x => x.Id != Operation.Verify))
            if ((await operation.Send(gateway, park.Code)).Status != HttpStatusCode.Forbidden) open.Add(operation.Id);
        open.ShouldBe(Allowed, ignoreOrder: true);
    }

    [Fact]
    public async Task It_sees_no_other_park()
    {
        var (own, other) = (await new SmallPark(server).Build(), await new SmallPark(server).Build());
        var gateway = server.Nobody().With(await NewKey(own));
        await gateway.Get($"{other.Grid}/metering-points").Fails(HttpStatusCode.Forbidden, "scope.not_yours");
        await gateway.Upload($"{other.Grid}/readings", "interval_start,MP-F\n"u8.ToArray()).Fails(HttpStatusCode.Forbidden, "scope.not_yours");
    }

    [Fact]
    public async Task For_one_point_it_sends_no_other_and_rotated_it_goes_on()
    {
        var park = await new SmallPark(server).Build();
        var made = await park.Operator.Post($"{park.Path}/api-keys", new { code = "one", name = "x", points = new[] { "MP-F" } }).Created();
        var key = made.Json.GetProperty("key").GetString()!;
        var gateway = server.Nobody().With(key);
        (await gateway.Get($"{park.Grid}/metering-points").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
        var refused = await gateway.Upload($"{park.Grid}/readings", SmallPark.Csv(SmallPark.January, SmallPark.February)).Fails(HttpStatusCode.Forbidden, "api_key.point_not_yours");
        refused.Text.ShouldContain("MP-");
        var rotated = await park.Operator.Post($"{park.Path}/api-keys/one/rotate", new { hours = 1 }).Created();
        var next = rotated.Json.GetProperty("key").GetString()!;
        next.ShouldNotBe(key);
        foreach (var good in (string[])[key, next]) await server.Nobody().With(good).Get($"{park.Grid}/metering-points").Ok();
        await park.Operator.Post($"{park.Path}/api-keys/one/rotate", new { hours = 0 }).Created();
        foreach (var former in (string[])[key, next]) await server.Nobody().With(former).Get($"{park.Grid}/metering-points").Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
    }

    [Fact]
    public async Task Revoked_or_unknown_it_is_nobodys()
    {
        var park = await new SmallPark(server).Build();
        var key = await NewKey(park);
        var gateway = server.Nobody().With(key);
        await gateway.Get($"{park.Grid}/metering-points").Ok();
        var after = await park.Operator.Delete($"{park.Path}/api-keys/gateway-1").Ok();
        after.Json[0].GetProperty("revokedAt").GetString().ShouldNotBeNull();
        await gateway.Get($"{park.Grid}/metering-points").Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
        await server.Nobody().With("gpk_").Get($"{park.Grid}/metering-points").Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
        await park.Operator.Delete($"{park.Path}/api-keys/gateway-1").Fails(HttpStatusCode.UnprocessableEntity, "api_key.revoked_already");
        await park.Operator.Delete($"{park.Path}/api-keys/gateway-2").Fails(HttpStatusCode.NotFound, "api_key.not_found");
    }

    [Fact]
    public async Task Whoever_signs_in_with_a_key_is_nothing_beside()
    {
        var park = await new SmallPark(server).Build();
        var key = await NewKey(park);
        await park.Administrator.With(key).Get(park.Path).Fails(HttpStatusCode.Forbidden, "api_key.only_readings");
        await park.Administrator.With("gpk_wrong").Get(park.Path).Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
    }

    [Fact]
    public async Task Its_code_is_taken_once_in_its_park()
    {
        var park = await new SmallPark(server).Register();
        await NewKey(park);
        await park.Operator.Post($"{park.Path}/api-keys", new { code = "GATEWAY-1", name = "x" }).Fails(HttpStatusCode.Conflict, "code.taken");
        await park.Operator.Post($"{park.Path}/api-keys", new { code = "gateway 1", name = "" }).Fails(HttpStatusCode.BadRequest, "code.malformed");
    }
}
