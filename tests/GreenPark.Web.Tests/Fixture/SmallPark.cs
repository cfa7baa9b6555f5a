using System.Globalization;
using System.Text;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>A park that can be run, registered through the API: roof and storage, two members, hourly readings.</summary>
/// <param name="mark">Stands in every name that is told of the park, and a tenant's (<see cref="MarkOf"/>) in every name of the tenant's: where it comes up, something was told.</param>
internal sealed class SmallPark(Server server, string mark = "")
{
    public static readonly DateOnly January = new(2026, 1, 1), February = new(2026, 2, 1);
    public const string Forge = "FORGE", Mould = "MOULD", Contract = "ROOF";

    public string Mark => mark;
    public string MarkOf(string tenant) => mark.Length == 0 ? "" : $"{mark}-{tenant}";
    private string Marked(string name, string? tenant = null) => $"{name} {(tenant is null ? mark : MarkOf(tenant))}".TrimEnd();

    public string Code { get; } = People.NewCode("park");
    public ParkId Id { get; private set; }
    public string Path => $"parks/{Code}";
    public string Grid => $"{Path}/microgrids/EAST";

    public Caller Administrator { get; } = server.Administrator();
    public Caller Operator => server.Of(Role.ParkManager, Id);
    public Caller Verifier => server.Of(Role.Verifier, Id);
    public async Task<Caller> Tenant(string code) => server.Of(Role.TenantManager, Id, await server.TenantIdOf(Id, code));

    public async Task<SmallPark> Register()
    {
        await Administrator.Post("parks", new { code = Code, name = Marked("Harbour Park"), nameZh = "海港园区", provinceCode = "330000", address = "1 Harbour Road" }).Created();
        Id = await server.ParkIdOf(Code);
        return this;
    }

    /// <summary>With everything that a run needs but the readings.</summary>
    public async Task<SmallPark> Build()
    {
        await Register();
        var park = Operator;
        foreach (var code in (string[])[Forge, Mould]) await park.Post($"{Path}/tenants", new { code, tenant = TenantFields(Marked($"{code} Co.", code)) }).Created();
        foreach (var code in (string[])[Forge, Mould])
            foreach (var whom in (string[])["operator", "compliance", "verifier"])
                await park.Post($"{Path}/tenants/{code}/consents", new { kind = "loadCurves", whom, from = "2025-01-01", document = "Annex 3" }).Created();
        await park.Post($"{Path}/microgrids", GridBody("EAST", Marked("East Grid"))).Created();
        await park.Post($"{Grid}/units", new { version = await Version(), code = "PV", unit = new { name = Marked("Roof"), nameZh = "屋顶", technology = "solar", capacityW = 5_000_000 } }).Created();
        await park.Put($"{Grid}/storage", new { version = await Version(), efficiencyPpm = 900_000, capacityWh = 1_000_000, powerW = 500_000 }).Ok();
        foreach (var tenant in (string[])[Forge, Mould]) await park.Post($"{Grid}/members", new { version = await Version(), tenant }).Created();
        await park.Post($"{Grid}/factor-choices", new { version = await Version(), from = "2025-01-01", gridAverage = await GridFactor() }).Created();
        foreach (var (code, measures, of) in Points)
            await park.Post($"{Grid}/metering-points", new { code, measures, period = new { parts = of is null ? [] : new[] { new { of } } } }).Created();
        await park.Post($"{Grid}/contracts", new { code = Contract, contract = ContractFields(Marked("Roof power")) }).Created();
        foreach (var tenant in (string[])[Forge, Mould]) await park.Post($"{Grid}/contracts/{Contract}/members", new { version = await Version(Contract), tenant, member = new { } }).Created();
        await park.Post($"{Grid}/contracts/{Contract}/sign", new { version = await Version(Contract) }).Ok();
        return this;
    }

    public static object TenantFields(string name) => new { name, nameZh = "锻造", creditCode = "", trade = "castings" };

    public static object GridBody(string code, string name = "East Grid") => new
    {
        code, type = "gridConnected", intervalMinutes = 60, timeZone = "Asia/Shanghai", factorFamily = "operational",
        microgrid = new { name, nameZh = "东区", connectionCapacityW = 20_000_000 },
    };

    public static object ContractFields(string name = "Roof power") => new { name, nameZh = "屋顶电力", priority = 1, rule = "proRata", sources = new[] { "PV", "storage" } };

    public async Task<string> GridFactor() =>
        (await Operator.Get("factors?region=330000&kind=average&family=operational").Ok()).Json.GetProperty("items")[0].GetProperty("code").GetString()!;

    /// <summary>Of the microgrid, or of a contract of it.</summary>
    public async Task<Guid> Version(string? contract = null) => (await Operator.Get(contract is null ? Grid : $"{Grid}/contracts/{contract}").Ok()).Version;

    /// <summary>With January final and issued, by run 1.</summary>
    public async Task<SmallPark> BuildFinal()
    {
        await Build();
        await Import();
        await Operator.Post($"{Grid}/runs", new { from = "2026-01-01", to = "2026-02-01" }).Created();
        var run = await Wait(1, "provisional", "failed");
        await Operator.Post($"{Grid}/runs/1/finalise", new { version = run.Version }).Ok();
        (await Wait(1, "final")).Json.GetProperty("state").GetString().ShouldBe("final");
        return this;
    }

    public async Task<string> Import(long scale = 1) =>
        (await Operator.Upload($"{Grid}/readings?fileName=2026-01.csv", Csv(January, February, scale)).Created()).Text;

    /// <summary>The state in which the work ends.</summary>
    public async Task<Reply> Wait(int run, params string[] states)
    {
        for (var i = 0; ; i++)
        {
            var reply = await Operator.Get($"{Grid}/runs/{run}").Ok();
            if (states.Contains(reply.Json.GetProperty("state").GetString()) || i == 600) return reply;
            await Task.Delay(100);
        }
    }

    private static readonly (string Code, string Measures, string? Of)[] Points =
    [
        ("MP-PV", "generation", "PV"), ("MP-F", "consumption", Forge), ("MP-M", "consumption", Mould),
        ("MP-CH", "charge", null), ("MP-DIS", "discharge", null), ("MP-IMP", "import", null), ("MP-EXP", "export", null),
    ];

    /// <summary>Sun from 8 to 16 o'clock, storage at noon and in the evening, and loads that differ by day.</summary>
    public static byte[] Csv(DateOnly from, DateOnly to, long scale = 1)
    {
        var csv = new StringBuilder($"interval_start,{string.Join(',', Points.Select(x => x.Code))}\n");
        var grid = DayGrid.Create("Asia/Shanghai", 60, from, to).Value;
        for (var t = 0; t < grid.Intervals; t++)
        {
            var (hour, day) = (t % 24, t / 24);
            var pv = hour is >= 8 and < 16 ? 900_000L * scale : 0;
            var (forge, mould) = (300_000L + day * 1_000, 150_000L + hour * 10);
            var (charge, discharge) = (hour == 12 ? 100_000L : 0, hour == 19 ? 80_000L : 0);
            var net = pv + discharge - forge - mould - charge;
            csv.Append(grid.Label(t));
            foreach (var wh in (long[])[pv, forge, mould, charge, discharge, Math.Max(0, -net), Math.Max(0, net)])
                csv.Append(CultureInfo.InvariantCulture, $",{wh / 1000}.{wh % 1000:000}");
            csv.Append('\n');
        }
        return Encoding.ASCII.GetBytes(csv.ToString());
    }
}
