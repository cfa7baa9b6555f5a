using GreenPark.Web.Features.AuditPacks;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

/// <summary>Failures as machines get them: a stable code, a status by kind, words in the caller's language.</summary>
public sealed class ProblemTests(Server server)
{
    private static readonly object Park = new { code = "", name = "", nameZh = "", provinceCode = "990000", address = "" };

    [Fact]
    public async Task Fields_in_disorder_are_all_named()
    {
        var reply = await server.Administrator().Post("parks", Park).Fails(HttpStatusCode.BadRequest, "field.missing");
        var errors = reply.Json.GetProperty("errors").EnumerateArray().Select(x => (x.GetProperty("field").GetString(), x.GetProperty("code").GetString())).ToList();
        errors.ShouldBe([("code", "field.missing"), ("name", "name.missing"), ("provinceCode", "park.unknown_province")]);
        reply.Json.GetProperty("errorCount").GetInt32().ShouldBe(3);
        reply.Json.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        reply.Json.GetProperty("type").GetString().ShouldBe("urn:greenpark:error:field.missing");
        reply.Json.GetProperty("detail").GetString().ShouldBe("code: This field is empty. Fill it in.");
    }

    [Fact]
    public async Task A_field_inside_another_is_named_by_its_path()
    {
        var park = await new SmallPark(server).Register();
        var reply = await park.Operator.Post($"{park.Path}/tenants", new { code = "A", tenant = new { name = "", nameZh = "", creditCode = "91330000000000000X", trade = "" } })
            .Fails(HttpStatusCode.BadRequest, "name.missing");
        reply.Json.GetProperty("errors").EnumerateArray().Select(x => x.GetProperty("field").GetString()).ShouldBe(["tenant.name", "tenant.creditCode"]);
    }

    [Fact]
    public async Task An_entry_that_is_null_is_the_callers_fault_wherever_a_list_stands()
    {
        var park = await new SmallPark(server).Build();
        await Fails("metering-points", new { code = "X", measures = "consumption", period = new { parts = new object?[] { new { of = SmallPark.Forge }, null } } }, "field.missing");
        await Fails("metering-points", new { code = "X", measures = "consumption", period = new { parts = new[] { new { of = (string?)null } } } }, "tenant.not_found");
        await Fails("contracts", new { code = "X", contract = new { name = "X", nameZh = "", priority = 1, rule = "proRata", sources = new string?[] { null } } }, "unit.not_found");
        await Fails("changes/edits", new { point = "MP-F", day = "2026-01-05", values = new object?[] { null }, reason = "x" }, "field.missing");
        await Fails("changes/estimates", new { days = new object?[] { null }, reason = "x" }, "field.missing");
        await Fails("changes/estimates", new { days = new[] { new { point = (string?)null, day = "2026-01-05", values = new object?[] { null } } }, reason = "x" }, "field.missing");
        await Fails("changes/gaps", new { from = "2026-01-01", to = "2026-02-01", points = new string?[] { null }, reason = "x" }, "metering.not_found");

        async Task Fails(string path, object body, string code)
        {
            var reply = await park.Operator.Post($"{park.Grid}/{path}", body);
            (((int)reply.Status) is 400 or 404, reply.Code).ShouldBe((true, code), $"{path}: {reply.Text}");
        }
    }

    [Theory]
    [InlineData("en", "Not found", "There is no park \"nowhere\" that you may see. Check the code or ask an administrator for access.")]
    [InlineData("zh-Hans", "未找到", "没有您可查看的园区“nowhere”。请检查代码，或向管理员申请权限。")]
    [InlineData("zh-CN,zh;q=0.9", "未找到", "没有您可查看的园区“nowhere”。请检查代码，或向管理员申请权限。")]
    [InlineData("zh", "未找到", "没有您可查看的园区“nowhere”。请检查代码，或向管理员申请权限。")]
    [InlineData("zh-TW", "未找到", "没有您可查看的园区“nowhere”。请检查代码，或向管理员申请权限。")]
    [InlineData("zh;q=0.9", "未找到", "没有您可查看的园区“nowhere”。请检查代码，或向管理员申请权限。")]
    [InlineData("fr, zh;q=0.5, en;q=0.8", "Not found", "There is no park \"nowhere\" that you may see. Check the code or ask an administrator for access.")]
    [InlineData("fr", "Not found", "There is no park \"nowhere\" that you may see. Check the code or ask an administrator for access.")]
    public async Task The_words_are_in_the_callers_language(string language, string title, string detail)
    {
        var reply = await server.Administrator().In(language).Get("parks/nowhere").Fails(HttpStatusCode.NotFound, "park.not_found");
        (reply.Json.GetProperty("title").GetString(), reply.Json.GetProperty("detail").GetString()).ShouldBe((title, detail));
    }

