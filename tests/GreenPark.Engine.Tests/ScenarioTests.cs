using System.Text;
using System.Text.Json;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests;

/// <summary>
/// The scenarios: every line of <c>then/*.csv</c> must be found in the result by its <c>interval_start</c>, every value by its column;
/// every property of <c>then/summary.json</c> must have its value; <c>then/errors.txt</c> lists the refusal, all of it.
/// </summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. ScenarioFolder.All().Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_engine_finds_what_the_expert_expects(string name)
    {
        var scenario = ScenarioFolder.All().Single(s => s.Name == name);
        var result = scenario.Run();
        var differences = new List<string>();
        foreach (var (file, expected) in scenario.Then)
        {
            if (file == "errors.txt") CompareErrors(expected, result.Errors, result.ErrorCount, differences);
            else if (result.IsFailure) differences.Add($"{file} was expected, but the input is refused: {string.Join("; ", result.Errors.Select(Line))}");
            else if (!result.Value.TryGetValue(file, out var bytes)) differences.Add($"{file} is not among the results");
            else if (file.EndsWith(".json", StringComparison.Ordinal)) CompareJson(file, JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(bytes).RootElement, differences);
            else CompareCsv(file, expected, Encoding.UTF8.GetString(bytes), differences);
        }
        if (differences.Count > 0) Assert.Fail(string.Join('\n', differences.Prepend(name)));
    }

    [Fact]
    public void Every_scenario_says_what_is_given_and_expects_something()
    {
        ScenarioFolder.All().Count().ShouldBeGreaterThanOrEqualTo(30);
        var list = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios", "README.md"));
        foreach (var scenario in ScenarioFolder.All())
        {
            list.ShouldContain($"`{scenario.Name}`", customMessage: "the list of scenarios lacks it");
            scenario.Then.ShouldNotBeEmpty(scenario.Name);
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "scenarios", scenario.Name, "given.md")).Count().ShouldBeInRange(3, 12, scenario.Name);
        }
    }

    private static void CompareCsv(string file, string expected, string actual, List<string> differences)
    {
        var rows = actual.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var columns = rows[0].Split(',').ToList();
        var byStart = rows.Skip(1).Select(r => r.Split(',')).ToDictionary(r => r[0]);
        var lines = expected.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines[0].Split(',');
        foreach (var column in header.Except(columns)) differences.Add($"{file}:1: column {column} is not in the result");
        for (var line = 1; line < lines.Length; line++)
        {
            var cells = lines[line].Split(',');
            if (!byStart.TryGetValue(cells[0], out var found))
            {
                differences.Add($"{file}:{line + 1}: the result has no row {cells[0]}");
                continue;
            }
            for (var i = 1; i < cells.Length; i++)
                if (columns.IndexOf(header[i]) is var at and >= 0 && found[at] != cells[i])
                    differences.Add($"{file}:{line + 1}: {cells[0]} {header[i]}: expected {cells[i]}, actual {found[at]}");
        }
    }

    private static void CompareJson(string place, JsonElement expected, JsonElement actual, List<string> differences)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in expected.EnumerateObject())
                if (actual.TryGetProperty(property.Name, out var value)) CompareJson($"{place} {property.Name}", property.Value, value, differences);
                else differences.Add($"{place}: {property.Name} is not in the result");
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == actual.GetArrayLength())
        {
            for (var i = 0; i < expected.GetArrayLength(); i++) CompareJson($"{place}[{i}]", expected[i], actual[i], differences);
        }
        else if (expected.GetRawText() != actual.GetRawText())
        {
            differences.Add($"{place}: expected {expected.GetRawText()}, actual {actual.GetRawText()}");
        }
    }

    private static void CompareErrors(string expected, IReadOnlyList<Error> errors, int count, List<string> differences)
    {
        var lines = expected.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (errors.Count == 0) differences.Add("errors.txt: the input is accepted");
        for (var i = 0; i < Math.Max(lines.Length, errors.Count); i++)
            if (lines.ElementAtOrDefault(i) != (i < errors.Count ? Line(errors[i]) : null))
                differences.Add($"errors.txt:{i + 1}: expected {lines.ElementAtOrDefault(i) ?? "nothing"}, actual {(i < errors.Count ? Line(errors[i]) : "nothing")}");
        if (count != errors.Count) differences.Add($"errors.txt: {count} errors in all");
    }

    /// <summary>Place and code, as <c>errors.txt</c> writes them; what has no place shows what it names instead.</summary>
    private static string Line(Error error) => error.Place is { } place ? $"{place} {error.Code}" : $"{error.Code} {string.Join(' ', error.Args)}";
}
