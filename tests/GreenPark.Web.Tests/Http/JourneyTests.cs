using System.Text;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Evidence;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

/// <summary>The park operator's month, and everything around it, by HTTP alone. No endpoint is left out.</summary>
public sealed partial class JourneyTests(Server server)
{
    [Fact]
    public async Task A_month_from_the_register_to_a_pack_that_verifies()
    {
        var park = await new SmallPark(server).Build();
        await Registers(park);
        await Contracts(park);
        await Metering(park);
        await Identity(park);

        await park.Operator.Upload($"{park.Grid}/readings/preview", SmallPark.Csv(SmallPark.January, SmallPark.February)).Ok();
        await park.Import();
        await park.Operator.Get($"{park.Grid}/coverage").Ok();
        (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
        var requested = await park.Operator.Post($"{park.Grid}/runs", new { from = "2026-01-01", to = "2026-02-01" }).Created();
        var number = requested.Json.GetProperty("number").GetInt32();
        requested.Location.ShouldBe($"/api/v1/{park.Grid}/runs/{number}");
        var run = await park.Wait(number, "provisional", "failed");
        run.Json.GetProperty("state").GetString().ShouldBe("provisional", run.Text);
        await Results(park, number, run);

        var decided = await park.Operator.Post($"{park.Grid}/runs/{number}/finalise", new { version = run.Version }).Ok();
        decided.Json.GetProperty("finalisedBy").GetString().ShouldBe("ParkManager");
        (await park.Wait(number, "final")).Json.GetProperty("state").GetString().ShouldBe("final");
        await park.Operator.Upload($"{park.Grid}/readings", SmallPark.Csv(SmallPark.January, SmallPark.February, 2)).Fails(HttpStatusCode.UnprocessableEntity, "period.final");
        await Statements(park);
        await Pack(park, number);
        await Findings(park);
        await Changes(park);
        await Deliveries(park);
        await Relations(park);
        await Exports(park, number);
        await Retention(park);
        await Consents(park);
        await Reads(park);

        var all = server.Services.GetServices<EndpointDataSource>().SelectMany(x => x.Endpoints).Where(x => x is RouteEndpoint { RoutePattern.RawText: { } text } && text.StartsWith("/api/", StringComparison.Ordinal))
            .Select(x => x.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
        all.Except(server.Succeeded.Keys).ShouldBeEmpty("endpoints that never answered with success");
    }

    private static async Task Registers(SmallPark park)
    {
        var (admin, op) = (park.Administrator, park.Operator);
        (await admin.Get("parks").Ok()).Text.ShouldContain($"\"{park.Code}\"");
        var seen = await op.Get(park.Path).Ok();
        await op.Put(park.Path, new { version = seen.Version, name = "Harbour Park", nameZh = "海港", provinceCode = "330000", address = "2 Harbour Road", latitude = 29.93m, longitude = 121.85m }).Ok();

        var tenant = $"{park.Path}/tenants/{SmallPark.Forge}";
        (await op.Get($"{park.Path}/tenants?search=forge&take=1").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
        var changed = await op.Put(tenant, new { version = (await op.Get(tenant).Ok()).Version, tenant = SmallPark.TenantFields("Forge Works") }).Ok();
        var site = await op.Post($"{tenant}/sites", new { version = changed.Version, code = "HALL", name = "Hall", nameZh = "" }).Created();
        site.Location.ShouldBe($"/api/v1/{tenant}");
        var moved = await op.Put($"{tenant}/sites/HALL", new { version = site.Version, name = "Hall 1", nameZh = "一号", unLocode = "CNNGB" }).Ok();
        moved.Json.GetProperty("sites")[0].GetProperty("unLocode").GetString().ShouldBe("CNNGB");
        moved.Text.ShouldContain("一号");   // not escaped

        await op.Get($"{park.Path}/microgrids").Ok();
        await op.Put(park.Grid, new { version = await park.Version(), fields = new { name = "East", nameZh = "东区", connectionCapacityW = 20_000_000 } }).Ok();
        await op.Put($"{park.Grid}/units/PV", new { version = await park.Version(), unit = new { name = "Roof PV", nameZh = "", technology = "solar", capacityW = 6_000_000, registerOrder = 1 } }).Ok();
        await op.Post($"{park.Path}/tenants", new { code = "LEAVER", tenant = SmallPark.TenantFields("Leaver") }).Created();
        await op.Post($"{park.Grid}/members", new { version = await park.Version(), tenant = "LEAVER", from = "2025-01-01" }).Created();
        var ended = await op.Post($"{park.Grid}/members/LEAVER/end", new { version = await park.Version(), to = "2025-06-01" }).Ok();
        ended.Json.GetProperty("members").EnumerateArray().Single(x => x.GetProperty("tenant").GetString() == "LEAVER").GetProperty("to").GetString().ShouldBe("2025-06-01");
        var file = await op.Get($"{park.Grid}/park-file?from=2026-01-01&to=2026-02-01").Ok();
        file.Json.GetProperty("microgrid").GetProperty("code").GetString().ShouldBe("EAST");

        var code = People.NewCode("own");
        var factor = new { code, scope = "province", region = "330000", name = "Own", nameZh = "", year = 2024, kind = "average", family = "operational", value = 512.3, publisher = "Harbour", source = "Own calculation" };
        var added = await op.Post("factors", factor).Created();
        added.Location.ShouldBe($"/api/v1/factors/{code}");
        (await op.Get(added.Location!).Ok()).Json.GetProperty("value").GetDecimal().ShouldBe(512.3m);
    }

    private static async Task Contracts(SmallPark park)
    {
        var (op, draft) = (park.Operator, $"{park.Grid}/contracts/DRAFT");
        await op.Post($"{park.Grid}/contracts", new { code = "DRAFT", contract = SmallPark.ContractFields("Draft") }).Created();
        await op.Put(draft, new { version = await park.Version("DRAFT"), fields = SmallPark.ContractFields("Better draft") }).Ok();
        foreach (var from in (string?[])["2026-03-01", "2026-06-01"])
            await op.Post($"{draft}/members", new { version = await park.Version("DRAFT"), tenant = SmallPark.Forge, member = new { from, to = from == "2026-03-01" ? "2026-06-01" : null } }).Created();
        await op.Put($"{draft}/members/{SmallPark.Forge}?from=2026-06-01", new { version = await park.Version("DRAFT"), member = new { tier = 2, from = "2026-07-01" } }).Ok();
        var left = await op.Delete($"{draft}/members/{SmallPark.Forge}?from=2026-07-01&version={await park.Version("DRAFT")}").Ok();
        left.Json.GetProperty("members").GetArrayLength().ShouldBe(1);
        (await op.Get($"{park.Grid}/contracts?state=draft").Ok()).Json.GetArrayLength().ShouldBe(1);
        await op.Get(draft).Ok();

        // what a later month will need: a member leaves, the contract ends
        var signed = $"{park.Grid}/contracts/{SmallPark.Contract}";
        await op.Post($"{signed}/members/{SmallPark.Mould}/end", new { version = await park.Version(SmallPark.Contract), to = "2026-06-01" }).Ok();
        (await op.Post($"{signed}/end", new { version = await park.Version(SmallPark.Contract), to = "2026-07-01" }).Ok()).Json.GetProperty("state").GetString().ShouldNotBe("draft");
    }

    /// <summary>A file with a gap: found, taken, accepted, given back, and estimated.</summary>
    private static async Task Findings(SmallPark park)
    {
        var op = park.Operator;
        var lines = System.Text.Encoding.ASCII.GetString(SmallPark.Csv(SmallPark.February, SmallPark.February.AddDays(3))).TrimEnd().Split('\n');
        var cells = lines[6].Split(',');
        cells[2] = "";
        lines[6] = string.Join(',', cells);
        await op.Upload($"{park.Grid}/readings?fileName=2026-02.csv", System.Text.Encoding.ASCII.GetBytes(string.Join('\n', lines))).Created();
        var outcome = await op.Post($"{park.Grid}/validations", new { month = "2026-02-01" }).Ok();
        outcome.Json.GetProperty("errors").GetInt32().ShouldBeGreaterThan(0, outcome.Text);
        var list = await op.Get($"{park.Grid}/findings?month=2026-02-01&state=open&severity=warning").Ok();
        var gap = list.Json.GetProperty("findings").GetProperty("items").EnumerateArray().Single(x => x.GetProperty("rule").GetString() == "gap" && x.GetProperty("intervals").GetInt32() == 1);
        gap.GetProperty("points")[0].GetString().ShouldBe("MP-F");
        list.Json.GetProperty("validation").GetProperty("notChecked").EnumerateArray().ShouldContain(x => x.GetProperty("reason").GetString() == "NoHeadMeters");
        var one = $"{park.Grid}/findings/{gap.GetProperty("number").GetInt32()}";
        var taken = await op.Post($"{one}/take", new { version = (await op.Get(one).Ok()).Version }).Ok();
        taken.Json.GetProperty("state").GetString().ShouldBe("inWork");
        var accepted = await op.Post($"{one}/accept", new { version = taken.Version, reason = "Being serviced" }).Ok();
        (await op.Post($"{one}/reopen", new { version = accepted.Version }).Ok()).Json.GetProperty("state").GetString().ShouldBe("open");
        await op.Post($"{one}/reopen", new { version = accepted.Version }).Fails(HttpStatusCode.UnprocessableEntity, "finding.not_held");

        var preview = await op.Get($"{park.Grid}/estimates?from=2026-02-01&to=2026-02-02&point=MP-F").Ok();
        preview.Json[0].GetProperty("method").GetString().ShouldBe("linear");
        var change = await op.Post($"{park.Grid}/changes/gaps", new { from = "2026-02-01", to = "2026-02-02", points = new[] { "MP-F" }, reason = "Being serviced" }).Created();
        change.Location.ShouldBe($"/api/v1/{park.Grid}/changes/{change.Json.GetProperty("number").GetInt32()}");
        change.Json.GetProperty("gapsLeft").GetInt32().ShouldBe(0);
    }

    private static async Task Metering(SmallPark park)
    {
        var (op, point) = (park.Operator, $"{park.Grid}/metering-points/MP-F");
        (await op.Get($"{park.Grid}/metering-points?measures=consumption").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(2);
        var seen = await op.Get(point).Ok();
        var ended = await op.Put($"{point}/periods", new { version = seen.Version, period = new { parts = new[] { new { of = SmallPark.Forge } }, site = "HALL", to = "2026-06-01" } }).Ok();
        var added = await op.Post($"{point}/periods", new { version = ended.Version, period = new { parts = new[] { new { of = SmallPark.Mould } }, from = "2026-06-01" } }).Created();
        added.Json.GetProperty("periods").GetArrayLength().ShouldBe(2);
    }

    private static async Task Results(SmallPark park, int number, Reply run)
    {
        var (op, one) = (park.Operator, $"{park.Grid}/runs/{number}");
        (await op.Get($"{park.Path}/runs?microgrid=EAST").Ok()).Json.GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("provisional");
        (await op.Get($"{one}/balance?from=2026-01-01&to=2026-01-02&destination=domestic").Ok()).Json.GetProperty("columns").GetProperty("consumption").GetArrayLength().ShouldBe(24);
        var supply = await op.Get($"{one}/supply?from=2026-01-01&to=2026-01-03&destination=domestic").Ok();
        supply.Json.GetProperty("consumptionWh").GetArrayLength().ShouldBe(48);
        supply.Json.GetProperty("sources").EnumerateArray().Select(x => x.GetProperty("key").GetString()).ShouldBe(["PV", "storage"]);
        (await op.Get($"{one}/parties").Ok()).Json.GetProperty("sources")[0].GetProperty("name").GetString().ShouldBe("Roof PV");
        (await op.Get($"{park.Path}/open-work").Ok()).Text.ShouldContain("\"step\":\"finalise\"");
        (await op.Get($"{one}/member-days").Ok()).Json.GetArrayLength().ShouldBe(62);
        (await op.Get($"{one}/members/{SmallPark.Forge}/series?destination=domestic").Ok()).Json.GetProperty("consumptionWh").GetArrayLength().ShouldBe(31 * 24);
        (await op.Get($"{one}/members/{SmallPark.Forge}/preview").Ok()).Type.ShouldBe("application/pdf");

        var summary = await op.Get($"{one}/files/summary.json").Ok();
        run.Json.GetProperty("summary").GetRawText().ShouldBe(summary.Text);
        foreach (var file in (string[])["attribution.csv", "attribution-PV.csv", "attribution-storage.csv", "balance.csv"])
        {
            var csv = await op.Get($"{one}/files/{file}?destination=domestic").Ok();
            (csv.Type, csv.Text.Count(x => x == '\n')).ShouldBe(("text/csv", 31 * 24 + 1), file);
        }
        await op.Get($"{one}/files/other.csv?destination=domestic").Fails(HttpStatusCode.NotFound, "run.no_such_file");
        await op.Get($"{park.Grid}/runs/99").Fails(HttpStatusCode.NotFound, "run.not_found");
        await (await park.Tenant(SmallPark.Mould)).Get($"{one}/members/{SmallPark.Mould}/series?destination=domestic").Fails(HttpStatusCode.NotFound, "run.not_found");
    }

    private static async Task Statements(SmallPark park)
    {
        var forge = await park.Tenant(SmallPark.Forge);
        var own = (await forge.Get($"{park.Path}/statements").Ok()).Json.GetProperty("items");
        own.GetArrayLength().ShouldBe(1);
        (await forge.Get($"{park.Path}/statement-months").Ok()).Text.ShouldBe("[\"2026-01-01\"]");
        (await forge.Get($"{park.Path}/member-year?year=2026").Ok()).Json.GetProperty("consumptionWh").GetInt64().ShouldBeGreaterThan(0);
        await forge.Get($"{park.Path}/member-year?tenant={SmallPark.Mould}").Fails(HttpStatusCode.Forbidden, "scope.not_yours");
        (await park.Operator.Get($"{park.Path}/year").Ok()).Json.GetProperty("year").GetInt32().ShouldBe(2026);
        var number = own[0].GetProperty("number").GetString();
        var statement = $"{park.Path}/statements/{number}";
        (await forge.Get($"{statement}/pdf").Ok()).Bytes.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        var json = await forge.Get($"{statement}/json").Ok();
        Sha256Hex.Of(json.Bytes).ShouldBe(own[0].GetProperty("sha256").GetString());
        var page = (await forge.Get($"/v/{park.Code}/{number}").Ok()).Text;
        page.ShouldContain($"SHA-256 of {number}.json", customMessage: "the public page names the file as the download is called");
        page.ShouldContain(Sha256Hex.Of(json.Bytes));
        await forge.Get($"{statement}/proof").Ok();
        await forge.Get($"{statement}/docx").Fails(HttpStatusCode.BadRequest, "request.bad_parameter");
        await (await park.Tenant(SmallPark.Mould)).Get($"{statement}/pdf").Fails(HttpStatusCode.NotFound, "statement.not_found");
        (await park.Operator.Get($"{park.Path}/statements?microgrid=EAST").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(2);
        (await park.Operator.Get($"{park.Path}/preparations").Ok()).Json.GetProperty("isReady").GetBoolean().ShouldBeTrue();
        (await park.Operator.Get($"{park.Grid}/coverage/missing?month=2026-01-15").Ok()).Text.ShouldBe("[]");
        (await park.Operator.Get($"{park.Grid}/readings/template").Ok()).Text.ShouldStartWith("interval_start,");
        var zip = await park.Operator.Get($"{park.Path}/statements/zip?month=2026-01-15").Ok();
        using (var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip.Bytes)))
            archive.Entries.Count(x => x.Length > 100).ShouldBe(6, "PDF, JSON and proof of both members");
        await park.Operator.Get($"{park.Path}/statements/zip?month=2025-01-15").Fails(HttpStatusCode.NotFound, "statement.not_found");
    }

    private async Task Pack(SmallPark park, int number)
    {
        (await park.Verifier.Get($"{park.Path}/packs").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
        var pack = await park.Verifier.Get($"{park.Grid}/runs/{number}/pack?destination=domestic").Ok();
        PackVerifier.Verify(new MemoryStream(pack.Bytes)).Holds.ShouldBeTrue();
        var csv = await park.Operator.Get($"{park.Grid}/runs/{number}/files/attribution.csv?destination=domestic").Ok();
        var contents = PackReader.Read(pack.Bytes).Value;
        contents.TryGet(contents.Paths.Single(x => x.EndsWith("/attribution.csv", StringComparison.Ordinal) || x == "attribution.csv"), out var packed).ShouldBeTrue();
        packed.Span.SequenceEqual(csv.Bytes).ShouldBeTrue();

        var verified = await server.Nobody().Upload("verify", pack.Bytes, "application/zip").Ok();
        verified.Json.GetProperty("holds").GetBoolean().ShouldBeTrue(verified.Text);
        verified.Json.GetProperty("microgrid").GetString().ShouldBe("EAST");
        var issuer = verified.Json.GetProperty("issuerSha256").GetString();
        (await server.Nobody().Upload($"verify?issuer={issuer}", pack.Bytes, "application/zip").Ok()).Json.GetProperty("issuerTrusted").GetBoolean().ShouldBeTrue();
        (await server.Nobody().Upload($"verify?issuer={new string('0', 64)}", pack.Bytes, "application/zip").Ok()).Json.GetProperty("holds").GetBoolean().ShouldBeFalse();
        var forged = pack.Bytes.ToArray();
        forged[forged.Length / 2] ^= 1;
        (await server.Nobody().Upload("verify", forged, "application/zip").Ok()).Json.GetProperty("holds").GetBoolean().ShouldBeFalse();
    }
}
