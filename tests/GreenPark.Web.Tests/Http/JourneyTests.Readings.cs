using System.Text;
using System.Text.Json;
using GreenPark.Application.Platform.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

public sealed partial class JourneyTests
{
    /// <summary>What was estimated is rejected; an edit is taken back; an estimate counts and is reverted.</summary>
    private static async Task Changes(SmallPark park)
    {
        var (op, changes) = (park.Operator, $"{park.Grid}/changes");
        await op.Post($"{changes}/1/reject", new { version = (await op.Get($"{changes}/1?destination=domestic").Ok()).Version, note = "The meter was right" }).Ok();

        await op.Post($"{changes}/edits", new { point = "MP-F", day = "2026-02-02", values = new object[] { new { interval = 1, valueWh = 7 } }, reason = "Read off" }).Created();
        await op.Get($"{changes}/2/blast-radius").Ok();
        await op.Post($"{changes}/2/withdraw", new { version = (await op.Get($"{changes}/2?destination=domestic").Ok()).Version }).Ok();

        await op.Post($"{changes}/estimates", new { days = new[] { new { point = "MP-F", day = "2026-02-03", values = new object[] { new { interval = 2, valueWh = 9, method = "GP/linear" } } } }, reason = "Gateway down" }).Created();
        await op.Post($"{changes}/3/approve", new { version = (await op.Get($"{changes}/3?destination=domestic").Ok()).Version, note = "" }).Ok();
        await op.Post($"{changes}/3/revert", new { version = (await op.Get($"{changes}/3?destination=domestic").Ok()).Version, reason = "It was right before" }).Created();
        (await op.Get($"{changes}?take=2").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(4);

        var point = $"{park.Grid}/metering-points/MP-F/readings";
        (await op.Get($"{point}/2026-02-03/revisions?destination=domestic").Ok()).Json.GetArrayLength().ShouldBe(2);
        (await op.Get($"{point}?from=2026-02-03&to=2026-02-04&at=2100-01-01T00:00:00Z&destination=domestic").Ok()).Json[0].GetProperty("revision").GetInt32().ShouldBe(2);
        (await op.Get($"{point}/2026-02-03?destination=domestic").Ok()).Text.ShouldContain("GP/linear");
        (await op.Get($"{point}/2026-02-03/estimates?first=2&last=3").Ok()).Json.GetArrayLength().ShouldBe(5);
        await op.Get($"{park.Grid}/completeness?month=2026-02-01").Ok();
        (await op.Get($"{park.Grid}/coverage/missing/csv?month=2026-02-01").Ok()).Text.ShouldStartWith("metering_point,day,from,to,intervals");
        await park.Administrator.Put($"{park.Grid}/four-eyes", new { version = (await op.Get(park.Grid).Ok()).Version, on = true }).Ok();
    }

    /// <summary>What validation holds readings against: coordinates, head meters, registers, and the park's own thresholds.</summary>
    private static async Task Relations(SmallPark park)
    {
        var (op, points, thresholds) = (park.Operator, $"{park.Grid}/metering-points", $"{park.Path}/thresholds");
        (await op.Get(park.Path).Ok()).Json.GetProperty("latitude").GetDecimal().ShouldBe(29.93m);
        await op.Put($"{points}/MP-M/periods", new { version = (await op.Get($"{points}/MP-M").Ok()).Version, period = new { parts = new[] { new { of = SmallPark.Mould } }, head = "MP-F" } }).Ok();
        (await op.Get($"{points}/MP-F").Ok()).Json.GetProperty("subMeters")[0].GetProperty("code").GetString().ShouldBe("MP-M");

        var reads = $"{points}/MP-F/register-reads";
        (await op.Post(reads, new { at = "2026-01-01T00:00:00+08:00", registerWh = 1_000, serial = "S1" }).Created()).Location.ShouldBe($"/api/v1/{reads}");
        await op.Post($"{reads}/1/withdraw", new { reason = "Misread" }).Ok();
        var nem13 = "100,NEM13,202602010000,MDP1,RETAILER1\n250,NMI,E1,01,E1,E1,S1,E,1,20260101020000,A,,,500,20260201020000,A,,,499,kWh,,20260201000000,\n900\n"u8.ToArray();
        await op.Upload($"{park.Grid}/register-reads?fileName=registers.csv", nem13).Fails(HttpStatusCode.BadRequest, "register.no_channel");
        await op.Post($"{points}", new { code = "NMI-E1", measures = "consumption", period = new { parts = new[] { new { of = SmallPark.Forge } } } }).Created();
        (await op.Upload($"{park.Grid}/register-reads?fileName=registers.csv", nem13).Created()).Json.GetProperty("recorded").GetInt32().ShouldBe(2);
        (await op.Get(reads).Ok()).Json.GetProperty("items")[0].GetProperty("withdrawn").GetProperty("reason").GetString().ShouldBe("Misread");

        var limits = (await op.Get(thresholds).Ok()).Json.EnumerateArray().Single(x => x.GetProperty("class").GetString() == "wind").GetProperty("limits");
        var own = (await op.Put($"{thresholds}/wind", new { version = (Guid?)null, limits }).Ok()).Json.EnumerateArray().Single(x => x.GetProperty("class").GetString() == "wind").GetProperty("version").GetGuid();
        await op.Put($"{thresholds}/breeze", new { version = own, limits }).Fails(HttpStatusCode.BadRequest, "request.bad_parameter");
        await op.Delete($"{thresholds}/wind?version={own}").Ok();
        await op.Post($"{park.Grid}/validations", new { month = "2026-01-01" }).Ok();
        (await op.Get($"{park.Grid}/findings?month=2026-01-01").Ok()).Json.GetProperty("validation").GetProperty("thresholds").GetArrayLength().ShouldBe(6);
    }

    /// <summary>A tenant keeps its load curve to itself, and lets it be seen again.</summary>
    private static async Task Consents(SmallPark park)
    {
        var (forge, consents, series) = (await park.Tenant(SmallPark.Forge), $"{park.Path}/tenants/{SmallPark.Forge}/consents", $"{park.Grid}/runs/1/members/{SmallPark.Forge}/series?destination=domestic");
        var number = (await forge.Get(consents).Ok()).Json.EnumerateArray().Single(x => x.GetProperty("whom").GetString() == "operator").GetProperty("number").GetInt32();
        var withdrawn = await forge.Post($"{consents}/{number}/withdraw", new { reason = "A new product" }).Ok();
        withdrawn.Json.EnumerateArray().ShouldContain(x => x.GetProperty("withdrawn").ValueKind == JsonValueKind.Object);
        await park.Operator.Get(series).Fails(HttpStatusCode.Forbidden, "consent.curves_withheld");
        await forge.Get(series).Ok();
        await park.Operator.Post(consents, new { kind = "loadCurves", whom = "operator", from = "2026-01-01" }).Fails(HttpStatusCode.Forbidden, "consent.paper_only");
        (await forge.Post(consents, new { kind = "loadCurves", whom = "operator", from = "2026-01-01" }).Created()).Location.ShouldBe($"/api/v1/{consents}");
        await park.Operator.Get(series).Ok();
    }

    /// <summary>Load curves leave with a word on where they go, and abroad by an approval.</summary>
    private static async Task Exports(SmallPark park, int run)
    {
        var (op, pack, approvals) = (park.Operator, $"{park.Grid}/runs/{run}/pack", $"{park.Path}/export-approvals");
        await op.Get(pack).Fails(HttpStatusCode.BadRequest, "export.destination_missing");
        await op.Get($"{pack}?destination=anywhere").Fails(HttpStatusCode.BadRequest, "request.bad_parameter");
        await op.Get($"{pack}?destination=abroad").Fails(HttpStatusCode.UnprocessableEntity, "export.approval_missing");
        var approval = new { kind = "loadCurves", recipient = "Nordlicht GmbH", country = "DE", basis = "exempt", clause = "Article 3", reference = "File 7", from = "2026-01-01" };
        (await op.Post(approvals, approval).Created()).Location.ShouldBe($"/api/v1/{approvals}");
        await op.Get($"{pack}?destination=abroad&approval=1").Ok();
        var released = (await op.Get($"{park.Path}/releases?destination=abroad").Ok()).Json.GetProperty("items")[0];
        (released.GetProperty("recipient").GetString(), released.GetProperty("request").GetString()).ShouldBe(("Nordlicht GmbH", "GetPack"));
        await op.Post($"{approvals}/1/withdraw", new { reason = "The contract has ended" }).Ok();
        await op.Get($"{pack}?destination=abroad&approval=1").Fails(HttpStatusCode.UnprocessableEntity, "export.approval_not_standing");
        var terms = (await op.Get(approvals).Ok()).Json;
        var off = await op.Put($"{park.Path}/destination-asking", new { version = terms.GetProperty("version").GetGuid(), on = false, reason = "They stay here by contract" }).Ok();
        await op.Get(pack).Ok();
        await op.Put($"{park.Path}/destination-asking", new { version = off.Json.GetProperty("version").GetGuid(), on = true, reason = "They may go abroad after all" }).Ok();
    }

    private static async Task Retention(SmallPark park)
    {
        var (op, retention) = (park.Operator, $"{park.Path}/retention");
        await op.Put($"{retention}/readLog", new { rule = "months", months = 5, reason = "Less is better" }).Fails(HttpStatusCode.BadRequest, "retention.months_out_of_range");
        await op.Put($"{retention}/sessions", new { rule = "months", months = 9, reason = "x" }).Fails(HttpStatusCode.BadRequest, "retention.not_of_park");
        var kinds = (await op.Put($"{retention}/readLog", new { rule = "months", months = 60, reason = "The contracts say five years" }).Ok()).Json.GetProperty("kinds");
        kinds.EnumerateArray().Single(x => x.GetProperty("kind").GetString() == "readLog").GetProperty("months").GetInt32().ShouldBe(60);
        (await op.Post($"{retention}/holds", new { from = "2026-01-01", to = "2026-02-01", reason = "A dispute" }).Created()).Location.ShouldBe($"/api/v1/{retention}");
        await op.Post($"{retention}/holds/1/release", new { reason = "Settled" }).Ok();
        (await op.Get(retention).Ok()).Json.GetProperty("holds")[0].GetProperty("released").GetProperty("reason").GetString().ShouldBe("Settled");
    }

    /// <summary>Who looked at a tenant's data: written a few seconds later.</summary>
    private async Task Reads(SmallPark park)
    {
        await server.Services.GetRequiredService<ReadLog>().WriteAsync();
        var reads = $"{park.Path}/tenants/{SmallPark.Forge}/reads";
        var seen = await park.Administrator.Get($"{reads}?kind=statements&person=manager&othersOnly=true").Ok();
        seen.Json.GetProperty("total").GetInt32().ShouldBeGreaterThan(0, seen.Text);
        (await park.Administrator.Get($"{reads}/csv?kind=curves").Ok()).Text.ShouldStartWith("at,kind,first_day");
        await park.Operator.Get(reads).Fails(HttpStatusCode.Forbidden, "user.not_allowed");
    }

    /// <summary>By profile, by a gateway's key of its own, and in pieces.</summary>
    private static async Task Deliveries(SmallPark park)
    {
        var (op, profiles) = (park.Operator, $"{park.Path}/reading-profiles");
        var foreign = Encoding.UTF8.GetBytes("Zeit;Halle (kWh)\n" + string.Concat(Enumerable.Range(0, 24).Select(h => $"20.02.2026 {h:00}:00;1,5\n")));
        var suggested = await op.Upload($"{park.Grid}/readings/suggestion?fileName=halle.csv", foreign).Ok();
        var profile = JsonDocument.Parse(suggested.Json.GetProperty("profile").GetString()!.Replace("\"Halle (kWh)\":null", "\"Halle (kWh)\":\"MP-F\"")).RootElement;
        await op.Post(profiles, new { code = "halle", name = "Halle", profile }).Created();
        var kept = (await op.Get(profiles).Ok()).Json[0].GetProperty("version").GetGuid();
        (await op.Put($"{profiles}/halle", new { version = kept, name = "Hall", profile }).Ok()).Json[0].GetProperty("name").GetString().ShouldBe("Hall");
        (await op.Upload($"{park.Grid}/readings?fileName=halle.csv&profile=halle", foreign).Created()).Json.GetProperty("energyWh").GetInt64().ShouldBe(36_000);
        var import = (await op.Get($"{park.Grid}/imports?take=1").Ok()).Json.GetProperty("items")[0];
        import.GetProperty("profile").GetString().ShouldBe("halle");
        (await op.Get($"{park.Grid}/imports/{import.GetProperty("id").GetString()}").Ok()).Json.GetProperty("profileJson").GetString()!.ShouldContain("Halle (kWh)");
        await op.Get($"{park.Grid}/imports/{Guid.Empty}").Fails(HttpStatusCode.NotFound, "import.not_found");
        await op.Delete($"{profiles}/halle?version={(await op.Get(profiles).Ok()).Json[0].GetProperty("version").GetGuid()}").Ok();

        var json = """{ "points": [ { "point": "MP-F", "start": "2026-02-21T00:00:00+08:00", "intervalMinutes": 60, "kWh": [1, 2, null] } ] }"""u8.ToArray();
        await op.Send(HttpMethod.Post, $"{park.Path}/readings", Caller.Bytes(json, "application/json"), ("Idempotency-Key", "2026-02-21")).Created();

        var csv = SmallPark.Csv(new DateOnly(2026, 2, 22), new DateOnly(2026, 2, 23));
        var upload = (await op.Post($"{park.Grid}/uploads", new { fileName = "22.csv", length = csv.Length }).Created()).Location!;
        await op.Send(HttpMethod.Patch, upload, Caller.Bytes(csv, "application/offset+octet-stream"), ("Upload-Offset", "0")).Ok();
        await op.Get(upload).Ok();
        await op.Send(HttpMethod.Post, $"{upload}/import").Created();
        await op.Delete((await op.Post($"{park.Grid}/uploads", new { fileName = "23.csv", length = 1 }).Created()).Location!).Ok();
    }
}