    [Fact]
    public async Task What_a_request_asks_for_wins_over_the_language_of_the_pages()
    {
        const string cookie = ".AspNetCore.Culture=c%3Dzh-Hans%7Cuic%3Dzh-Hans";
        (await server.Administrator().Send(HttpMethod.Get, "parks/nowhere", null, ("Cookie", cookie), ("Accept-Language", "en"))).Json.GetProperty("title").GetString().ShouldBe("Not found");
        (await server.Administrator().Send(HttpMethod.Get, "parks/nowhere", null, ("Cookie", cookie))).Json.GetProperty("title").GetString().ShouldBe("未找到");
        (await server.Nobody().Send(HttpMethod.Get, "/account/sign-in", null, ("Cookie", cookie), ("Accept-Language", "en"))).Text.ShouldContain("<html lang=\"zh-Hans\">");
    }

    [Fact]
    public async Task What_is_not_there_is_not_there_for_nobody_too()
    {
        await server.Nobody().Get("nothing/here").Fails(HttpStatusCode.NotFound, "request.not_found");
        await server.Nobody().Delete("parks").Fails(HttpStatusCode.MethodNotAllowed, "request.wrong_method");
        await server.Nobody().Get("parks").Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
        var page = await server.Nobody().Get("/no-such-page").Is(HttpStatusCode.NotFound);
        page.Text.ShouldContain("There is no such page");
    }

    [Fact]
    public async Task A_role_that_may_not_is_told_who_may()
    {
        var park = await new SmallPark(server).Register();
        var text = (await park.Verifier.Post($"{park.Path}/api-keys", new { code = "k", name = "k" }).Fails(HttpStatusCode.Forbidden, "user.not_allowed")).Text;
        text.ShouldContain("It takes the permission to manage API keys");
        text.ShouldNotContain("CreateApiKey");
    }

    [Theory]
    [InlineData("tenants?skip=-1", "skip")]
    [InlineData("tenants?take=9999", "take")]
    [InlineData("year?year=99999", "year")]
    [InlineData("member-year?year=0", "year")]
    public async Task A_parameter_out_of_range_is_named(string address, string field)
    {
        var park = await new SmallPark(server).Register();
        var reply = await park.Operator.Get($"{park.Path}/{address}").Fails(HttpStatusCode.BadRequest, "field.out_of_range");
        reply.Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task No_body_and_a_bad_header_are_called_so()
    {
        await server.Administrator().Send(HttpMethod.Post, "parks").Fails(HttpStatusCode.BadRequest, "request.no_body");
        var reply = await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text(JsonSerializer.Serialize(Park)), ("Idempotency-Key", "again")).Fails(HttpStatusCode.BadRequest, "request.bad_idempotency_key");
        reply.Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("Idempotency-Key");
    }

    [Fact]
    public async Task Statuses_without_words_of_their_own_get_them_too()
    {
        var someone = server.Administrator();
        await someone.Get("nothing/here").Fails(HttpStatusCode.NotFound, "request.not_found");
        await someone.Get("/api/v2/parks").Fails(HttpStatusCode.NotFound, "request.not_found");
        await someone.Delete("parks").Fails(HttpStatusCode.MethodNotAllowed, "request.wrong_method");
        await someone.Upload("parks", "code=x"u8.ToArray(), "application/x-www-form-urlencoded").Fails(HttpStatusCode.UnsupportedMediaType, "request.wrong_content_type");
        var chinese = await server.Nobody().In("zh-Hans").Get("parks").Fails(HttpStatusCode.Unauthorized, "request.not_signed_in");
        chinese.Json.GetProperty("title").GetString().ShouldBe("未登录");
    }

    [Fact]
    public async Task Problems_come_as_such_whatever_the_caller_would_rather_have()
    {
        var reply = await server.Administrator().Send(HttpMethod.Get, "parks/nowhere", null, ("Accept", "application/pdf"));
        reply.Fails(HttpStatusCode.NotFound, "park.not_found");
    }

    [Fact]
    public async Task A_code_that_is_taken_is_a_conflict_and_so_is_a_version_that_is_stale()
    {
        var park = await new SmallPark(server).Register();
        object body = new { code = park.Code.ToUpperInvariant(), name = "x", nameZh = "", provinceCode = "330000", address = "" };
        await park.Administrator.Post("parks", body).Fails(HttpStatusCode.Conflict, "code.taken");
        var seen = (await park.Operator.Get(park.Path).Ok()).Version;
        object change = new { version = seen, name = "New", nameZh = "", provinceCode = "330000", address = "" };
        var changed = await park.Operator.Put(park.Path, change).Ok();
        changed.Version.ShouldNotBe(seen);
        changed.Json.GetProperty("name").GetString().ShouldBe("New");
        await park.Operator.Put(park.Path, change).Fails(HttpStatusCode.Conflict, "data.changed_meanwhile");
    }

    [Fact]
    public async Task A_broken_rule_is_not_processable()
    {
        var park = await new SmallPark(server).Build();
        await park.Operator.Post($"{park.Grid}/contracts/{SmallPark.Contract}/sign", new { version = await park.Version(SmallPark.Contract) })
            .Fails(HttpStatusCode.UnprocessableEntity, "contract.signed_already");
        var reply = await park.Operator.Post($"{park.Grid}/units", new { version = await park.Version(), code = "storage", unit = new { name = "x", nameZh = "", technology = "solar", capacityW = 1 } });
        reply.Fails(HttpStatusCode.UnprocessableEntity, "unit.reserved_code");
    }

