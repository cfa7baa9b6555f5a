using System.Text.Json;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Cli;

/// <summary><c>greenpark attribute</c> as scripts and people meet it: files, exit codes 0, 1 and 2, messages on stderr.</summary>
public sealed class AttributeCommandTests : IDisposable
{
    private static readonly string[] Results = ["attribution-pv.csv", "attribution.csv", "balance.csv", "summary.json"];
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void A_sound_run_writes_every_result_file_and_ends_with_0()
    {
        var ended = cli.Run("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results/2026-03");
        (ended.Code, ended.Errors).ShouldBe((0, ""));
        ended.Output.ShouldContain("24 intervals, 2 members");
        Directory.GetFiles(cli.PathOf("results/2026-03")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(Results);
        File.ReadAllText(cli.PathOf("results/2026-03/attribution.csv")).ShouldStartWith("interval_start,forge,mould\n2026-03-02T00:00:00+08:00,3600,2400\n");
        var summary = File.ReadAllText(cli.PathOf("results/2026-03/summary.json"));
        summary.ShouldEndWith("}");
        using var json = JsonDocument.Parse(summary);
        json.RootElement.GetProperty("inputs").GetProperty("park").GetString().ShouldBe(Sha256("park.json"));
        json.RootElement.GetProperty("inputs").GetProperty("readings").EnumerateArray().Select(h => h.GetString()).ShouldBe([Sha256("readings.csv")]);
    }

    [Fact]
    public void Several_readings_in_either_form_and_dates_with_an_exclusive_end()
    {
        var lines = SmallPark.Lines();
        cli.Write("a/readings.csv", SmallPark.Text(lines[..13]));
        cli.Write("b/readings.csv", SmallPark.Text([lines[0], .. lines[13..]]));
        cli.Write("c.csv", SmallPark.Text(SmallPark.Lines("2026-03-03")));
        var twice = cli.Run("attribute", "--park", "park.json", "--readings", "a/readings.csv", "--readings", "b/readings.csv", "--readings", "c.csv", "--from", "2026-03-02", "--to", "2026-03-03", "--out", "one");
        (twice.Code, twice.Errors).ShouldBe((0, ""));
        var list = cli.Run("attribute", "--park", "park.json", "--readings", "a/readings.csv", "b/readings.csv", "--out", "two");
        (list.Code, list.Errors).ShouldBe((0, ""));
        using var one = JsonDocument.Parse(File.ReadAllText(cli.PathOf("one/summary.json")));
        one.RootElement.GetProperty("intervals").GetInt32().ShouldBe(24);
        one.RootElement.GetProperty("to").GetString().ShouldBe("2026-03-03");
        one.RootElement.GetProperty("inputs").GetProperty("readings").EnumerateArray().Select(h => h.GetString()).ShouldBe([Sha256("a/readings.csv"), Sha256("b/readings.csv"), Sha256("c.csv")]);
        foreach (var file in Results[..3]) File.ReadAllText(cli.PathOf($"one/{file}")).ShouldBe(File.ReadAllText(cli.PathOf($"two/{file}")));
    }

    [Fact]
    public void Refused_readings_end_with_1_name_file_line_column_and_remedy_and_leave_no_trace()
    {
        var lines = SmallPark.Lines();
        lines[7] = lines[7].Replace("6.000,6.000", "6.000,1e3");
        cli.Write("a.csv", SmallPark.Text(lines));
        cli.Write("b.csv", SmallPark.Text(SmallPark.Lines("2026-03-03")).Replace("T04:00:00+08:00", "T04:20:00+08:00"));
        cli.Write("results/attribution.csv", "an earlier result");
        var before = cli.Contents();
        var ended = cli.Run("attribute", "--park", "park.json", "--readings", "a.csv", "--readings", "b.csv", "--out", "results");
        ended.Code.ShouldBe(1);
        ended.ErrorLines.Length.ShouldBe(2);
        ended.ErrorLines[0].ShouldBe("a.csv:8:33: \"1e3\" is no reading of F at 2026-03-02T06:00:00+08:00. Write kWh as digits, with a point and one to three decimals where needed; leave a missing reading empty.");
        ended.ErrorLines[1].ShouldStartWith("b.csv:6:1: 2026-03-03T04:20:00+08:00 does not start an interval of 60 minutes in Asia/Shanghai.");
        (ended.Output, cli.Contents()).ShouldBe(("", before));
    }

    [Fact]
    public void A_refused_park_file_ends_with_1()
    {
        cli.Write("park.json", SmallPark.Json.Replace("\"gridAverage\": 536.6", "\"gridAverage\": 536.61234"));
        var ended = cli.Run("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results");
        ended.Code.ShouldBe(1);
        ended.ErrorLines.Single().ShouldBe("park.json:17:58: \"gridAverage\" must be a number of g/kWh, 0 or more, with at most four decimals. Correct it.");
        Directory.Exists(cli.PathOf("results")).ShouldBeFalse();
    }

    [Fact]
    public void Missing_readings_end_with_1_and_their_list()
    {
        cli.Write("readings.csv", SmallPark.Text(SmallPark.Lines().Where((_, i) => i is not (5 or 6))));
        var ended = cli.Run("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results");
        (ended.Code, Directory.Exists(cli.PathOf("results"))).ShouldBe((1, false));
        ended.ErrorLines.Single().ShouldBe("readings.csv:6: The rows from 2026-03-02T04:00:00+08:00 to 2026-03-02T05:00:00+08:00 are missing (2 intervals). Add them and run again.");
    }

    [Fact]
    public void A_hundred_errors_are_shown_and_the_rest_is_counted()
    {
        cli.Write("readings.csv", SmallPark.Text(SmallPark.Lines()).Replace("6.000,6.000,3.000", "a,b,c"));
        cli.Write("more.csv", SmallPark.Text(SmallPark.Lines("2026-03-03")).Replace("6.000,6.000,3.000", "a,b,c"));
        var ended = cli.Run("attribute", "--park", "park.json", "--readings", "readings.csv", "more.csv", "--out", "results");
        ended.Code.ShouldBe(1);
        ended.ErrorLines.Length.ShouldBe(101);
        ended.ErrorLines[^1].ShouldContain("44 more errors");
    }

    [Theory]
    [InlineData("attribute")]
    [InlineData("attribute", "--park", "park.json", "--readings", "readings.csv")]
    [InlineData("attribute", "--park", "park.json", "--out", "results")]
    [InlineData("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results", "--form", "2026-03-02")]
    [InlineData("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results", "--from", "02.03.2026")]
    [InlineData("attribute", "--park", "absent.json", "--readings", "readings.csv", "--out", "results")]
    [InlineData("attribute", "--park", "park.json", "--readings", "absent.csv", "--out", "results")]
    [InlineData("attribute", "--park", ".", "--readings", "readings.csv", "--out", "results")]
    [InlineData("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "readings.csv")]
    [InlineData("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "readings.csv/results")]
    [InlineData("atribute")]
    public void Wrong_usage_and_files_that_cannot_be_read_or_written_end_with_2(params string[] arguments)
    {
        var before = cli.Contents();
        var ended = cli.Run(arguments);
        ended.Code.ShouldBe(2, ended.Errors);
        ended.ErrorLines.ShouldNotBeEmpty();
        ended.Errors.ShouldNotContain("   at ");
        cli.Contents().ShouldBe(before);
    }

    [Fact]
    public void Help_and_version_end_with_0()
    {
        cli.Run("--version").ShouldSatisfyAllConditions(v => v.Code.ShouldBe(0), v => v.Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+"));
        var root = cli.Run("--help");
        (root.Code, root.Errors).ShouldBe((0, ""));
        root.Output.ShouldContain("attribute");
        var help = cli.Run("attribute", "--help");
        help.Code.ShouldBe(0);
        foreach (var option in new[] { "--park", "--readings", "--from", "--to", "--out" }) help.Output.ShouldContain(option);
    }

    [Fact]
    public void Chinese_where_the_environment_is_Chinese()
    {
        cli.Write("readings.csv", SmallPark.Text(SmallPark.Lines()).Replace("T06:00:00+08:00,6.000", "T06:00:00+08:00,-6.000"));
        var refused = cli.RunIn("zh_CN.UTF-8", "attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results");
        refused.Code.ShouldBe(1);
        refused.ErrorLines.Single().ShouldMatch(@"^readings\.csv:8:27: PV .*\p{IsCJKUnifiedIdeographs}.*-6\.000");
        cli.RunIn("zh_CN.UTF-8", "attribute", "--help").Output.ShouldMatch(@"\p{IsCJKUnifiedIdeographs}");
        // figures and files do not depend on the language
        cli.Write("readings.csv", SmallPark.Text(SmallPark.Lines()));
        cli.RunIn("zh_CN.UTF-8", "attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "zh").Output.ShouldMatch(@"\p{IsCJKUnifiedIdeographs}");
        cli.RunIn("de_DE.UTF-8", "attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "de").Code.ShouldBe(0);
        foreach (var file in Results) File.ReadAllBytes(cli.PathOf($"zh/{file}")).ShouldBe(File.ReadAllBytes(cli.PathOf($"de/{file}")));
    }

    [Fact]
    public void Help_and_refusals_are_Chinese_where_the_library_is_not()
    {
        foreach (var arguments in new[] { ["--help"], ["pack", "--help"], ["verify", "--help"], new[] { "attribute", "--help" } })
        {
            var help = cli.RunIn("zh_CN.UTF-8", arguments);
            help.Code.ShouldBe(0);
            foreach (var english in new[] { "Show ", "information", "default:" }) help.Output.ShouldNotContain(english);
        }
        var missing = cli.RunIn("zh_CN.UTF-8", "attribute", "--park", "park.json");
        missing.Code.ShouldBe(2);
        missing.ErrorLines.ShouldBe(["缺少选项 --readings。", "缺少选项 --out。", "请参阅 'greenpark --help'。"]);
    }

    [Fact]
    public void The_language_may_be_asked_for_whatever_the_environment_speaks()
    {
        cli.Run("--lang", "zh", "attribute").ErrorLines[0].ShouldBe("缺少选项 --park。");
        cli.RunIn("zh_CN.UTF-8", "attribute", "--lang", "en").ErrorLines[0].ShouldBe("Option --park is missing.");
        cli.Run("attribute", "--lang", "de").Code.ShouldBe(2);
    }

    [Fact]
    public void Help_names_the_exit_codes() => cli.Run("--help").Output.ShouldMatch("(?s)0 .*1 .*2 ");

    [Fact]
    public void A_result_folder_is_replaced_file_by_file_and_gives_the_same_bytes_again()
    {
        string[] arguments = ["attribute", "--park", "park.json", "--readings", "readings.csv", "--out", "results"];
        cli.Run(arguments).Code.ShouldBe(0);
        var first = cli.Contents();
        cli.Write("results/balance.csv", "damaged");
        cli.Run(arguments).Code.ShouldBe(0);
        cli.Contents().ShouldBe(first);
    }

    [Fact]
    public void The_folder_may_be_the_one_that_the_command_stands_in()
    {
        cli.Run("attribute", "--park", "park.json", "--readings", "readings.csv", "--out", ".").Code.ShouldBe(0);
        Directory.GetFileSystemEntries(cli.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([.. Results[..3], "park.json", "readings.csv", "summary.json"]);
    }

    private string Sha256(string name) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(cli.PathOf(name))));
}
