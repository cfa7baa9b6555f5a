using System.Security.Cryptography;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>
/// Changes by someone with a key of his own, who lists and signs everything anew. The question for the issuer always finds him;
/// and what the pack itself can prove is found without it.
/// </summary>
public class PackForgeryTests
{
    private const string Forge = "statements/mg-1-201801-forge-r1", Mould = "statements/mg-1-201801-mould-r1";
    private static readonly string[] RerunDiffers = ["reperformance", "figures"];

    private static PackVerification Forged(
        Action<SortedDictionary<string, byte[]>>? files = null, Func<Manifest, Manifest>? manifest = null, Func<int, Statement, Statement>? change = null)
    {
        var forged = PackSample.Sign(PackSample.Input(PackSample.Attacker, change: change), PackSample.Attacker, files, manifest);
        var asked = forged.Verify(PackSample.Issuer.Fingerprint);
        asked.Failed().ShouldContain("issuer");
        asked.IssuerTrusted.ShouldBe(false);
        var verification = forged.Verify();
        foreach (var id in new[] { "archive", "signature" }) verification.State(id).ShouldBe(CheckState.Pass, id);
        return verification;
    }

    [Fact]
    public void Signing_a_sound_pack_anew_is_found_by_asking_for_the_issuer_only() => Forged().Holds.ShouldBeTrue();

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

    [Theory]
    [InlineData("result/attribution-sun.csv"), InlineData("result/notes.txt"), InlineData("statements/forged.pdf"), InlineData("statements/readme.txt")]
    [InlineData("input/more.csv"), InlineData("notes.txt"), InlineData("log/proof.json")]
    public void A_full_pack_holds_nothing_that_no_check_looks_at(string path) => Forged(f => f[path] = "x"u8.ToArray()).Holds.ShouldBeFalse();

    [Theory]
    [InlineData("README.en.md"), InlineData("README.zh-CN.md"), InlineData("input/imports.json"), InlineData("input/quality.csv"), InlineData("input/park.json")]
    [InlineData("input/readings.csv"), InlineData("conservation.csv"), InlineData("log.jsonl"), InlineData("result/summary.json")]
    public void A_full_pack_lacks_nothing(string path) => Forged(f => f.Remove(path)).Codes("files").ShouldBe(["evidence.file_missing"]);

    [Fact]
    public void Conservation_is_calculated_not_believed()
    {
        Forged(f => f["conservation.csv"] = f["conservation.csv"].Replaced("2018-01-01,", "2018-01-01,1")).Failed().ShouldBe(["conservation"]);
        Forged(f => f["conservation.csv"] = []).Failed().ShouldBe(["conservation"]);
    }

