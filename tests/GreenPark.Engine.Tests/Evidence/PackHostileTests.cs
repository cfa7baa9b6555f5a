using System.Globalization;
using System.Text;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>
/// Packs made to hurt whoever checks them. None may throw, and none may take time or memory out of proportion to its bytes: the sizes
/// here take a second at most where the work grows with the bytes, and minutes or gigabytes where it grows with their square.
/// </summary>
public class PackHostileTests
{
    private const int Many = 200_000;
    private static readonly DateOnly From = new(2018, 1, 1);

    private static string List(int count, Func<int, string> item, string separator = ",") => string.Join(separator, Enumerable.Range(0, count).Select(item));

    private static string Day(int i) => new DateOnly(2000, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static byte[] Park(string meteringPoints = "", string contracts = "", string members = "{\"code\":\"m\"}", string sources = "{\"code\":\"pv\"}", string more = "") => Vectors.Utf8(
        $$"""
        {"method":"gpm-1","microgrid":{"code":"g","timeZone":"Asia/Shanghai","intervalMinutes":5,"lossTreatment":"none","offGrid":true,"sources":[{{sources}}],"members":[{{members}}],
        "meteringPoints":[{{meteringPoints}}],"contracts":[{{contracts}}],"factors":{"family":"operational","gridAverage":1}{{more}} } }
        """);

    private static Result<ParkFile> Read(byte[] park) => ParkFileReader.Read(park, "park.json");

    private static PackVerification Verified(Action<SortedDictionary<string, byte[]>> files, Func<Manifest, Manifest>? manifest = null) =>
        PackSample.Sign(PackSample.Input(PackSample.Attacker), PackSample.Attacker, files, manifest).Verify();

    /// <summary>Bytes that the action takes from the heap, those it gives back included.</summary>
    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void An_object_of_many_properties() =>
        Read(Park(more: List(Many, i => $"\"p{i}\":0").Insert(0, ","))).ErrorCount.ShouldBe(Many);

    [Fact]
    public void Many_faults_in_a_long_file() =>
        Read(Park(members: List(Many, i => $"{{\"code\":\"m {i}\",\"name\":\"{new string('x', 20)}\"}}"))).ErrorCount.ShouldBeGreaterThanOrEqualTo(Many);

    [Fact]
    public void Many_dated_parts_of_one_code()
    {
        string Part(int i) => $"{{\"code\":\"C\",\"measures\":\"curtailment\",\"from\":\"{Day(i)}\",\"to\":\"{Day(i + 1)}\"}}";
        Read(Park(meteringPoints: List(Many / 2, Part))).IsSuccess.ShouldBeTrue();
        Read(Park(meteringPoints: List(Many / 2, i => Part(i / 2)))).ErrorCount.ShouldBe(Many / 4);
    }

    [Fact]
    public void Many_dated_members_of_one_contract()
    {
        string Contract(Func<int, string> dates) => $"{{\"code\":\"c\",\"priority\":1,\"sources\":[\"pv\"],\"rule\":\"fixedShares\",\"members\":[{List(Many / 2, i => $"{{\"code\":\"m\",\"sharePpm\":900000,{dates(i)}}}")}]}}";
        Read(Park(contracts: Contract(i => $"\"from\":\"{Day(i)}\",\"to\":\"{Day(i + 1)}\""))).IsSuccess.ShouldBeTrue();
        Read(Park(contracts: Contract(i => $"\"from\":\"{Day(i)}\""))).Errors.Select(e => e.Code).ShouldBe(["park.contract_member_twice", "park.shares_exceed_whole"]);
    }

    [Fact]
    public void Many_members_and_many_contracts()
    {
        var park = Park(members: List(20_000, i => $"{{\"code\":\"m{i}\"}}"), sources: List(100, i => $"{{\"code\":\"s{i}\"}}"),
            contracts: List(20_000, i => $"{{\"code\":\"c{i}\",\"priority\":1,\"sources\":[\"s{i % 100}\"],\"rule\":\"proRata\",\"members\":[{{\"code\":\"m{i}\"}}]}}"));
        // a day of hours without a reading, for nothing is metered
        var microgrid = Read(park).Value.Microgrid with { IntervalMinutes = 60 };
        var grid = DayGrid.Create(microgrid.TimeZone, 60, From, From.AddDays(1)).Value;
        var readings = ReadingSet.From(grid, [], default, default, microgrid).Value;
        AttributionRun.Execute(Read(park).Value with { Microgrid = microgrid with { Sources = microgrid.Sources[..1] } }, readings).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Many_segments_of_many_meters()
    {
        // a border on each of 2,000 days, and meters that count throughout
        const int days = 2_000, meters = 4_000;
        var points = List(meters, i => $"{{\"code\":\"P{i}\",\"measures\":\"curtailment\"}}") + ","
            + List(days, i => $"{{\"code\":\"D\",\"measures\":\"curtailment\",\"from\":\"{From.AddDays(i):yyyy-MM-dd}\",\"to\":\"{From.AddDays(i + 1):yyyy-MM-dd}\"}}");
        var park = Read(Park(points)).Value;
        park = park with { Microgrid = park.Microgrid with { IntervalMinutes = 60 } };
        var grid = DayGrid.Create("Asia/Shanghai", 60, From, From.AddDays(50)).Value;
        var names = park.Microgrid.MeteringPoints.Select(p => p.Code).Distinct().ToArray();
        var readings = ReadingSet.From(grid, [.. names], new long[grid.Intervals * names.Length], default, park.Microgrid).Value;
        AttributionRun.Execute(park, readings).Value.Quality.Used.Measured.ShouldBe((long)grid.Intervals * names.Length);
    }

    [Fact]
    public void Meters_of_a_quarter_century()
    {
        var microgrid = Read(Park(List(50_000, i => $"{{\"code\":\"P{i}\",\"measures\":\"curtailment\"}}"))).Value.Microgrid;
        var table = ReadingsFile.Read("interval_start,P0\n2018-01-01T00:00+08:00,1\n"u8.ToArray(), "r.csv", microgrid).Value;
        Result<ReadingSet> set = default;
        Allocated(() => set = ReadingSet.From([table], microgrid, new DateOnly(2000, 1, 1), new DateOnly(2025, 1, 1))).ShouldBeLessThan(1L << 30);
        set.ErrorCount.ShouldBeGreaterThan(49_999);
    }

    [Fact]
    public void A_long_period_and_a_short_file()
    {
        var microgrid = Read(Park(List(2_000, i => $"{{\"code\":\"P{i}\",\"measures\":\"curtailment\"}}"))).Value.Microgrid;
        var csv = $"interval_start,{List(2_000, i => $"P{i}")}\n2018-01-01T00:00+08:00,{List(2_000, _ => "1")}\n";
        var table = ReadingsFile.Read(Vectors.Utf8(csv), "r.csv", microgrid).Value;
        Result<ReadingSet> set = default;
        // 2.6 million intervals times 2,000 meters would be 42 GB
        Allocated(() => set = ReadingSet.From([table], microgrid, new DateOnly(2000, 1, 1), new DateOnly(2025, 1, 1))).ShouldBeLessThan(1L << 28);
        set.FirstError.Code.ShouldBe("readings.too_few_rows");
    }

    [Fact]
    public void A_run_without_readings_for_many_members_and_a_quarter_century()
    {
        var park = Park(members: List(3_000, i => $"{{\"code\":\"m{i}\"}}"));
        var changed = new Dictionary<string, byte[]> { ["input/park.json"] = park, ["input/readings.csv"] = "interval_start\n2018-01-01T00:00+08:00\n"u8.ToArray(), ["input/quality.csv"] = "interval_start,\n2018-01-01T00:00+08:00\n"u8.ToArray() };
        PackVerification verification = null!;
        Allocated(() => verification = Verified(f =>
        {
            foreach (var (path, content) in changed) f[path] = content;
        }, m => m with { From = new(2000, 1, 1), To = new(2025, 1, 1) })).ShouldBeLessThan(1L << 30);
        verification.Codes("reperformance").ShouldBe(["evidence.file_missing"]);
    }

    [Fact]
    public void A_run_larger_than_any_memory_is_an_error_not_an_exception()
    {
        var park = Read(Park(members: List(3_000, i => $"{{\"code\":\"m{i}\"}}"))).Value;
        var grid = DayGrid.Create("Asia/Shanghai", 5, new DateOnly(2000, 1, 1), new DateOnly(2025, 1, 1)).Value;
        AttributionRun.Execute(park, ReadingSet.From(grid, [], default, default, park.Microgrid).Value).FirstError.Code.ShouldBe("run.too_large");
    }

    [Fact]
    public void Blank_lines_before_the_last_one() =>
        ReadingsFile.Read(Vectors.Utf8("interval_start,P\n" + new string('\n', 5_000_000) + "x"), "r.csv", Meters(1)).ErrorCount.ShouldBeGreaterThan(5_000_000);

    [Fact]
    public void Long_rows_of_bad_or_missing_cells()
    {
        var microgrid = Meters(Many / 2);
        string File(string cell) => $"interval_start,{List(Many / 2, i => $"P{i}")}\n2018-01-01T00:00+08:00,{List(Many / 2, _ => cell)}\n";
        ReadingsFile.Read(Vectors.Utf8(File("x")), "r.csv", microgrid).ErrorCount.ShouldBe(Many / 2);
        var table = ReadingsFile.Read(Vectors.Utf8(File("")), "r.csv", microgrid).Value;
        ReadingSet.From([table], microgrid with { IntervalMinutes = 60 }, From, From.AddDays(1)).ErrorCount.ShouldBeGreaterThanOrEqualTo(Many / 2);
    }

    [Fact]
    public void A_header_of_commas()
    {
        var header = Vectors.Utf8("interval_start" + new string(',', 4_000_000) + "\n2018-01-01T00:00+08:00\n");
        Allocated(() => ReadingsFile.Read(header, "r.csv", Meters(1)).ErrorCount.ShouldBe(4_000_000)).ShouldBeLessThan(3L << 27);
        ReadingsFile.Read(Vectors.Utf8("interval_start" + new string(',', 17 << 20)), "r.csv", Meters(1)).FirstError.Code.ShouldBe("readings.no_header");
    }

    [Fact]
    public void Cells_of_dashes_zeros_and_digits()
    {
        foreach (var cell in new[] { new string('-', 3_000_000), new string('0', 3_000_000), new string('9', 3_000_000), "0." + new string('0', 3_000_000), new string('-', 3_000_000) + "1" })
            ReadingsFile.Read(Vectors.Utf8($"interval_start,P0\n2018-01-01T00:00+08:00,{cell}\n"), "r.csv", Meters(1));
    }

    [Fact]
    public void Rows_short_and_long_by_turns()
    {
        // each long row would let the table grow by a few rows only
        var rows = new StringBuilder("interval_start,P0\n");
        for (var i = 0; i < 60_000; i++)
            rows.Append(CultureInfo.InvariantCulture, $"{new DateTime(2018, 1, 1).AddMinutes(5 * i):yyyy-MM-ddTHH:mm}+08:00,{(i % 100 == 0 ? new string('0', 20_000) : "")}1\n");
        ReadingsFile.Read(Vectors.Utf8(rows.ToString()), "r.csv", Meters(1)).Value.Rows.ShouldBe(60_000);
    }

    [Theory]
    [InlineData("input/park.json"), InlineData("input/imports.json"), InlineData("log.jsonl"), InlineData("manifest.json"), InlineData("statements/mg-1-201801-forge-r1.json"), InlineData("statements/mg-1-201801-forge-r1.proof.json")]
    public void Deep_long_and_broken_JSON(string path)
    {
        foreach (var text in new[]
        {
            new string('[', 1_000_000), string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)), "[" + List(500_000, _ => "0") + "]", "{" + List(Many, i => $"\"{i}\":0") + "}",
            "{\"a\":" + new string('9', 1_000_000) + "}", "{\"a\":1e" + new string('9', 1_000) + "}", "\"\\ud800\"", "\"" + new string('\\', 999_999), "{\"format\":\"\u0007\"}", new string('\n', 3_000_000) + "x",
        })
        {
            var files = PackSample.Files();
            files[path] = Vectors.Utf8(text);
            files.Verify().Holds.ShouldBeFalse();
            if (path == Manifest.FileName) continue;
            Verified(f => f[path] = Vectors.Utf8(text)).Holds.ShouldBeFalse(path);
        }
    }

    [Fact]
    public void A_document_beyond_any_use_is_refused_by_its_size()
    {
        var spaces = new byte[StrictJson.MaxBytes + 1];
        spaces.AsSpan().Fill((byte)' ');
        Verified(f => f["statements/mg-1-201801-forge-r1.json"] = spaces).Codes("statements").ShouldContain("evidence.json_too_large");
        Verified(f => f["input/park.json"] = spaces).Codes("reperformance").ShouldBe(["park.too_large"]);
    }

    [Fact]
    public void An_archive_of_very_many_entries()
    {
        var zip = Enumerable.Range(0, 60_000).Select(i => KeyValuePair.Create($"{i}", Array.Empty<byte>())).Zip();
        zip.Verify().Codes("archive").ShouldBe(["evidence.zip_too_many"]);
    }

    [Fact]
    public void Huge_amounts_are_an_error_not_an_exception()
    {
        foreach (var cell in new[] { "9223372036854775.807", "9223372036854775.808", "99999999999999999999" })
        {
            var verification = Verified(f => f["input/readings.csv"] = Vectors.Utf8(string.Join('\n', Vectors.Text(f["input/readings.csv"]).Split('\n')
                .Select((row, i) => i == 0 || row.Length == 0 ? row : $"{row.Split(',')[0]},{List(10, _ => cell)}"))));
            verification.State("reperformance").ShouldBe(CheckState.Fail, cell);
        }
        Verified(f => f["input/park.json"] = f["input/park.json"].Replaced("\"openingGreenWh\": 1000", "\"openingGreenWh\": 9223372036854775807")).Holds.ShouldBeFalse();
    }

    [Theory]
    [InlineData("a\u001b[2J\u001b[H✓ all holds"), InlineData("x\n✓ Issuer: the certificate is the one asked for"), InlineData("\u202Egnp.kcap"), InlineData("\u2028✓")]
    public void Foreign_text_cannot_write_lines_of_ours(string text)
    {
        using var key = IssuerKey.CreateDevelopment(text, Samples.NotBefore);
        var checks = PackSample.Files(key).Verify().Checks.Concat(PackSample.Files().Append(KeyValuePair.Create("../" + text, Array.Empty<byte>())).ForeignZip().Verify().Checks).ToArray();
        var texts = new ErrorTexts(ErrorTexts.Engine);
        foreach (var line in checks.Select(c => c.Text()).Concat(checks.SelectMany(c => c.Errors).Select(e => texts.Line(e))))
            line.ShouldAllBe(c => !char.IsControl(c) && c != '\u202E' && c != '\u2028', line);
    }

    private static Microgrid Meters(int count) => Read(Park(List(count, i => $"{{\"code\":\"P{i}\",\"measures\":\"curtailment\"}}"))).Value.Microgrid;
}
