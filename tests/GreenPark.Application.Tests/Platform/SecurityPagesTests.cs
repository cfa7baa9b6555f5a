using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GreenPark.Application.Tests.Platform;

/// <summary>docs/asvs.md and docs/security.md: the tests they name are there, no requirement is passed over, and the sums are right.</summary>
public sealed partial class SecurityPagesTests
{
    private static readonly string[] Statuses = ["met", "partly", "not met", "does not apply"];

    private static readonly string Asvs = Page("docs/asvs.md"), Security = Page("docs/security.md");
    private static readonly IReadOnlyList<Row> Rows = RowsOf(Asvs);
    private static readonly ILookup<string, string> Tests = TestsByClass();

    private sealed record Row(string Number, string Level, string Asked, string Status, string How, string ShownBy);

    [Fact]
    public void Each_requirement_stands_once_with_a_status_and_a_reason()
    {
        Rows.Count.ShouldBeGreaterThan(250);
        Rows.Where(x => !Statuses.Contains(x.Status)).ShouldBeEmpty();
        Rows.Where(x => x.Level is not ("1" or "2" or "3")).ShouldBeEmpty();
        Rows.Where(x => x.Asked.Length == 0 || x.How.Length == 0).ShouldBeEmpty("a status without a reason");
        Rows.GroupBy(x => x.Number).Where(x => x.Count() > 1).Select(x => x.Key).ShouldBeEmpty("numbers that stand twice");
    }

    /// <summary>The standard counts without gaps: what has no row must stand on the list of what was not looked at.</summary>
    [Fact]
    public void No_requirement_is_passed_over()
    {
        var left = Numbers().Matches(Asvs[Asvs.IndexOf("## Level 3, not looked at", StringComparison.Ordinal)..]).Select(x => x.Value).ToList();
        left.Intersect(Rows.Select(x => x.Number)).ShouldBeEmpty("numbers that have a row too");
        foreach (var section in Rows.Select(x => x.Number).Concat(left).GroupBy(x => x[..x.LastIndexOf('.')]))
            section.Select(LastOf).Order().ShouldBe(Enumerable.Range(1, section.Count()), $"{section.Key} has a gap");
        (Rows.Count + left.Count).ShouldBe(333, "requirements of chapters 1 to 16 of version 5.0.0");
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var named = Rows.SelectMany(x => Quoted().Matches(x.ShownBy).Select(m => m.Groups[1].Value)).Concat(NamesOfTests().Matches(Security).Select(x => x.Groups[1].Value)).ToHashSet();
        named.Count.ShouldBeGreaterThan(50);
        named.Where(x => !IsTest(x)).Order().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SecurityPagesTests.No_requirement_is_passed_over", true)]
    [InlineData("SecurityPagesTests", true)]
    [InlineData("SecurityPagesTests.No_such_test", false)]
    [InlineData("NoSuchTests", false)]
    public void A_name_that_is_no_tests_would_be_found(string name, bool isTest) => IsTest(name).ShouldBe(isTest);

    [Fact]
    public void The_sums_are_those_of_the_table()
    {
        foreach (var (title, rows) in new[] { ("1 and 2", Rows.Where(x => x.Level != "3")), ("3", Rows.Where(x => x.Level == "3")) })
            Security.ShouldContain($"| {title} | {string.Join(" | ", Statuses.Select(s => rows.Count(x => x.Status == s)))} | {rows.Count()} |\n");
    }

    [Fact]
    public void What_is_not_met_is_told_with_its_reason() =>
        NotMet().Matches(Security[Security.IndexOf("### Not met", StringComparison.Ordinal)..]).Select(x => (x.Groups["number"].Value, x.Groups["why"].Value))
            .ShouldBe(Rows.Where(x => x.Status == "not met").Select(x => (x.Number, x.How)));

    private static bool IsTest(string name) => name.Split('.') is [var type, .. var method] && Tests.Contains(type) && method.All(Tests[type].Contains);

    private static List<Row> RowsOf(string page) =>
        [.. page.Split('\n').Where(x => RowStart().IsMatch(x)).Select(x => x.Trim('|').Split('|')).Select(x => new Row(Cell(x, 0), Cell(x, 1), Cell(x, 2), Cell(x, 3), Cell(x, 4), Cell(x, 5)))];

    private static string Cell(string[] cells, int at) => at < cells.Length ? cells[at].Trim() : "";

    private static int LastOf(string number) => int.Parse(number[(number.LastIndexOf('.') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>By the sources, since the tests of pages and engine are other programs.</summary>
    private static ILookup<string, string> TestsByClass() => Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(x => !x.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText).Where(x => x.Contains("[Fact", StringComparison.Ordinal) || x.Contains("[Theory", StringComparison.Ordinal))
        .SelectMany(x => Classes().Matches(x).SelectMany(type => Methods().Matches(x).Select(method => (Type: type.Groups[1].Value, Method: method.Groups[1].Value))))
        .ToLookup(x => x.Type, x => x.Method);

    private static string Page(string path) => File.ReadAllText(Path.Combine(Root(), path)).ReplaceLineEndings("\n");

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+ \|")]
    private static partial Regex RowStart();

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex NamesOfTests();

    [GeneratedRegex(@"^\| (?<number>\d+\.\d+\.\d+) \| .+? \| (?<why>.+?) \|$", RegexOptions.Multiline)]
    private static partial Regex NotMet();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Classes();

    /// <summary>With the attribute right above, or above further attributes.</summary>
    [GeneratedRegex(@"\[(?:Fact|Theory)\b.*(?:\n\s*(?:\[|//).*)*\n\s*public (?:async )?(?:Task|void) (\w+)")]
    private static partial Regex Methods();
}
