using System.Reflection;
using System.Text.RegularExpressions;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Features;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Tests.Browser;

/// <summary>Every page there is, found by its route, in both languages and two widths: no script error, no text without a translation, nothing beyond the edge.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class EveryPageTests(DemoInBrowser demo)
{
    private static readonly (string Parameter, string Value)[] Values =
    [
        ("{Park}", "harbour"), ("{Microgrid}", "harbour-mg"), ("{Contract}", "joint-2025"), ("{Point}", "MP-PUMPS-01"), ("{Tenant}", "pumps"), ("changes/{Number:int}", "changes/1"), ("{Number:int}", "12"),
        ("{Email}", "tenant@demo.greenpark.example"), ("{Number}", "harbour-mg-202609-pumps-r1"),
    ];

    /// <summary>The parts of a page that its address names.</summary>
    private static readonly Dictionary<string, string[]> Parts = new()
    {
        ["{Tab}"] = ["members", "units", "storage", "factors", "park-file"], ["{Section}"] = ["forms", "tables", "charts", "feedback"],
    };

    private static readonly Dictionary<string, Role> People = new()
    {
        ["operator"] = Role.ParkManager, ["admin"] = Role.Administrator, ["compliance"] = Role.ComplianceOfficer, ["verifier"] = Role.Verifier,
        ["clerk"] = Role.ParkClerk, ["reader"] = Role.ParkReader, ["tenant"] = Role.TenantManager, ["tenant-reader"] = Role.TenantReader,
    };

    /// <summary>Each address with the first of the demo's people who may see it, or, for pictures, with each of them; null is anyone.</summary>
    public static TheoryData<string, string?> Pages
    {
        get
        {
            var pages = new TheoryData<string, string?>();
            foreach (var page in typeof(Program).Assembly.GetTypes())
                foreach (var address in page.GetCustomAttributes<RouteAttribute>().SelectMany(x => Addresses(x.Template)))
                    foreach (var person in Visitors(page).Take(DemoInBrowser.Screenshots is null ? 1 : People.Count))
                        pages.Add(address, person);
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_whole_in_both_languages(string address, string? person)
    {
        foreach (var language in new[] { "en", "zh-Hans" })
        {
            var visitor = await demo.ReaderAsync(person, language);
            visitor.Faults.Clear();
            await visitor.OpenAsync(address);
            var page = visitor.Page;
            (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
            foreach (var width in new[] { 1280, 820 })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");   // nothing beyond the edge; charts follow the width a moment later
                if (DemoInBrowser.Screenshots is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{address.Trim('/').Replace('/', '_')}-{person}-{language}-{width}.png"), FullPage = true });
            }
            var text = await page.Locator("body").InnerTextAsync();
            ResourceKey().Matches(text).Select(x => x.Value).Where(x => KnownAreas.Contains(x.Split('.')[0])).ShouldBeEmpty("keys instead of texts");
            visitor.Faults.Where(x => !Expected(address, x)).ShouldBeEmpty();
        }
    }

    private static readonly HashSet<string> KnownAreas = [.. typeof(Program).Assembly.GetManifestResourceNames().Select(x => x.Split('.')[^2].ToLowerInvariant())];

    /// <summary>Pages that are a refusal answer with its status.</summary>
    private static bool Expected(string address, string fault) => address switch
    {
        "/not-found" => fault.Contains("404"),
        "/access-denied" => fault.Contains("403"),
        "/error" => fault.Contains("500"),
        "/setup" => fault.Contains("404"),
        _ => false,
    };

    private static IEnumerable<string?> Visitors(Type page) => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null ? [null]
        : People.Where(x => page.GetCustomAttributes<MayAttribute>().All(y => x.Value.Hold(y.Permission))).Select(x => (string?)x.Key);

    private static IEnumerable<string> Addresses(string template)
    {
        foreach (var (parameter, value) in Values) template = template.Replace(parameter, value);
        var part = Parts.Keys.FirstOrDefault(template.Contains);
        return part is null ? [template] : Parts[part].Select(x => template.Replace(part, x));
    }

    [GeneratedRegex(@"\b[a-z]+\.[a-z][A-Za-z_]+\b")]
    private static partial Regex ResourceKey();
}