    [Fact]
    public async Task A_property_that_is_missing_or_of_another_type_is_named()
    {
        var reply = await server.Administrator().Post("parks", new { code = "x", address = "" }).Fails(HttpStatusCode.BadRequest, "field.missing");
        reply.Json.GetProperty("errors").EnumerateArray().Select(x => x.GetProperty("field").GetString()).ShouldBe(["name", "nameZh", "provinceCode"]);
        var wrong = await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text("{\n \"code\": 7 }"));
        wrong.Fails(HttpStatusCode.BadRequest, "request.bad_json");
        var error = wrong.Json.GetProperty("errors")[0];
        (error.GetProperty("field").GetString(), error.GetProperty("line").GetInt32()).ShouldBe(("code", 2));
        var park = await new SmallPark(server).Register();
        await park.Operator.Post($"{park.Path}/microgrids", new { code = "x", type = "floating", intervalMinutes = 15, timeZone = "Asia/Shanghai", factorFamily = "operational", microgrid = new { name = "x", nameZh = "" } })
            .Fails(HttpStatusCode.BadRequest, "request.bad_json");
    }

    [Fact]
    public async Task A_parameter_that_is_missing_or_cannot_be_read_is_named()
    {
        var park = await new SmallPark(server).Register();
        var bad = await park.Operator.Get($"{park.Grid}/park-file?from=yesterday&to=2026-01-01").Fails(HttpStatusCode.BadRequest, "request.bad_parameter");
        bad.Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("from");
        bad.Text.ShouldContain("yesterday");
        var missing = await park.Operator.Get($"{park.Grid}/park-file?from=2026-01-01").Fails(HttpStatusCode.BadRequest, "request.missing_parameter");
        missing.Json.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("to");
    }

    [Fact]
    public async Task What_nobody_foresaw_tells_nothing_of_the_inside()
    {
        await using var broken = server.WithWebHostBuilder(x => x.ConfigureTestServices(s => s.AddSingleton<PackVerification>(_ => throw new InvalidOperationException("the inside"))));
        var reply = await new Caller(broken.CreateClient()).Upload("verify", [1], "application/zip").Fails(HttpStatusCode.InternalServerError, "request.unexpected");
        reply.Text.ShouldNotContain("the inside");
        reply.Json.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_command_sent_again_with_its_key_is_done_once()
    {
        var (code, key) = (People.NewCode("park"), Guid.CreateVersion7().ToString());
        var json = JsonSerializer.Serialize(new { code, name = "x", nameZh = "", provinceCode = "330000", address = "" });
        (await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text(json), ("Idempotency-Key", key))).Is(HttpStatusCode.Created);
        (await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text(json), ("Idempotency-Key", key))).Fails(HttpStatusCode.Conflict, "request.done_already");
        (await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text(json.Replace(code, code + "b")), ("Idempotency-Key", key))).Fails(HttpStatusCode.Conflict, "request.done_already");
        (await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text(json), ("Idempotency-Key", "again"))).Fails(HttpStatusCode.BadRequest, "request.bad_idempotency_key");
    }

    [Fact]
    public async Task A_change_sent_again_with_its_key_was_made_and_is_not_stale()
    {
        var park = await new SmallPark(server).Register();
        var key = Guid.CreateVersion7().ToString();
        var json = JsonSerializer.Serialize(new { version = (await park.Operator.Get(park.Path).Ok()).Version, name = "New", nameZh = "", provinceCode = "330000", address = "" });
        (await park.Operator.Send(HttpMethod.Put, park.Path, Caller.Text(json), ("Idempotency-Key", key))).Is(HttpStatusCode.OK);
        (await park.Operator.Send(HttpMethod.Put, park.Path, Caller.Text(json), ("Idempotency-Key", key))).Fails(HttpStatusCode.Conflict, "request.done_already");
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task A_day_near_the_calendars_ends_is_out_of_range(string day)
    {
        var park = await new SmallPark(server).Build();
        var reply = await park.Operator.Post($"{park.Grid}/members/{SmallPark.Forge}/end", new { version = await park.Version(), to = day }).Fails(HttpStatusCode.BadRequest, "field.out_of_range");
        reply.Text.ShouldContain("2100-12-31");
        await park.Operator.Post($"{park.Grid}/runs", new { from = day, to = "2026-02-01" }).Fails(HttpStatusCode.BadRequest, "field.out_of_range");
    }

    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    [InlineData("same-origin", true)]
    public async Task A_page_of_another_site_changes_nothing_with_a_persons_cookie(string site, bool allowed)
    {
        var json = JsonSerializer.Serialize(new { code = People.NewCode("park"), name = "x", nameZh = "", provinceCode = "330000", address = "" });
        var reply = await server.Administrator().Send(HttpMethod.Post, "parks", Caller.Text(json), ("Sec-Fetch-Site", site));
        if (allowed) reply.Is(HttpStatusCode.Created);
        else reply.Fails(HttpStatusCode.Forbidden, "request.cross_site");
    }
}