    [Fact]
    public void Every_figure_of_a_statement_is_calculated_not_believed()
    {
        (string, Func<Statement, Statement>)[] lies =
        [
            ("figures", s => s with { Figures = s.Figures with { ConsumptionWh = s.Figures.ConsumptionWh - 1 } }),
            ("figures", s => s with { Figures = s.Figures with { AttributedTotalWh = s.Figures.AttributedTotalWh + 1 } }),
            ("figures", s => s with { Figures = s.Figures with { AttributedWh = [.. s.Figures.AttributedWh.Select(a => KeyValuePair.Create(a.Key, a.Value + 1))] } }),
            ("figures", s => s with { Figures = s.Figures with { AttributedWh = [.. s.Figures.AttributedWh.Skip(1)] } }),
            ("figures", s => s with { Figures = s.Figures with { MatchedSharePpm = 1_000_000 } }),
            ("figures", s => s with { Figures = s.Figures with { MatchedSharePpm = null } }),
            ("figures", s => s with { Figures = s.Figures with { LocationBasedG = 0 } }),
            ("figures", s => s with { Figures = s.Figures with { MarketBasedG = s.Figures.MarketBasedG - 1 } }),
            ("figures", s => s with { Figures = s.Figures with { ReductionG = s.Figures.ReductionG + 1 } }),
            ("quality", s => s with { Quality = s.Quality with { Measured = s.Quality.Measured + s.Quality.Estimated, Estimated = 0 } }),
            ("quality", s => s with { Quality = s.Quality with { Edited = 5 } }),
            ("factors", s => s with { Factors = s.Factors with { GridAverage = "536.7" } }),
            ("factors", s => s with { Factors = s.Factors with { Residual = "0" } }),
            ("factors", s => s with { Factors = s.Factors with { Baseline = "999" } }),
            ("factors", s => s with { Factors = s.Factors with { Family = "lifecycle" } }),
            ("factors", s => s with { Factors = s.Factors with { Unit = "gCO2e/kWh" } }),
            ("factors", s => s with { Factors = s.Factors with { Provenance = "Ministry, 2023" } }),
            ("factors", s => s with { Factors = s.Factors with { Sources = [.. s.Factors.Sources.Select(f => KeyValuePair.Create(f.Key, "0"))] } }),
            ("basis", s => s with { Basis = s.Basis with { Run = 8 } }),
            ("basis", s => s with { Basis = s.Basis with { Method = "gpm-2" } }),
            ("basis", s => s with { Basis = s.Basis with { Shadow = false } }),
            ("basis", s => s with { Basis = s.Basis with { Contracts = [] } }),
            ("basis", s => s with { Basis = s.Basis with { Contracts = [.. s.Basis.Contracts.Select(c => c with { Rule = "priorityTiers" })] } }),
            ("basis", s => s with { Basis = s.Basis with { ParkSha256 = new string('0', 64) } }),
            ("basis", s => s with { Basis = s.Basis with { ReadingsSha256 = [.. s.Basis.ReadingsSha256, new string('0', 64)] } }),
            ("park", s => s with { Park = s.Park with { Name = "Other Park" } }),
            ("responsibleEntity", s => s with { ResponsibleEntity = s.ResponsibleEntity with { CreditCode = "91350200MA00000000" } }),
            ("microgrid", s => s with { MicrogridName = "other" }),
            ("member", s => s with { Member = s.Member with { NameZh = "别人" } }),
            ("period", s => s with { Period = s.Period with { To = new DateOnly(2018, 2, 1) } }),
            ("period", s => s with { Period = s.Period with { Intervals = 2976 } }),
            ("period", s => s with { Period = s.Period with { TimeZone = "UTC" } }),
            ("issuer", s => s with { Issuer = s.Issuer with { CertificateSha256 = PackSample.Issuer.Fingerprint } }),
            ("issuer", s => s with { Issuer = s.Issuer with { Development = false } }),
            ("supersedes", s => s with { Supersedes = "mg-1-201801-forge-r0" }),
        ];
        foreach (var (part, lie) in lies)
        {
            var verification = Forged(change: (member, s) => member == 0 ? lie(s) : s);
            verification.Failed().ShouldBe(["figures"], part);
            var error = verification.Checks.Single(c => c.Id == "figures").Errors.ShouldHaveSingleItem();
            (error.Code, ((string)error.Args[0]!).Split('.')[0], error.Place!.Value.File).ShouldBe(("evidence.statement_differs", part, Forge + ".json"));
        }
    }

    [Fact]
    public void A_false_figure_is_named_with_what_was_found_and_what_was_calculated()
    {
        var verification = Forged(change: (member, s) => member > 0 ? s : s with
        {
            Figures = s.Figures with { AttributedWh = [.. s.Figures.AttributedWh.Select(a => a.Key == "wind-1" ? KeyValuePair.Create(a.Key, 7L) : a)] },
        });
        var error = verification.Checks.Single(c => c.Id == "figures").Errors.ShouldHaveSingleItem();
        var truth = PackSample.Input(PackSample.Issuer).Statements[0].Statement.Figures.AttributedWh.Single(a => a.Key == "wind-1").Value;
        error.Args.ShouldBe(["figures.attributedWh.wind-1", "7", $"{truth}"]);
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
        line.ShouldAllBe(c => !char.IsControl(c));
        new CanonicalObject { ["text"] = line }.ToBytes();   // no half of a character, which JSON cannot carry
    }

    [Fact]
    public void A_statement_of_another_period_or_member_has_no_place()
    {
        // consistent in itself, of the wrong month: number and period fit each other
        Forged(change: (i, s) => i > 0 ? s : s with { Number = "mg-1-201802-forge-r1", Period = s.Period with { From = new(2018, 2, 1), To = new(2018, 2, 3) } })
            .Failed().ShouldBe(["figures"]);
        Forged(change: (i, s) => i > 0 ? s : s with { Number = "mg-2-201801-forge-r1", MicrogridCode = "mg-2" }).Failed().ShouldBe(["figures"]);
        Forged(change: (i, s) => i > 0 ? s : s with { Number = "mg-1-201801-stranger-r1", Member = s.Member with { Code = "stranger" } }).Failed().ShouldBe(["figures"]);
    }

