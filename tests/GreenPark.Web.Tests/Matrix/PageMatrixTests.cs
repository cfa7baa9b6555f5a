using System.Reflection;
using System.Text.RegularExpressions;
using GreenPark.Application.Platform.People;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>Every page × every role × foreign park and neighbour. A page renders first on the server, with all that its circuit would ask for.</summary>
public sealed partial class PageMatrixTests(TwoParks parks) : IClassFixture<TwoParks>
{
    private static readonly IReadOnlyList<string> Routes = [.. typeof(Program).Assembly.GetTypes()
        .SelectMany(x => x.GetCustomAttributes<RouteAttribute>()).Select(x => x.Template).Where(x => x.Contains("{Park}") && !x.StartsWith("/v/", StringComparison.Ordinal)).Order()];

    [Fact]
    public async Task A_foreign_page_shows_nothing_and_is_like_one_that_is_not_there()
    {
        Routes.Count.ShouldBeGreaterThan(25);
        var faults = new List<string>();
        foreach (var (name, user) in await parks.PeopleAsync())
            foreach (var route in Routes)
            {
                var caller = parks.Server.As(user);
                var foreign = await caller.Get(Address(route, parks.Foreign.Code, SmallPark.Mould));
                var missing = await caller.Get(Address(route, "no-such-park", SmallPark.Mould));
                if (foreign.Text.Contains(parks.Foreign.Mark, StringComparison.Ordinal)) faults.Add($"{name} {route}: tells");
                if (Difference(foreign, parks.Foreign.Code, missing, "no-such-park") is { } difference) faults.Add($"{name} {route}: {difference}");
            }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_the_neighbour_shows_nothing_and_is_like_one_that_is_not_there()
    {
        var faults = new List<string>();
        foreach (var (name, user) in (await parks.PeopleAsync()).Where(x => x.User.TenantScope is not null))
            foreach (var route in Routes)
            {
                var caller = parks.Server.As(user);
                var neighbour = await caller.Get(Address(route, parks.Own.Code, SmallPark.Mould));
                var missing = await caller.Get(Address(route, parks.Own.Code, "NOBODY"));
                if (neighbour.Text.Contains(parks.Own.MarkOf(SmallPark.Mould), StringComparison.Ordinal)) faults.Add($"{name} {route}: tells");
                // a busy machine may leave the list of parks out of a page: what tells of a neighbour tells it each time
                if (Difference(neighbour, SmallPark.Mould, missing, "NOBODY") is not null
                    && Difference(await caller.Get(Address(route, parks.Own.Code, SmallPark.Mould)), SmallPark.Mould, await caller.Get(Address(route, parks.Own.Code, "NOBODY")), "NOBODY") is { } difference)
                    faults.Add($"{name} {route}: {difference}");
            }
        faults.ShouldBeEmpty();
    }

    private static string Address(string route, string park, string tenant) => route
        .Replace("{Park}", park).Replace("{Microgrid}", "EAST").Replace("{Tenant}", tenant).Replace("{Contract}", SmallPark.Contract).Replace("{Tab}", "members")
        .Replace("{Point}", tenant == SmallPark.Mould ? "MP-M" : "MP-NONE").Replace("{Number:int}", "1").Replace("{Number}", $"EAST-202601-{tenant}-r1");

    private static string? Difference(Reply one, string oneCode, Reply other, string otherCode)
    {
        if (one.Status != other.Status || (int)one.Status >= 500) return $"{one.Status} / {other.Status}";
        var (a, b) = (Plain(one, oneCode), Plain(other, otherCode));
        if (a == b) return null;
        var at = Math.Max(0, a.AsSpan().CommonPrefixLength(b) - 40);
        return $"{a.Substring(at, Math.Min(120, a.Length - at))} / {b.Substring(at, Math.Min(120, b.Length - at))}";
    }

    /// <summary>Without the code that was asked for, and what is another at each request.</summary>
    private static string Plain(Reply reply, string code) => Varying().Replace(reply.Text, "").Replace(code, "…").Replace("MP-NONE", "MP-M");

    [GeneratedRegex("nonce=\"[^\"]*\"|value=\"CfDJ8[^\"]*\"|<!--Blazor.*?-->|<!--bl:[^>]*-->|(?:id|for|name|list|aria-[a-z]+)=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Varying();
}
