using System.Collections;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Tests.Platform;

/// <summary>Every code that the application uses has its sentence in both languages, and docs/error-codes.md lists them all.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly string Root = RootFolder();
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    [Fact]
    public void Every_code_used_has_both_texts()
    {
        var (en, zh) = (Codes(CultureInfo.InvariantCulture), Codes(Chinese));
        CodesUsed().Except(en.Keys).ShouldBeEmpty("codes without an English text");
        CodesUsed().Except(zh.Keys).ShouldBeEmpty("codes without a Chinese text");
        en.Keys.Except(CodesUsed()).ShouldBeEmpty("texts that no code uses");
        zh.Keys.Order().ShouldBe(en.Keys.Order());
    }

    [Fact]
    public void A_code_in_source_would_be_found() =>
        Found("return Error.Conflict(\"code.new\"); x.WithErrorCode(\"other.new\") y.Invalid(\n  \"third.new\")").ShouldBe(["code.new", "other.new", "third.new"]);

    [Fact]
    public void Both_texts_fill_in_the_same_arguments()
    {
        var zh = Codes(Chinese);
        foreach (var (code, text) in Codes(CultureInfo.InvariantCulture))
            Places(zh[code]).ShouldBe(Places(text), code);

        static IEnumerable<string> Places(string text) => Placeholder().Matches(text).Select(x => x.Value).Distinct().Order();
    }

    [Fact]
    public void Dates_are_written_as_everywhere() =>
        ErrorResources.Texts.Text(Error.RuleBroken("contract.ends_outside", new DateOnly(2026, 4, 1)), CultureInfo.GetCultureInfo("en-US")).ShouldContain("2026-04-01");

    [Fact]
    public void States_are_named_in_the_language_of_the_sentence()
    {
        var error = Error.RuleBroken("run.not_provisional", RunState.Final);
        ErrorResources.Texts.Text(error, CultureInfo.GetCultureInfo("en")).ShouldStartWith("The run is final;");
        ErrorResources.Texts.Text(error, Chinese).ShouldStartWith("该计算为“正式”状态");
        foreach (var value in (Enum[])[.. Enum.GetValues<RunState>(), .. Enum.GetValues<ContractState>(), .. Enum.GetValues<ChangeState>(), .. Enum.GetValues<Engine.Parks.Measurand>(), .. Enum.GetValues<Engine.Validation.MeterClass>()])
            foreach (var culture in new[] { CultureInfo.InvariantCulture, Chinese })
                ErrorResources.Application.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.GetString($"word.{value.GetType().Name}.{value}").ShouldNotBeNullOrEmpty($"{value} in {culture.Name}");
    }

    [Fact]
    public void The_page_of_error_codes_is_up_to_date()
    {
        var path = Path.Combine(Root, "docs/error-codes.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, page);
        File.Exists(path).ShouldBeTrue("run the tests with UPDATE_SNAPSHOTS=1");
        File.ReadAllText(path).ShouldBe(page, "run the tests with UPDATE_SNAPSHOTS=1");
    }

    private static string Page()
    {
        var text = new StringBuilder("# Error codes\n\nWritten by a test from the resource files. `{0}` and so on are filled in. Codes are stable; sentences may be improved.\n");
        foreach (var (title, source) in ((string, ResourceManager)[])[("Application", ErrorResources.Application), ("Engine", ErrorTexts.Engine)])
        {
            var (en, zh) = (Codes(CultureInfo.InvariantCulture, source), Codes(Chinese, source));
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| code | English | 中文 |\n| --- | --- | --- |\n");
            foreach (var code in en.Keys.Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"| `{code}` | {en[code].Replace("|", "\\|")} | {zh.GetValueOrDefault(code, "").Replace("|", "\\|")} |\n");
        }
        return text.ToString();
    }

    private static Dictionary<string, string> Codes(CultureInfo culture, ResourceManager? source = null) =>
        ((source ?? ErrorResources.Application).GetResourceSet(culture, createIfNotExists: true, tryParents: false)?.Cast<DictionaryEntry>() ?? [])
            .Where(x => !((string)x.Key).StartsWith("word.", StringComparison.Ordinal)).ToDictionary(x => (string)x.Key, x => (string)x.Value!);

    private static HashSet<string> CodesUsed() => Directory
        .EnumerateFiles(Path.Combine(Root, "src/GreenPark.Application"), "*.cs", SearchOption.AllDirectories)
        .Where(x => !x.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(x => Found(File.ReadAllText(x))).ToHashSet();

    private static IEnumerable<string> Found(string source) => CodeInSource().Matches(source).Select(x => x.Groups[1].Value);

    private static string RootFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex("""(?:Invalid|NotFound|Forbidden|Conflict|RuleBroken|WithErrorCode)\(\s*"([a-z_]+\.[a-z_]+)""")]
    private static partial Regex CodeInSource();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Placeholder();
}
