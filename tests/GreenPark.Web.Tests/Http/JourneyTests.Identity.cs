using System.Text;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Evidence;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

/// <summary>The people of the park, their keys and sessions, and the record of what was done.</summary>
public sealed partial class JourneyTests
{
    private async Task Identity(SmallPark park)
    {
        var admin = park.Administrator;
        await park.Operator.Post($"{park.Path}/api-keys", new { code = "k1", name = "Gateway" }).Created();
        await park.Operator.Get($"{park.Path}/api-keys").Ok();
        await park.Operator.Post($"{park.Path}/api-keys/k1/rotate", new { }).Created();
        await park.Operator.Delete($"{park.Path}/api-keys/k1").Ok();
        var email = $"{park.Code}@harbour.example";
        object user = new { displayName = "Lin", culture = "en" };
        var made = await admin.Post("users", new { email, user, role = new { role = "parkManager", park = park.Code } }).Created();
        made.Json.TryGetProperty("id", out _).ShouldBeFalse("it says when the account was made, and so whether it was there before");
        var id = await server.Look(db => db.Users.Where(x => x.Email == email).Select(x => x.Id).SingleAsync());
        await UseLink(made.Json.GetProperty("link").GetString()!, "kelp trumpet ninety");
        (await admin.Get(made.Location!).Ok()).Json.GetProperty("items")[0].GetProperty("email").GetString().ShouldBe(email);
        var seen = (await admin.Get($"users?search={email}").Ok()).Json.GetProperty("items")[0].GetProperty("version").GetGuid();
        await admin.Put($"users/{email}", new { version = seen, user = new { displayName = "Lin Wei", culture = "zh-Hans" } }).Ok();
        var engagement = new { role = "verifier", park = park.Code, until = $"{DateTime.UtcNow.AddYears(1):yyyy-MM-dd}", seesFrom = "2026-01-01", seesTo = "2026-02-01" };
        (await admin.Post($"users/{email}/roles", engagement).Created()).Json.EnumerateArray().Select(x => x.GetProperty("role").GetString()).ShouldBe(["verifier", "parkManager"]);
        await admin.Post($"users/{email}/roles", engagement).Fails(HttpStatusCode.UnprocessableEntity, "role.held_already");
        var first = (await admin.Get($"users/{email}/roles").Ok()).Json[1].GetProperty("id").GetGuid();
        (await admin.Post($"users/{email}/roles/{first}/end", new { reason = "Another task" }).Ok()).Json[1].GetProperty("endReason").GetString().ShouldBe("Another task");
        (await admin.Get($"users?search={email}").Ok()).Json.GetProperty("items")[0].GetProperty("roles").GetArrayLength().ShouldBe(1);
        var self = server.Registered(id, Role.Verifier, park.Id);
        await self.Put("my/password", new { oldPassword = "a wrong password", newPassword = "quiet ladder mango" }).Fails(HttpStatusCode.UnprocessableEntity, "user.wrong_password");
        await self.Put("my/password", new { oldPassword = "kelp trumpet ninety", newPassword = "quiet ladder mango" }).Ok();
        await Sessions(admin, self, email, id);
        await SecondFactors(park, email, id);
        (await admin.Post($"users/{email}/link", null).Ok()).Json.GetProperty("link").GetString().ShouldNotBeNull();
        (await admin.Get($"users/{email}/link").Ok()).Json.GetProperty("kind").GetString().ShouldBe("reset");
        (await admin.Delete($"users/{email}/link").Ok()).Json.GetProperty("isOpen").GetBoolean().ShouldBeFalse();
        (await admin.Put($"users/{email}/lock", new { locked = true }).Ok()).Json.GetProperty("items")[0].GetProperty("locked").GetBoolean().ShouldBeTrue();
        var records = await park.Operator.Get("audit-records?action=CreateApiKey&from=2020-01-01T00:00:00Z").Ok();
        records.Json.GetProperty("items")[0].GetProperty("objectName").GetString().ShouldBe("k1");
        await Record(park);
    }

