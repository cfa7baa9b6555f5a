using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;
using static GreenPark.Engine.Tests.Evidence.Forger;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>Forged results, records and manifests, and files too many or too few.</summary>
public class PackForgeryTests
{
    [Fact]
    public void Signing_a_sound_pack_anew_is_found_by_asking_for_the_issuer_only() => Forged().Holds.ShouldBeTrue();

    [Theory]
    [InlineData("result/attribution-sun.csv"), InlineData("result/notes.txt"), InlineData("statements/forged.pdf"), InlineData("statements/readme.txt")]
    [InlineData("input/more.csv"), InlineData("notes.txt"), InlineData("log/proof.json")]
    public void A_full_pack_holds_nothing_that_no_check_looks_at(string path) => Forged(f => f[path] = "x"u8.ToArray()).Holds.ShouldBeFalse();

    [Theory]
    [InlineData("README.en.md"), InlineData("README.zh-CN.md"), InlineData("input/imports.json"), InlineData("input/quality.csv"), InlineData("input/park.json")]
    [InlineData("input/readings.csv"), InlineData("conservation.csv"), InlineData("log.jsonl"), InlineData("result/summary.json")]
    public void A_full_pack_lacks_nothing(string path) => Forged(f => f.Remove(path)).Codes("files").ShouldBe(["evidence.file_missing"]);

    [Theory]
    [InlineData("result/attribution.csv"), InlineData("result/attribution-pv-1.csv"), InlineData("result/attribution-wind-1.csv")]
    [InlineData("result/attribution-storage.csv"), InlineData("result/balance.csv"), InlineData("result/summary.json")]
    public void A_changed_result_is_found(string path)
    {
        Forged(f => f[path] = f[path].Replaced("0", "1")).Failed().ShouldBe(["reperformance"]);
        Forged(f => f[path] = [.. f[path], (byte)'\n']).Failed().ShouldBe(["reperformance"]);
        Forged(f => f[path] = []).Failed().ShouldBe(["reperformance"]);
        Forged(f => f.Remove(path)).Failed().ShouldContain("reperformance");
    }

    [Fact]
    public void Conservation_is_calculated_not_believed()
    {
        Forged(f => f["conservation.csv"] = f["conservation.csv"].Replaced("2018-01-01,", "2018-01-01,1")).Failed().ShouldBe(["conservation"]);
        Forged(f => f["conservation.csv"] = []).Failed().ShouldBe(["conservation"]);
    }

    [Theory]
    [InlineData("result/attribution.csv", "\n2018-01-01T02:00:00+08:00,", "\n2018-01-01T02:00:00+08:00,9", 4, "forge")]
    [InlineData("conservation.csv", "2018-01-02,", "2018-01-02,9", 3, "generation")]
    [InlineData("result/balance.csv", "import", "imported", 1, "import")]
    public void A_false_line_of_a_table_is_named_with_its_column_and_both_values(string path, string old, string with, int line, string column)
    {
        var (sound, forged) = (PackSample.Files()[path], PackSample.Files()[path].Replaced(old, with));
        var error = Forged(f => f[path] = forged).Checks.Single(c => c.State == CheckState.Fail).Errors.ShouldHaveSingleItem();
        (error.Code, error.Place).ShouldBe(("evidence.value_differs", new Place(path, line)));
        var at = Cells(sound)[0].ToList().IndexOf(column);
        error.Args.ShouldBe([column, Cells(forged)[line - 1][at], Cells(sound)[line - 1][at]]);

        static string[][] Cells(byte[] csv) => [.. Vectors.Text(csv).Split('\n').Select(l => l.Split(','))];
    }

    [Fact]
    public void A_false_summary_is_named_by_its_property()
    {
        var error = Forged(f => f["result/summary.json"] = f["result/summary.json"].Replaced("\"intervals\":48", "\"intervals\":49"))
            .Checks.Single(c => c.State == CheckState.Fail).Errors.ShouldHaveSingleItem();
        (error.Code, error.Place).ShouldBe(("evidence.value_differs", new Place("result/summary.json")));
        error.Args.ShouldBe(["intervals", "49", "48"]);
    }