    [Fact]
    public void Swapped_statements_are_found()
    {
        // both proofs fit their statements, but the tree has them in the order of the members
        var input = PackSample.Input(PackSample.Attacker);
        var swapped = PackSample.Sign(input with { Statements = [input.Statements[1], input.Statements[0], .. input.Statements.Skip(2)] }, PackSample.Attacker);
        swapped.Verify().Failed().ShouldBe(["figures"]);
        // one under the name of the other
        var renamed = Forged(f =>
        {
            foreach (var ending in new[] { ".json", ".proof.json", ".pdf" }) (f[Forge + ending], f[Mould + ending]) = (f[Mould + ending], f[Forge + ending]);
        });
        renamed.Failed().ShouldBe(["statements"]);
        renamed.Codes("statements").ShouldBe(["evidence.statement_other_number", "evidence.statement_other_number"]);
    }

    [Fact]
    public void A_missing_or_doubled_statement_is_found()
    {
        var input = PackSample.Input(PackSample.Attacker);
        PackSample.Sign(input with { Statements = [.. input.Statements.Skip(1)] }, PackSample.Attacker).Verify().Failed().ShouldContain("figures");
        PackSample.Sign(input with { Statements = [] }, PackSample.Attacker).Verify().Failed().ShouldBe(["figures"]);
        Forged(f =>
        {
            foreach (var ending in new[] { ".json", ".proof.json", ".pdf" }) f.Remove(Mould + ending);
        }).Failed().ShouldBe(["statements", "figures"]);
        // the same statement as a second revision at a place of its own
        var first = input.Statements[0];
        var second = first.Statement with { Number = "mg-1-201801-forge-r2", Supersedes = first.Statement.Number };
        var twice = input.Statements.Append(first with { Statement = second, Json = StatementJson.Write(second) });
        PackSample.Sign(input with { Statements = [.. twice] }, PackSample.Attacker).Verify().Failed().ShouldContain("figures");
    }

    [Fact]
    public void A_statement_without_proof_or_PDF_and_a_proof_without_statement_are_found()
    {
        foreach (var ending in new[] { ".json", ".proof.json", ".pdf" }) Forged(f => f.Remove(Forge + ending)).Codes("statements").ShouldContain("evidence.file_missing", ending);
    }

    [Fact]
    public void A_changed_proof_is_found()
    {
        (string, string)[] changes = [("\"index\":0", "\"index\":1"), ("\"size\":4", "\"size\":3"), ("\"salt\":\"6", "\"salt\":\"7"), ("\"path\":[", "\"path\":[\"" + new string('0', 64) + "\",")];
        foreach (var (old, with) in changes) Forged(f => f[Forge + ".proof.json"] = f[Forge + ".proof.json"].Replaced(old, with)).Failed().ShouldContain("statements", with);
        // a second statement at the first one's place
        Forged(f => f[Mould + ".proof.json"] = f[Forge + ".proof.json"]).Codes("statements").ShouldContain("evidence.proof_twice");
        Forged(f => f[Mould + ".proof.json"] = "{}"u8.ToArray()).Failed().ShouldContain("statements");
        Forged(f => f[Mould + ".json"] = [.. f[Mould + ".json"], (byte)'\n']).Failed().ShouldContain("statements");
    }

    [Fact]
    public void A_tree_of_other_statements_is_found()
    {
        var zeros = new string('0', 64);
        Forged(manifest: m => m with { Tree = m.Tree with { Root = zeros } }).Failed().ShouldBe(["statements"]);
        Forged(manifest: m => m with { Tree = m.Tree with { Size = 5 } }).Failed().ShouldBe(["statements"]);
        // proofs that agree with the false root do not fit their own paths
        Forged(f =>
        {
            foreach (var path in f.Keys.Where(p => p.EndsWith(".proof.json", StringComparison.Ordinal)).ToArray())
                f[path] = (InclusionProof.Read(f[path], path).Value with { Root = zeros }).ToJson();
        }, m => m with { Tree = m.Tree with { Root = zeros } }).Failed().ShouldBe(["statements"]);
    }

