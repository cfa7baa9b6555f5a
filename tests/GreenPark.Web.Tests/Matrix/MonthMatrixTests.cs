using System.Reflection;
using System.Text.RegularExpressions;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Quantities;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>
/// A verifier engaged for January asks every message, endpoint, file and page there is for February: told is nothing that a verifier of
/// both months is told of February and January does not say too. What is searched for is found by asking as that other verifier.
/// </summary>
public sealed partial class MonthMatrixTests(Server server) : IAsyncLifetime
{
    private const string Later = "zqlater";

    /// <summary>Each with its reason.</summary>
    private static readonly Dictionary<string, string> OfNoMonth = new()
    {
        ["ListAuditRecords"] = "one chain of the park, which proves itself only whole", ["GetAuditLines"] = "likewise", ["/parks/{Park}/audit"] = "likewise",
    };

    private SmallPark? park;
    private CurrentUser? whole, bound;

    private SmallPark Park => park!;

    public async ValueTask InitializeAsync()
    {
        park = await new SmallPark(server, "zqmonths").BuildFinal();
        var op = park.Operator;
        await op.Upload($"{park.Grid}/readings?fileName=2026-02-{Later}.csv", SmallPark.Csv(SmallPark.February, SmallPark.February.AddMonths(1), scale: 3)).Created();
        await op.Post($"{park.Grid}/runs", new { from = "2026-02-01", to = "2026-03-01" }).Created();
        var run = await park.Wait(2, "provisional", "failed");
        await op.Post($"{park.Grid}/runs/2/finalise", new { version = run.Version }).Ok();
        (await park.Wait(2, "final")).Json.GetProperty("state").GetString().ShouldBe("final");
        await op.Post($"{park.Grid}/metering-points/MP-M/register-reads", new { at = "2026-02-10T00:00:00+08:00", registerWh = 1_234_321, serial = Later }).Created();
        await op.Post($"{park.Grid}/changes/edits", new { point = "MP-M", day = "2026-02-02", values = new object[] { new { interval = 1, valueWh = 7_654_567 } }, reason = $"Read off {Later}" }).Created();
        foreach (var month in (string[])["2026-01-01", "2026-02-01"]) await op.Post($"{park.Grid}/validations", new { month }).Ok();
        whole = new CurrentUser(Guid.CreateVersion7(), "Vera", Role.Verifier, park.Id) { ParkCode = park.Code };
        bound = whole with { Days = new DateRange(SmallPark.January, SmallPark.February) };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public Task Messages_tell_nothing_of_other_months() => CheckAsync(
        RequestMatrixTests.Requests.Where(x => !x.IsAssignableTo(typeof(IChangesData))).Select(x => x.Name), 15,
        (name, month, user) => SendAsync(RequestMatrixTests.Requests.Single(x => x.Name == name), month, user));

    [Fact]
    public async Task Endpoints_and_files_tell_nothing_of_other_months()
    {
        var operations = (await ApiDocument.Of(server)).Operations.Where(x => x.Method == "get").ToDictionary(x => x.Id);
        await CheckAsync(operations.Keys, 20, async (id, month, user) =>
        {
            var told = "";
            foreach (var file in id switch { "GetRunFile" => (string[])["attribution.csv", "balance.csv", "summary.json"], "GetStatementFile" => ["pdf", "json", "proof"], _ => [""] })
            {
                var address = month == SmallPark.February ? operations[id].AddressOfFebruary(Park.Code, SmallPark.Mould, file) : operations[id].Address(Park.Code, SmallPark.Mould, file);
                var reply = await server.As(user).Get(address.Replace("FORGE", "MOULD").Replace("MP-F", "MP-M"));
                ((int)reply.Status).ShouldBeLessThan(500, address);
                told += Told.ByFile(reply.Bytes);
            }
            return told;
        });
    }

    [Fact]
    public Task Pages_tell_nothing_of_other_months() => CheckAsync(
        typeof(Program).Assembly.GetTypes().SelectMany(x => x.GetCustomAttributes<RouteAttribute>()).Select(x => x.Template).Where(x => x.Contains("{Park}") && !x.StartsWith("/v/", StringComparison.Ordinal)), 6,
        async (route, month, user) =>
        {
            var reply = await server.As(user).Get(route.Replace("{Park}", Park.Code).Replace("{Microgrid}", "EAST").Replace("{Tenant}", SmallPark.Mould).Replace("{Contract}", SmallPark.Contract).Replace("{Tab}", "members")
                .Replace("{Point}", "MP-M").Replace("{Number:int}", $"{month.Month}").Replace("{Number}", $"EAST-{month:yyyyMM}-{SmallPark.Mould}-r1") + $"?microgrid=EAST&month={month:yyyy-MM}&year=2026&day={month.AddDays(1):yyyy-MM-dd}&point=MP-M");
            ((int)reply.Status).ShouldBeLessThan(500, route);
            return Markup().Replace(reply.Text, "");
        });

    /// <param name="telling">At least as many tell a verifier of both months something of February: else nothing would be proved.</param>
    private async Task CheckAsync(IEnumerable<string> asked, int telling, Func<string, DateOnly, CurrentUser, Task<string>> ask)
    {
        var (faults, told) = (new List<string>(), new List<string>());
        foreach (var name in asked.Where(x => !OfNoMonth.ContainsKey(x)).Order())
        {
            var known = Words(await ask(name, SmallPark.January, bound!));
            var ofFebruary = Words(await ask(name, SmallPark.February, whole!)).Except(known).ToList();
            if (ofFebruary.Count > 0) told.Add(name);
            var heard = Words(await ask(name, SmallPark.February, bound!)).Concat(known);
            if (ofFebruary.Intersect(heard).Concat(heard.Where(x => x == Later)).ToList() is { Count: > 0 } leaks) faults.Add($"{name}: {string.Join(' ', leaks.Take(5))}");
        }
        faults.ShouldBeEmpty();
        told.Count.ShouldBeGreaterThanOrEqualTo(telling, string.Join(' ', told));
    }

    /// <summary>Figures that nobody has by chance, however they are written, and the mark of what came in February.</summary>
    private static HashSet<string> Words(string told) => [.. Figure().Matches(Separator().Replace(told, "")).Select(x => x.Value), .. told.Contains(Later, StringComparison.Ordinal) ? (string[])[Later] : []];

    private async Task<string> SendAsync(Type request, DateOnly month, CurrentUser user)
    {
        var names = RequestMatrixTests.Names(request, Park.Code, SmallPark.Mould);
        names["Number"] = $"EAST-{month:yyyyMM}-{SmallPark.Mould}-r1";
        var result = request.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IMessage<>)).GetGenericArguments()[0];
        var send = typeof(RequestMatrixTests).GetMethods(BindingFlags.NonPublic | BindingFlags.Static).Single(x => x.Name == nameof(RequestMatrixTests.AskAsync)).MakeGenericMethod(result);
        return (await (Task<(ErrorKind?, string Told)>)send.Invoke(null, [server, new Filled(names, month).Make(request), user])!).Told;
    }

    [GeneratedRegex(@"(?<![\w-])[1-9]\d{4,}(?![\w-])")]
    private static partial Regex Figure();

    [GeneratedRegex(@"(?<=\d)[.,\u00A0\u202F](?=\d{3}(?!\d))")]
    private static partial Regex Separator();

    /// <summary>What a circuit and a form are started with differs at each request.</summary>
    [GeneratedRegex("nonce=\"[^\"]*\"|value=\"CfDJ8[^\"]*\"|<!--Blazor.*?-->|<!--bl:[^>]*-->", RegexOptions.Singleline)]
    private static partial Regex Markup();
}
