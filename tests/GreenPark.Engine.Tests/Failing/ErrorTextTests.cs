using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Failing;

/// <summary>
/// Every error code that the engine and the command line name has its text in both languages, with the same placeholders; and no text
/// lies idle.
/// </summary>
public sealed partial class ErrorTextTests
{
    private static readonly string[] Projects = [Repository.PathOf("src", "GreenPark.Engine"), Repository.PathOf("src", "GreenPark.Cli")];
    private static readonly string[] FileNames = ["json", "csv", "md", "zip", "pdf", "pem", "pfx", "p7s", "xlsx"];

    /// <summary>Names of events in a pack's log, which only look like codes.</summary>
    private static readonly string[] LogEvents = ["readings.read", "run.executed"];

    [Fact]
    public void Every_code_that_is_raised_has_a_text()
    {
        var texts = Texts("Errors.resx");
        var raised = Sources().SelectMany(s => Raised().Matches(s).Select(m => m.Groups[1].Value)).Distinct().ToArray();
        raised.Length.ShouldBeGreaterThan(60);
        raised.Except(texts.Keys).ShouldBeEmpty();
        // codes that reach their error through a variable or a switch
        var families = texts.Keys.Select(k => k[..k.IndexOf('.')]).Distinct().ToArray();
        var mentioned = Sources().SelectMany(s => Literal().Matches(s).Select(m => m.Groups[1].Value))
            .Where(code => families.Contains(code[..code.IndexOf('.')]) && !FileNames.Contains(code[(code.IndexOf('.') + 1)..])).Distinct();
        mentioned.Except(LogEvents).Except(Files("*.resx").Where(f => !f.Contains(".zh-")).SelectMany(f => Read(f).Keys)).ShouldBeEmpty();
    }

    [Fact]
    public void No_text_is_without_a_code_that_uses_it()
    {
        var literals = Sources().SelectMany(s => Literal().Matches(s).Select(m => m.Groups[1].Value)).ToHashSet();
        Texts("Errors.resx").Keys.Except(literals).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Errors")]
    [InlineData("Checks")]
    [InlineData("Findings")]
    [InlineData("Estimates")]
    [InlineData("Texts")]
    public void Both_languages_have_the_same_keys_and_placeholders(string file)
    {
        foreach (var english in Files(file + ".resx"))
        {
            var (en, zh) = (Read(english), Read(english.Replace(".resx", ".zh-Hans.resx")));
            zh.Keys.Order().ShouldBe(en.Keys.Order(), english);
            foreach (var (key, text) in en)
            {
                Placeholders(zh[key]).ShouldBe(Placeholders(text), $"{english}: {key}");
                zh[key].ShouldMatch(@"\p{IsCJKUnifiedIdeographs}|^\W*(\{\d+\}\W*)*$|^[A-Z][\w .-]*$", $"{key} is not translated");
            }
        }
    }

    [Theory]
    [InlineData(1, "M1 has no reading from a to b (1 interval). Add the readings and run again.")]
    [InlineData(2, "M1 has no reading from a to b (2 intervals). Add the readings and run again.")]
    public void One_is_told_as_one(int count, string text) =>
        new ErrorTexts(ErrorTexts.Engine).Text(Error.Invalid("readings.missing", "M1", "a", "b", count), CultureInfo.InvariantCulture).ShouldBe(text);

    /// <summary>Of each count in English; a limit, a length and a size are never one.</summary>
    [Fact]
    public void No_count_is_told_in_the_plural_alone() =>
        Files("*.resx").Where(x => !x.Contains(".zh-", StringComparison.Ordinal)).SelectMany(Read).SelectMany(x => PluralAlone().Matches(x.Value).Where(m => !x.Value[..m.Index].EndsWith("ll ", StringComparison.Ordinal)).Select(m => $"{x.Key}: {m.Value}"))
            .ShouldBeEmpty();

    [GeneratedRegex(@"\{\d\} (intervals|days|readings|statements|gaps|rows|entries|files|members|cells|columns)\b")]
    private static partial Regex PluralAlone();

    [Fact]
    public void A_text_says_what_to_do()
    {
        // two sentences: what is wrong, and the remedy
        Texts("Errors.resx").Where(t => t.Key.StartsWith("park.", StringComparison.Ordinal) || t.Key.StartsWith("readings.", StringComparison.Ordinal) || t.Key.StartsWith("run.", StringComparison.Ordinal) || t.Key.StartsWith("file.", StringComparison.Ordinal))
            .Where(t => !TwoSentences().IsMatch(t.Value)).Select(t => t.Key).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources() =>
        Files("*.cs").Select(File.ReadAllText);

    private static IEnumerable<string> Files(string name) =>
        Projects.SelectMany(project => Directory.EnumerateFiles(project, name, SearchOption.AllDirectories).Where(f => !Built(project, f)));

    private static bool Built(string project, string path) => Path.GetRelativePath(project, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static Dictionary<string, string> Texts(string name) => Files(name).SelectMany(Read).ToDictionary(t => t.Key, t => t.Value);

    private static Dictionary<string, string> Read(string path) =>
        XDocument.Load(path).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex("""(?:Error\.(?:Invalid|NotFound|Forbidden|Conflict|RuleBroken)|faults\.Add|\.Fault)\((?:[^"();]*,\s*)?"([a-z]+\.[a-z0-9_]+)""")]
    private static partial Regex Raised();

    [GeneratedRegex("""(?<!\$)"([a-z]+\.[a-z0-9_]+)"(?!u8)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[.:;)] [A-Z]|[:;] |\. .+\.$")]
    private static partial Regex TwoSentences();
}
