using System.Collections;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Tests.Resources;

/// <summary>Every word of the pages and of the API is there in both languages.</summary>
public sealed partial class TextsTests
{
    private static readonly string Web = WebFolder();
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Path.Combine(Web, "Resources"), "*.resx").Select(x => Path.GetFileName(x).Split('.')[0]).Distinct().Order()];

    [Theory, MemberData(nameof(Files))]
    public void Both_languages_have_the_same_keys(string file)
    {
        var (en, zh) = (Read(file, CultureInfo.InvariantCulture), Read(file, Chinese));
        en.Count.ShouldBeGreaterThan(0);
        zh.Keys.Order().ShouldBe(en.Keys.Order());
        var beginning = char.ToLowerInvariant(file[0]) + file[1..] + ".";
        en.Keys.Where(x => !x.StartsWith(beginning, StringComparison.Ordinal)).ShouldBeEmpty("a key begins with its file's name");
        zh.Concat(en).Where(x => string.IsNullOrWhiteSpace(x.Value)).Select(x => x.Key).ShouldBeEmpty();
        foreach (var (key, text) in en) Places(zh[key]).ShouldBe(Places(text), key);

        static IEnumerable<string> Places(string text) => Placeholder().Matches(text).Select(x => x.Value).Distinct().Order();
    }

    [Fact]
    public void Every_key_that_is_used_is_there()
    {
        var used = Sources().SelectMany(x => KeysIn(File.ReadAllText(x)).Select(key => (Key: key, File: Path.GetFileName(x)))).ToList();
        used.Count.ShouldBeGreaterThan(50);
        used.Where(x => Texts.Find(x.Key, CultureInfo.InvariantCulture) is null).Select(x => $"{x.File}: {x.Key}").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Keys_would_be_found() =>
        KeysIn("""<h1>@T["verify.title"]</h1> @(Texts["ui.close", 3]) Error.Invalid("request.too_busy") T[x ? "ui.yes" : "ui.no"] T[$"role.{x}"]""")
            .ShouldBe(["verify.title", "ui.close", "ui.yes", "ui.no", "request.too_busy"], ignoreOrder: true);

    [Fact]
    public void The_page_about_the_API_lists_its_codes() =>
        Listed().Matches(File.ReadAllText(Path.Combine(Web, "../../docs/api.md"))).Select(x => x.Groups[1].Value)
            .ShouldBe(Read("Request", CultureInfo.InvariantCulture).Keys.Where(x => !x.StartsWith("request.status_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> KeysIn(string source) =>
        Indexed().Matches(source).SelectMany(x => Key().Matches(x.Value).Select(k => k.Groups[1].Value))
            .Concat(OfRequests().Matches(source).Select(x => x.Groups[1].Value));

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Web, "*.*", SearchOption.AllDirectories)
        .Where(x => Path.GetExtension(x) is ".razor" or ".cs" && !x.Contains("/obj/", StringComparison.Ordinal) && !x.Contains("/bin/", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string file, CultureInfo culture) =>
        new ResourceManager($"GreenPark.Web.Resources.{file}", typeof(Texts).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)?
            .Cast<DictionaryEntry>().ToDictionary(x => (string)x.Key, x => (string)x.Value!) ?? [];

    private static string WebFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/GreenPark.Web"));

    [GeneratedRegex("""\b(?:T|Texts|texts)\[[^\[\]]*\]""")]
    private static partial Regex Indexed();

    [GeneratedRegex("""(?<!\$)"([a-z][A-Za-z]*\.[A-Za-z_.0-9]+)"(?!\s*[+])""")]
    private static partial Regex Key();

    [GeneratedRegex("""\(\s*"(request\.[a-z_]+)"\s*[,)]""")]
    private static partial Regex OfRequests();

    [GeneratedRegex(@"^\| `(request\.[a-z_]+)`", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Placeholder();
}