    [Fact]
    public void Another_salt_needs_another_root()
    {
        // a new salt with proofs and tree made anew is another, equally good, tree: only the issuer's signature tells them apart
        var input = PackSample.Input(PackSample.Attacker);
        var salted = input with { Statements = [.. input.Statements.Select(s => s with { Salt = SHA256.HashData(s.Salt.Span) })] };
        PackSample.Sign(salted, PackSample.Attacker).Verify().Holds.ShouldBeTrue();
        PackSample.Sign(salted, PackSample.Attacker).Verify(PackSample.Issuer.Fingerprint).Failed().ShouldBe(["issuer"]);
    }

    [Theory]
    [InlineData("\"gridAverage\": 536.6", "\"gridAverage\": 536.7"), InlineData("\"sharePpm\": 400000", "\"sharePpm\": 400001"), InlineData("\"openingGreenWh\": 1000", "\"openingGreenWh\": 9000")]
    [InlineData("锻造", "铸造"), InlineData("\"proportional\"", "\"none\"")]
    public void A_changed_park_file_is_found(string old, string with) =>
        Forged(f => f["input/park.json"] = f["input/park.json"].Replaced(old, with)).Failed().Where(id => id != "conservation").ShouldBe(RerunDiffers, with);

    [Fact]
    public void A_changed_park_file_changes_results_and_statements_or_is_unreadable()
    {
        foreach (var bad in new[] { "{}", "", "[]", "null", "{\"method\":\"gpm-1\"}", "\u0000" })
            Forged(f => f["input/park.json"] = Vectors.Utf8(bad)).Failed().ShouldContain("reperformance", bad);
        Forged(f => f["input/park.json"] = f["input/park.json"].Replaced("gpm-1", "gpm-2")).Failed().ShouldContain("reperformance");
    }

    [Fact]
    public void Changed_readings_are_found()
    {
        foreach (var change in new Func<byte[], byte[]>[]
        {
            r => r.Replaced("+08:00,0.000,", "+08:00,0.001,"), r => r.Replaced(":00:00+08:00", ":00+08:00"), r => [.. r, (byte)'\r', (byte)'\n'],
        }) Forged(f => f["input/readings.csv"] = change(f["input/readings.csv"])).Failed().ShouldContain("reperformance");
        foreach (var bad in new[] { "", "interval_start", "garbage", "interval_start,PV\n" })
            Forged(f => f["input/readings.csv"] = Vectors.Utf8(bad)).Failed().ShouldContain("reperformance", bad);
    }

    [Fact]
    public void Changed_quality_flags_are_found()
    {
        // an estimated consumption called measured changes the summary and a statement
        Forged(f => f["input/quality.csv"] = f["input/quality.csv"].Replaced(",E,", ",M,")).Failed().ShouldBe(RerunDiffers);
        // a flag of a meter that measures no member changes the summary only
        Forged(f => f["input/quality.csv"] = f["input/quality.csv"].Replaced(",M", ",E")).Failed().ShouldBe(["reperformance"]);
    }

    [Fact]
    public void The_quality_file_has_the_shape_of_the_readings()
    {
        foreach (var change in new Func<byte[], byte[]>[]
        {
            q => q.Replaced(",W,", ",V,"), q => q.Replaced("interval_start", "start"), q => q.Replaced(",M,M,", ",,M,"), q => q.Replaced(",M,M,", ",A,M,"), q => q.Replaced(",M,M,", ",MM,M,"), q => q.Replaced("M\n", "M,M\n"),
            q => q.Replaced("00:00:00+08:00", "00:30:00+08:00"), q => [], q => [.. q, .. "garbage\n"u8], q => [.. q, .. "2018-01-03T00:00:00+08:00,M\n"u8],
            // the row with the estimate is left out and its neighbour stands twice: as many rows as before
            q => Vectors.Utf8(string.Join('\n', Vectors.Text(q).Split('\n') is var rows ? rows.Select((row, i) => row.Contains(",E,") ? rows[i - 1] : row) : [])),
        })
        {
            var verification = Forged(f => f["input/quality.csv"] = change(f["input/quality.csv"]));
            verification.Failed().ShouldContain("reperformance");
            verification.Codes("reperformance").ShouldHaveSingleItem().ShouldStartWith("quality.");
        }
    }

    [Fact]
    public void Where_the_run_cannot_be_calculated_again_nothing_that_needs_it_is_ticked()
    {
        var verification = Forged(f => f["input/readings.csv"] = []);
        foreach (var id in new[] { "conservation", "figures" }) verification.State(id).ShouldBe(CheckState.Absent, id);
        verification.State("reperformance").ShouldBe(CheckState.Fail);
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