    private async Task UseLink(string link, string password)
    {
        var (sender, token) = (server.Services.GetRequiredService<Application.Platform.Messaging.Sender>(), link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..]);
        var of = (await sender.Send(new FindAccountLink(token), CurrentUser.System)).Value;
        (await sender.Send(new UseAccountLink(token, of, password, "192.0.2.7"), CurrentUser.System)).IsSuccess.ShouldBeTrue();
    }

    /// <summary>Signing in itself is for people: what it leaves is made here as the sign-in page makes it.</summary>
    private async Task Sessions(Caller admin, Caller self, string email, Guid id)
    {
        var sender = server.Services.GetRequiredService<Application.Platform.Messaging.Sender>();
        foreach (var browser in (string[])["Firefox · Linux", "Chrome · Android"])
            (await sender.Send(new BeginSession(id, "Lin Wei", email, SignInMethod.Password, "192.0.2.7", browser), CurrentUser.System)).IsSuccess.ShouldBeTrue();
        var mine = await self.Get("my/sessions").Ok();
        var ended = await self.Delete($"my/sessions/{mine.Json[0].GetProperty("id").GetGuid()}").Ok();
        ended.Json.EnumerateArray().Count(x => x.GetProperty("endedBy").ValueKind != System.Text.Json.JsonValueKind.Null).ShouldBe(1);
        (await admin.Get($"users/{email}/sessions").Ok()).Json.GetArrayLength().ShouldBe(2);
        (await admin.Delete($"users/{email}/sessions").Ok()).Json.EnumerateArray().ShouldAllBe(x => x.GetProperty("endedAt").ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    private async Task SecondFactors(SmallPark park, string email, Guid id)
    {
        var sender = server.Services.GetRequiredService<Application.Platform.Messaging.Sender>();
        var session = (await sender.Send(new BeginSession(id, "Lin Wei", email, SignInMethod.Password, "192.0.2.7", ""), CurrentUser.System)).Value;
        var self = server.Registered(id, Role.Verifier, park.Id, session.Value);
        var user = new CurrentUser(id, "Lin Wei", Role.Verifier, park.Id);
        (await self.Post("my/confirmation", new { password = "wrong" }).Fails(HttpStatusCode.UnprocessableEntity, "request.not_confirmed")).Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("password");
        await self.Post("my/confirmation", new { password = "quiet ladder mango" }).Ok();
        var begun = (await self.Post("my/authenticator", null).Ok()).Json.GetProperty("key").GetString()!;
        var codes = (await self.Post("my/authenticator/confirmation", new { code = Apps.CodeOf(begun) }).Ok()).Json.GetProperty("codes");
        await self.Post("my/confirmation", new { password = "quiet ladder mango", code = "000000" }).Fails(HttpStatusCode.UnprocessableEntity, "authenticator.wrong_code");
        await self.Post("my/confirmation", new { password = "quiet ladder mango", code = codes[0].GetString() }).Ok();
        (await self.Post("my/recovery-codes", null).Ok()).Json.GetProperty("codes").GetArrayLength().ShouldBe(10);
        var passkey = new Microsoft.AspNetCore.Identity.UserPasskeyInfo(Guid.NewGuid().ToByteArray(), [1], DateTimeOffset.UtcNow, 0, [], true, true, true, [1], [1]);
        (await sender.Send(new AddPasskey(passkey, "Phone"), user)).IsSuccess.ShouldBeTrue();
        var mine = await self.Get("my/account").Ok();
        mine.Json.GetProperty("authenticatorSince").GetString().ShouldNotBeNull();
        (await self.Delete($"my/passkeys/{mine.Json.GetProperty("passkeys")[0].GetProperty("id").GetString()}").Ok()).Json.GetProperty("passkeys").GetArrayLength().ShouldBe(0);
        await self.Delete("my/authenticator").Ok();
        await park.Administrator.Delete($"users/{email}/second-factors").Ok();
    }

    private static async Task Record(SmallPark park)
    {
        var of = $"?park={park.Code}";
        (await park.Operator.Get($"audit-records{of}&search=k1").Ok()).Json.GetProperty("items")[0].GetProperty("number").GetInt64().ShouldBeGreaterThan(0);
        var check = (await park.Operator.Get($"audit-records/check{of}").Ok()).Json;
        check.GetProperty("faults").GetArrayLength().ShouldBe(0);
        var log = await park.Operator.Get($"audit-records/log{of}").Ok();
        log.Type.ShouldBe("application/x-ndjson");
        var head = await park.Operator.Get($"audit-records/head{of}").Ok();
        var found = AuditLogVerifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(log.Text)), "log", new AuditHeadFile("head", Encoding.UTF8.GetBytes(head.Text)));
        (found.Holds, found.Entries).ShouldBe((true, check.GetProperty("records").GetInt64()));
        (await park.Operator.Get($"audit-records/heads{of}").Ok()).Json.GetProperty("total").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        await park.Operator.Get("audit-records/log").Fails(HttpStatusCode.Forbidden, "audit.not_every_park");
    }
}