    [Fact]
    public void What_a_forger_writes_is_shortened_and_reads_as_one_line()
    {
        var error = Forged(f => f["result/attribution.csv"] = f["result/attribution.csv"].Replaced("\n2018-01-01T02:00:00+08:00,", "\n2018-01-01T02:00:00+08:00,\u001b[2J\r" + string.Concat(Enumerable.Repeat("😀", 500))))
            .Checks.Single(c => c.State == CheckState.Fail).Errors.ShouldHaveSingleItem();
        var line = new ErrorTexts(ErrorTexts.Engine).Line(error);
        line.Length.ShouldBeLessThan(300);
        line.ShouldContain("😀");
        line.ShouldAllBe(c => !char.IsControl(c));
        new CanonicalObject { ["text"] = line }.ToBytes();   // no half of a character, which JSON cannot carry
    }

    [Theory]
    [InlineData("log.jsonl", "not json\n"), InlineData("log.jsonl", "{\"a\":1}"), InlineData("log.jsonl", "{ \"a\": 1 }\n"), InlineData("log.jsonl", "[]\n"), InlineData("log.jsonl", "{}\n\n{}\n")]
    [InlineData("log.jsonl", "{}\r\n"), InlineData("input/imports.json", "{}"), InlineData("input/imports.json", ""), InlineData("input/imports.json", "[{}]"), InlineData("input/imports.json", "[] ")]
    public void An_unparsable_record_fails(string path, string text) => Forged(f => f[path] = Vectors.Utf8(text)).Failed().ShouldBe(["files"], text);

    [Fact]
    public void An_empty_log_is_a_log() => Forged(f => f["log.jsonl"] = []).Holds.ShouldBeTrue();

    [Fact]
    public void A_manifest_of_another_run_is_found()
    {
        (Func<Manifest, Manifest> Change, string[] Failed)[] lies =
        [
            (m => m with { Microgrid = "mg-2" }, ["reperformance"]),
            (m => m with { Park = "other" }, ["reperformance"]),
            (m => m with { Park = null }, ["reperformance"]),
            (m => m with { Method = "gpm-2" }, ["reperformance"]),
            (m => m with { To = new(2018, 1, 2) }, ["conservation", "reperformance", "figures"]),
            (m => m with { From = new(2018, 1, 2) }, ["conservation", "reperformance", "figures"]),
            (m => m with { To = new(2018, 1, 4) }, ["reperformance"]),   // the readings of that day are not there
            (m => m with { From = new(1999, 1, 1) }, ["reperformance"]),
            (m => m with { Run = 8 }, ["figures"]),
        ];
        foreach (var (change, failed) in lies) Forged(manifest: change).Failed().ShouldBe(failed, change(Samples.Manifest()).ToString());
    }

    [Theory]
    [InlineData("\"head\":null", "\"head\":{}"), InlineData("\"kind\":\"full\"", "\"kind\":\"half\""), InlineData("greenpark-pack/1", "greenpark-pack/2"), InlineData("\"run\":7", "\"run\":7.5")]
    [InlineData("2018-01-03", "2018-01-01"), InlineData("\"supersedes\":null", "\"supersedes\":\"\""), InlineData("\"run\":7", "\"run\":7,\"seven\":7"), InlineData("\"run\":7,", "")]
    [InlineData("README.en.md", "../README.md"), InlineData("README.en.md", "manifest.json"), InlineData("README.en.md", "README.zh-cn.md"), InlineData("README.en.md", "z.md")]
    public void An_unparsable_manifest_fails_although_it_is_signed(string old, string with)
    {
        var files = PackSample.Files(PackSample.Attacker);
        files[Manifest.FileName] = files[Manifest.FileName].Replaced(old, with);
        files[Manifest.SignatureFileName] = CmsSignature.Sign(files[Manifest.FileName], PackSample.Attacker, Samples.SignedAt);
        var verification = files.Verify();
        (verification.IsPack, verification.Manifest).ShouldBe((true, null));
        verification.Failed().ShouldBe(["files"]);
    }
}
