using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Files that do not fit into memory give what they would give if they did. <see cref="CsvFile"/> compares every file of the other tests too.</summary>
public sealed class LargeCsvTests
{
    private static readonly string[] Stamps = ["yyyy-MM-dd HH:mm"];

    [Fact]
    public void Random_files_of_every_kind_read_alike() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var (profile, text) = RandomFile(new Random(seed));
            WholeAndInBlocks.ShouldAgree(IntakeText(profile).GetBytes(text), "r.csv", profile);
        }));

    [Fact]
    public void Random_files_of_the_method_read_alike() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var random = new Random(seed);
            var lines = SmallPark.Lines();
            for (var change = random.Next(3); change > 0; change--)
            {
                var at = random.Next(lines.Count);
                lines[at] = random.Next(6) switch
                {
                    0 => "", 1 => lines[random.Next(lines.Count)], 2 => lines[at].Replace("6.000", "", StringComparison.Ordinal), 3 => lines[at] + ",1", 4 => lines[at].Replace("3.000", "x", StringComparison.Ordinal),
                    _ => lines[at].Replace(":00:00+", ":30:00+", StringComparison.Ordinal),
                };
            }
            var text = (random.Next(5) == 0 ? "\uFEFF" : "") + string.Join(random.Next(4) == 0 ? "\r\n" : "\n", lines) + new string('\n', random.Next(3));
            var bytes = Encoding.UTF8.GetBytes(text);
            if (random.Next(8) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            WholeAndInBlocks.ShouldAgree(bytes, "r.csv", SmallPark.Microgrid, random.Next(3) == 0 ? new Dictionary<string, string?> { ["PV"] = "PV", ["F"] = "F", ["M"] = null, ["IMP"] = "EXP", ["EXP"] = "IMP" } : null);
        }));

    [Theory]
    [MemberData(nameof(RealFilesTests.Files), MemberType = typeof(RealFilesTests))]
    public void Measured_files_read_alike(string name, string fileName, string notes)
    {
        notes.ShouldNotBeEmpty();
        if (Repository.SharedData("raw") is not { } folder) { Assert.Skip("../shared/data/raw is not on this machine: its files cannot be read."); return; }
        var profile = ImportProfileJson.Read(File.ReadAllBytes(Repository.PathOf("tests", "GreenPark.Engine.Tests", "Intake", "Profiles", name + ".json")), name).Value;
        WholeAndInBlocks.ShouldAgree(File.ReadAllBytes(Path.Combine(folder, fileName)), fileName, profile);
    }

    [Fact]
    public void The_year_of_2018_reads_alike()
    {
        if (Repository.SharedData("park-2018") is not { } folder) { Assert.Skip("../shared/data/park-2018 is not on this machine: its files cannot be read."); return; }
        var park = ParkFileReader.Read(File.ReadAllBytes(Path.Combine(folder, "park.json")), "park.json").Value;
        WholeAndInBlocks.ShouldAgree(File.ReadAllBytes(Path.Combine(folder, "readings.csv")), "readings.csv", park.Microgrid);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        var bytes = new byte[RowBlocks.MostBytes + (8 << 20)];
        bytes.AsSpan().Fill((byte)'1');
        "t,A,B\n"u8.CopyTo(bytes);
        var large = new LargeFile("m.csv", () => new MemoryStream(bytes), bytes.Length, new MemoryStream());
        LargeCsv.Read(large, CsvFile.Wide, SmallPark.Microgrid, _ => { }).FirstError.ShouldSatisfyAllConditions(x => x.Code.ShouldBe("intake.line_too_long"), x => x.Place.ShouldBe(new Place("m.csv", 2, 1)));
        "interval_start\n"u8.CopyTo(bytes);
        GreenPark.Engine.Metering.LargeReadingsFile.Read(large, SmallPark.Microgrid, null, _ => { }).FirstError.Code.ShouldBe("intake.line_too_long");
    }

    [Fact]
    public void Comparing_rows_that_stand_twice_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var away = new StopsWhenRead(stop);
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("2026-03-02 00:00,1,2", 5_000).Prepend("t,A,B")));
        var large = new LargeFile("m.csv", () => new MemoryStream(bytes), bytes.Length, away, stop.Token) { BlockBytes = 1 << 20, BufferBytes = 64 };
        Should.Throw<OperationCanceledException>(() => LargeCsv.Read(large, CsvFile.Wide, SmallPark.Microgrid, _ => { }));
        away.Reads.ShouldBeLessThan(2_000);
    }

    /// <summary>Somebody leaves while rows are compared, which the thousandth look into the file is part of.</summary>
    private sealed class StopsWhenRead(CancellationTokenSource stop) : MemoryStream
    {
        public int Reads { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (++Reads == 1_000) stop.Cancel();
            return base.Read(buffer);
        }
    }

    [Fact]
    public void A_quote_that_stays_open_is_told_as_in_a_small_file()
    {
        var text = "t,A,B\n2026-03-02 00:00,1,\"2\n" + string.Concat(Enumerable.Repeat("2026-03-02 00:15,1,2\n", 2_000));
        WholeAndInBlocks.ShouldAgree(Encoding.UTF8.GetBytes(text), "r.csv", CsvFile.Wide);
    }

    private static Encoding IntakeText(ImportProfile profile) => profile.Text.Encoding switch
    {
        "utf-16" => new UnicodeEncoding(false, true), "latin-1" => Encoding.Latin1, "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!, _ => new UTF8Encoding(false),
    };

    /// <summary>A wide or long file with what real ones have: gaps, blocks out of order, rows twice, flags, exchanged meters, clock changes, faults.</summary>
    private static (ImportProfile Profile, string Text) RandomFile(Random random)
    {
        var (isLong, isRegister, hasFlags) = (random.Next(2) == 0, random.Next(3) == 0, random.Next(3) == 0);
        string[] names = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => random.Next(4) == 0 ? $"电表, {i}" : $"C{i}")];
        var channels = names.ToDictionary(n => n, n => (string?)n);
        if (names.Length > 2) channels[names[1]] = random.Next(2) == 0 ? null : names[1];
        if (random.Next(10) == 0) channels[names[0]] = names[^1];
        var profile = new ImportProfile
        {
            Format = isLong ? IntakeFormat.LongCsv : IntakeFormat.WideCsv,
            Text = new() { Encoding = new[] { "utf-8", "utf-8", "utf-16", "gb18030" }[random.Next(4)], Delimiter = random.Next(4) == 0 ? '|' : ',' },
            Stamps = new() { Patterns = Stamps, Columns = ["t"], Zone = random.Next(3) == 0 ? "Europe/Berlin" : "+08:00", At = random.Next(3) == 0 ? StampAt.End : StampAt.Start },
            Values = new()
            {
                Kind = isRegister ? ValueKind.Register : random.Next(2) == 0 ? ValueKind.Energy : ValueKind.Power, Unit = isRegister ? "kWh" : "kWh",
                SerialColumn = isRegister && random.Next(2) == 0 ? "serial" : "", FlagColumn = hasFlags ? "flag" : "", ChannelColumn = isLong ? "meter" : "", ValueColumn = isLong ? "value" : "",
                Flags = hasFlags ? new Dictionary<string, string> { ["ok"] = "M", ["est"] = "E", ["bad"] = "-" } : new Dictionary<string, string>(),
                Sentinels = ["-99"], Negative = (NegativeValues)random.Next(3),
            },
            Channels = channels,
        };
        if (profile.Values.Kind == ValueKind.Power) profile = profile with { Values = profile.Values with { Unit = "kW" } };
        var first = new DateTime(2026, 3, 28, 20, 0, 0, DateTimeKind.Unspecified);
        var rows = new List<string>();
        var registers = names.ToDictionary(n => n, _ => 1000m);
        for (var slot = 0; slot < random.Next(1, 60); slot++)
        {
            if (random.Next(15) == 0) continue;
            var stamp = first.AddMinutes(15 * slot).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            foreach (var name in isLong ? names : [names[0]])
            {
                string[] values = [.. (isLong ? [name] : names).Select(n => Value(random, isRegister, registers, n))];
                string[] cells =
                [
                    stamp, .. isLong ? [Quoted(name), .. values] : values,
                    .. profile.Values.SerialColumn.Length > 0 ? [slot < 30 ? "S1" : "S2"] : Array.Empty<string>(), .. hasFlags ? [new[] { "ok", "est", "bad", "" }[random.Next(4)]] : Array.Empty<string>(),
                ];
                rows.Add(string.Join(profile.Text.Delimiter, cells));
                if (random.Next(40) == 0) rows.Add(rows[random.Next(rows.Count)]);
            }
        }
        if (random.Next(4) == 0) rows.Reverse();
        if (random.Next(8) == 0 && rows.Count > 4) rows = [.. rows[(rows.Count / 2)..], .. rows[..(rows.Count / 2)]];
        if (random.Next(6) == 0) rows.Insert(random.Next(rows.Count + 1), new[] { "", "x,y", "2026-13-01 00:00,1", "\"open" }[random.Next(4)]);
        string[] header = ["t", .. isLong ? ["meter", "value"] : names.Select(Quoted), .. profile.Values.SerialColumn.Length > 0 ? ["serial"] : Array.Empty<string>(), .. hasFlags ? ["flag"] : Array.Empty<string>()];
        var end = random.Next(3) == 0 ? "\r\n" : "\n";
        return (profile, string.Join(end, [string.Join(profile.Text.Delimiter, header), .. rows]) + (random.Next(2) == 0 ? end : ""));
    }

    private static string Quoted(string name) => name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name;

    private static string Value(Random random, bool isRegister, Dictionary<string, decimal> registers, string name)
    {
        if (isRegister) registers[name] += random.Next(0, 5000) / 1000m;
        return random.Next(60) switch
        {
            0 => "", 1 => "-99", 2 => "-1", 3 => random.Next(4) == 0 ? "x" : "1", 4 => "\"2.5\"",
            _ => (isRegister ? registers[name] : random.Next(0, 100_000) / 1000m).ToString(CultureInfo.InvariantCulture),
        };
    }
}
