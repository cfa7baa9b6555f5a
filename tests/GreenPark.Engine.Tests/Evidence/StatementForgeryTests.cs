using System.Security.Cryptography;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;
using static GreenPark.Engine.Tests.Evidence.Forger;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>Forged statements, and the proofs and the tree that hold them: every figure is calculated again, every place is looked at.</summary>
public class StatementForgeryTests
{
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
}
