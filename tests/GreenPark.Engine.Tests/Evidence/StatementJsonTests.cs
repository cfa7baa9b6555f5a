using FsCheck.Fluent;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class StatementJsonTests
{
    private static readonly string Expected = """
        {"basis":{"certificates":"outstanding","contracts":[{"code":"jp-2018","rule":"proRata","sha256":"H"}],"inputs":{"park":"H","readings":["H"]},"method":"gpm-1","run":7,"shadow":true},
        "factors":{"baseline":"536.6","family":"operational","gridAverage":"536.6","provenance":"Ministry, 2022","residual":"585.6","sources":{"pv-1":"0","storage":"0","wind-1":"0"},"unit":"gCO2/kWh"},
        "figures":{"attributedTotalWh":250003,"attributedWh":{"pv-1":250000,"storage":0,"wind-1":3},"consumptionWh":1000000,"locationBasedG":536600,"marketBasedG":401000,"matchedSharePpm":250003,"reductionG":-5},
        "format":"greenpark-statement/1","issuedAt":"2018-02-03T02:00:00Z",
        "issuer":{"certificateSha256":"H","development":true,"name":"Harbour Park Energy Co., Ltd."},
        "member":{"code":"forge","creditCode":"","name":"Forge Co., Ltd.","nameZh":""},
        "microgrid":{"code":"mg-1","name":"Harbour Park direct connection"},
        "number":"mg-1-201801-forge-r1",
        "park":{"code":"harbour","name":"Harbour Park","nameZh":"海港园区"},
        "period":{"from":"2018-01-01","intervalMinutes":15,"intervals":2976,"timeZone":"Asia/Shanghai","to":"2018-02-01"},
        "quality":{"edited":1,"estimated":5,"measured":2970},
        "responsibleEntity":{"creditCode":"","name":"Harbour Park Energy Co., Ltd.","nameZh":""},
        "status":"final","supersedes":null}
        """.Replace("\"H\"", $"\"{new string('a', 64)}\"").ReplaceLineEndings("");

    private static Error Refusal(string json) => StatementJson.Read(Vectors.Utf8(json), "s.json").FirstError;

    [Fact]
    public void A_statement_is_written_as_the_evidence_page_shows_it() =>
        Vectors.Text(StatementJson.Write(Samples.Statement())).ShouldBe(Expected);

    [Fact]
    public void What_was_written_reads_back()
    {
        var read = StatementJson.Read(Vectors.Utf8(Expected), "s.json").Value;
        read.Figures.AttributedWh.ShouldBe([new("pv-1", 250_000), new("storage", 0), new("wind-1", 3)]);
        read.Basis.Certificates.ShouldBe(CertificateStatus.Outstanding);
        read.Period.ShouldBe(Samples.Statement().Period);
        read.IssuedAt.ShouldBe(Samples.SignedAt);
        read.IssuedAt.Kind.ShouldBe(DateTimeKind.Utc);
        Vectors.Text(StatementJson.Write(read)).ShouldBe(Expected);
    }

    [Fact]
    public void Every_statement_reads_back() => Vectors.Holds(
        from name in ArbMap.Default.GeneratorFor<string>() from wh in Gen.Choose(0, int.MaxValue) from g in ArbMap.Default.GeneratorFor<long>()
        from ppm in Gen.Choose(-1, 1_000_000) from final in Gen.Elements(true, false) from certificates in Gen.Elements(Enum.GetValues<CertificateStatus>())
        from sources in Gen.SubListOf("a", "B", "_1", "z.z", "storage")
        select (name: name is null || name.Any(char.IsSurrogate) ? "" : name, wh, g, ppm, final, certificates, sources),
        v =>
        {
            var sample = Samples.Statement();
            var bytes = StatementJson.Write(sample with
            {
                Status = v.final ? StatementStatus.Final : StatementStatus.Provisional,
                Supersedes = v.final ? null : v.name,
                Member = sample.Member with { Name = v.name, NameZh = v.name },
                Basis = sample.Basis with { Certificates = v.certificates },
                Figures = new(v.wh, [.. v.sources.Select(s => KeyValuePair.Create(s, (long)v.wh))], v.wh, v.ppm < 0 ? null : v.ppm, v.g, -v.g, v.g),
            });
            var read = StatementJson.Read(bytes, "s.json");
            return read.IsSuccess && StatementJson.Write(read.Value).AsSpan().SequenceEqual(bytes);
        });

    [Theory]
    [InlineData("\"run\":7,", "", "evidence.property_missing", "basis.run")]
    [InlineData("\"run\":7,", "\"run\":7,\"sHadow\":1,", "evidence.property_unknown", "basis.sHadow")]
    [InlineData("\"run\":7,", "\"run\":\"7\",", "evidence.property_wrong", "basis.run")]
    [InlineData("\"run\":7,", "\"run\":7.5,", "evidence.property_wrong", "basis.run")]
    [InlineData("\"run\":7,", "\"run\":-7,", "evidence.property_wrong", "basis.run")]
    [InlineData("\"rule\":\"proRata\"", "\"rule\":\"prorata\"", "evidence.property_wrong", "basis.contracts[0].rule")]
    [InlineData("\"final\"", "\"Final\"", "evidence.property_wrong", "status")]
    [InlineData("\"final\"", "null", "evidence.property_wrong", "status")]
    [InlineData("\"readings\":[\"aa", "\"readings\":[\"AA", "evidence.property_wrong", "basis.inputs.readings[0]")]
    [InlineData("T02:00:00Z", "T02:00:00+00:00", "evidence.property_wrong", "issuedAt")]
    [InlineData("\"2018-01-01\"", "\"2018-02-30\"", "evidence.property_wrong", "period.from")]
    [InlineData("\"2018-01-01\"", "\"2018-02-01\"", "evidence.property_wrong", "period.to")]
    [InlineData("forge-r1", "forge-r01", "evidence.property_wrong", "number")]
    [InlineData("forge-r1", "mould-r1", "evidence.property_wrong", "number")]
    [InlineData("\"residual\":\"585.6\"", "\"residual\":\"585.60\"", "evidence.property_wrong", "factors.residual")]
    [InlineData("\"pv-1\":250000", "\"pv 1\":250000", "evidence.property_wrong", "figures.attributedWh.pv 1")]
    [InlineData("\"matchedSharePpm\":250003", "\"matchedSharePpm\":1000001", "evidence.property_wrong", "figures.matchedSharePpm")]
    [InlineData("\"member\":{\"code\":\"forge\",\"creditCode\":\"\",\"name\":\"Forge Co., Ltd.\",\"nameZh\":\"\"}", "\"member\":[]", "evidence.property_wrong", "member")]
    public void A_statement_that_is_not_the_format_is_refused(string part, string replacement, string code, string property)
    {
        Expected.ShouldContain(part);
        var errors = StatementJson.Read(Vectors.Utf8(Expected.Replace(part, replacement)), "s.json").Errors;
        errors.Count.ShouldBe(1);
        (errors[0].Code, errors[0].Args[0]).ShouldBe((code, property));
        errors[0].Place!.Value.File.ShouldBe("s.json");
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        StatementJson.Read(Vectors.Utf8(Expected.Replace("\"run\":7,", "").Replace("\"final\"", "\"done\"")), "s.json").ErrorCount.ShouldBe(2);

    [Fact]
    public void Another_format_is_not_read_at_all() => Refusal(Expected.Replace("statement/1", "statement/2")).Code.ShouldBe("evidence.format_unknown");

    [Theory]
    [InlineData("[]", "evidence.not_an_object")]
    [InlineData("null", "evidence.not_an_object")]
    [InlineData("{}", "evidence.format_unknown")]
    [InlineData("{\"format\":7}", "evidence.format_unknown")]
    [InlineData("%PDF", "evidence.json_syntax")]
    public void Something_else_is_named_as_such(string json, string code) => Refusal(json).Code.ShouldBe(code);

    [Fact]
    public void Only_canonical_bytes_are_a_statement() => Refusal(Expected.Replace(",\"status\"", ", \"status\"")).Code.ShouldBe("evidence.not_canonical");

    [Fact]
    public void Times_are_UTC() =>
        Should.Throw<ArgumentException>(() => StatementJson.Write(Samples.Statement() with { IssuedAt = new DateTime(2018, 1, 1, 0, 0, 0, DateTimeKind.Local) }));

    [Fact]
    public void A_number_names_microgrid_month_member_and_revision()
    {
        var day = new DateOnly(2018, 1, 1);
        StatementNumber.Of("mg-1", day, "forge", 12).ShouldBe("mg-1-201801-forge-r12");
        StatementNumber.RevisionOf("mg-1-201801-forge-r12", "mg-1", day, "forge").ShouldBe(12);
        foreach (var other in new[] { "mg-1-201801-forge-r0", "mg-1-201801-forge-r", "mg-1-201802-forge-r1", "mg-1-201801-forge-r+1", "" })
            StatementNumber.RevisionOf(other, "mg-1", day, "forge").ShouldBeNull(other);
    }
}
