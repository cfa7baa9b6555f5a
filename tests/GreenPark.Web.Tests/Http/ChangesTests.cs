namespace GreenPark.Web.Tests.Http;

/// <summary>Changes of readings as machines make them.</summary>
public sealed class ChangesTests(Server server)
{
    [Fact]
    public async Task An_edit_is_proposed_decided_and_told_with_all_revisions()
    {
        var park = await new SmallPark(server).Build();
        await park.Import();
        var changes = $"{park.Grid}/changes";
        var edit = new { point = "MP-F", day = "2026-01-05", values = new object[] { new { interval = 1, valueWh = 7_000 }, new { interval = 2, valueWh = (long?)null } }, reason = "抄表有误" };
        var proposed = await park.Operator.Post($"{changes}/edits", edit).Created();
        proposed.Location.ShouldBe($"/api/v1/{changes}/1");
        var shown = await park.Operator.Get($"{changes}/1?destination=domestic").Ok();
        shown.Json.GetProperty("state").GetString().ShouldBe("proposed");
        var day = shown.Json.GetProperty("days").GetProperty("items")[0];
        day.GetProperty("before").GetProperty("valuesWh")[0].GetInt64().ShouldBe(304_000);
        (day.GetProperty("after").GetProperty("valuesWh")[1].ValueKind, day.GetProperty("after").GetProperty("quality").GetString()![..3]).ShouldBe((JsonValueKind.Null, "X-M"));

        await park.Operator.Post($"{changes}/1/reject", new { version = shown.Version }).Fails(HttpStatusCode.BadRequest, "field.missing");
        (await park.Operator.Post($"{changes}/1/approve", new { version = shown.Version }).Ok()).Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
        await park.Operator.Post($"{changes}/1/withdraw", new { version = shown.Version }).Fails(HttpStatusCode.UnprocessableEntity, "change.not_proposed");
        var point = $"{park.Grid}/metering-points/MP-F/readings";
        (await park.Operator.Get($"{point}/2026-01-05/revisions?destination=domestic").Ok()).Json.EnumerateArray().Select(x => x.GetProperty("revision").GetInt32()).ShouldBe([2, 1]);
        (await park.Operator.Get($"{point}?from=2026-01-05&to=2026-01-06&at=2100-01-01T00:00:00Z&destination=domestic").Ok()).Json[0].GetProperty("revision").GetInt32().ShouldBe(2);
        (await park.Operator.Get($"{changes}?state=approved").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_was_approved_is_replaced_by_a_file_only_where_it_says_so()
    {
        var park = await new SmallPark(server).Build();
        await park.Import();
        var edit = new { point = "MP-F", day = "2026-01-05", values = new object[] { new { interval = 1, valueWh = 7_000 } }, reason = "抄表有误" };
        var proposed = (await park.Operator.Get($"{(await park.Operator.Post($"{park.Grid}/changes/edits", edit).Created()).Location}?destination=domestic").Ok()).Version;
        await park.Operator.Post($"{park.Grid}/changes/1/approve", new { version = proposed }).Ok();
        var file = "interval_start,MP-F\n2026-01-05T00:00:00+08:00,304.000\n"u8.ToArray();
        (await park.Operator.Upload($"{park.Grid}/readings/preview", file).Ok()).Json.GetProperty("overwrites").GetProperty("code").GetString().ShouldBe("import.overwrites_changes");
        (await park.Operator.Upload($"{park.Grid}/readings", file).Fails(HttpStatusCode.UnprocessableEntity, "import.overwrites_changes")).Json.GetProperty("detail").GetString()!.ShouldContain("MP-F 2026-01-05");
        (await park.Operator.Upload($"{park.Grid}/readings?replaceChanges=true", file).Created()).Json.GetProperty("daysWritten").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_a_final_month_is_taken_as_a_correction_with_its_reason()
    {
        var park = await new SmallPark(server).BuildFinal();
        var file = SmallPark.Csv(SmallPark.January, SmallPark.February, 2);
        await park.Operator.Upload($"{park.Grid}/readings", file).Fails(HttpStatusCode.UnprocessableEntity, "period.final");
        (await park.Operator.Upload($"{park.Grid}/readings/preview?correction=true", file).Ok()).Json.GetProperty("errorCount").GetInt32().ShouldBe(0);
        (await park.Operator.Upload($"{park.Grid}/readings?correction={Uri.EscapeDataString("逆变器上报有误")}", file).Created()).Json.GetProperty("change").GetInt32().ShouldBe(1);
        var radius = (await park.Operator.Get($"{park.Grid}/changes/1/blast-radius").Ok()).Json;
        radius.GetProperty("isWhole").GetBoolean().ShouldBeTrue();
        radius.GetProperty("periods")[0].GetProperty("statements").GetArrayLength().ShouldBe(2);
        radius.GetProperty("periods")[0].GetProperty("members")[0].GetProperty("difference").GetProperty("consumptionWh").GetInt64().ShouldBe(0);
        var version = (await park.Operator.Get($"{park.Grid}/changes/1?destination=domestic").Ok()).Version;
        (await park.Operator.Post($"{park.Grid}/changes/1/approve", new { version }).Ok()).Json.GetProperty("runs")[0].GetInt32().ShouldBe(2);
        (await park.Wait(2, "provisional", "failed")).Json.GetProperty("state").GetString().ShouldBe("provisional");
        var run = (await park.Operator.Get($"{park.Grid}/changes/1?destination=domestic").Ok()).Json.GetProperty("runs")[0];
        (run.GetProperty("number").GetInt32(), run.GetProperty("state").GetString(), run.GetProperty("statements").GetArrayLength()).ShouldBe((2, "provisional", 0));
    }
}
