using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Fuzz.Plain;

namespace GreenPark.Fuzz;

/// <summary>Every reader of foreign files with what it is tried on.</summary>
internal static class Targets
{
    private static readonly ImportProfile WideProfile = new()
    {
        Format = IntakeFormat.WideCsv, Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"] }, Values = new() { Unit = "MWh", Multiplier = 0.5m, Sentinels = ["-99"] }, Channels = Taken("A", "B, east"),
    };

    private static readonly ImportProfile SemicolonProfile = new()
    {
        Format = IntakeFormat.WideCsv, Text = new() { Encoding = "latin-1", Delimiter = ';', DecimalMark = ',', ThousandsSeparator = '.', HeaderLine = 3 },
        Stamps = new() { Columns = ["Datum", "Uhrzeit"], Patterns = ["dd.MM.yyyy HH:mm"], At = StampAt.End, Zone = "+01:00" },
        Values = new() { Kind = ValueKind.Power, Unit = "kW", Sentinels = ["-"], Negative = NegativeValues.Zero }, Channels = Taken("Zähler 1", "Zähler 2"),
    };

    private static readonly ImportProfile LongProfile = new()
    {
        Format = IntakeFormat.LongCsv, Stamps = new() { Patterns = ["iso"] }, Channels = Taken("M1", "M2"),
        Values = new() { FlagColumn = "flag", Flags = new Dictionary<string, string> { ["est"] = "E", ["gap"] = "-" }, Negative = NegativeValues.Missing },
    };

    private static readonly ImportProfile RegisterProfile = new()
    {
        Format = IntakeFormat.LongCsv, Stamps = new() { Patterns = ["M/d/yyyy h:mm tt"] }, Channels = Taken("A"),
        Values = new() { Kind = ValueKind.Register, RegisterDigits = 4, Multiplier = 80, SerialColumn = "serial" },
    };

    private static readonly ImportProfile Nem12Profile = new() { Format = IntakeFormat.Nem12, Channels = Taken("NMI0000001-E1", "NMI0000001-B1", "CCCC123456-E1", "VABD000163-E1", "NCDE001111-E1", "NCDE001111-E2") };
    private static readonly ImportProfile EspiProfile = new() { Format = IntakeFormat.GreenButton, Channels = Taken("UsagePoint/01/MeterReading/01") };
    private static readonly ImportProfile SheetProfile = WideProfile with { Format = IntakeFormat.WideXlsx, Stamps = new(), Channels = Taken("A", "B"), Values = new() { Sentinels = ["n/a"] } };

    public static IReadOnlyList<FuzzTarget> All()
    {
        var microgrid = ParkFileReader.Read(SampleFiles.Park, "park.json").Value.Microgrid;
        return
        [
            Profiled("wide-csv", 6, SampleFiles.Wide, WideProfile),
            Profiled("semicolons", 6, SampleFiles.Semicolons, SemicolonProfile),
            Profiled("long-csv", 6, SampleFiles.Long, LongProfile),
            Profiled("register", 6, SampleFiles.Register, RegisterProfile),
            .. Measured("steel", "steel_daewoo_2018_15min.csv"), .. Measured("elmas", "elmas_fr_18clusters_2018_60min.csv"), .. Measured("kit", "kit_de_7plants_2016_15min_windows.csv"),
            .. Measured("pv", "pv_cn_site1_50MW_2019-2020_15min.csv"), .. Measured("wind", "wind_turbine_T1_2018_10min.csv"),
            Nem12("nem12", SampleFiles.Nem12),
            .. Nem12Files("Example_NEM12_multiple_quality.csv", "Example_NEM12_actual_interval.csv", "Example_NEM12_multiple_meters.csv"),
            new("nem13", 6, SampleFiles.Nem13, b => Outcome.Of(Nem13Intake.Read(b, "r.csv"))),
            new("green-button", 3, SampleFiles.GreenButton(), b => Outcome.Of(IntakeReader.Read(b, "g.xml", EspiProfile)), b => PlainFormats.GreenButton(b, EspiProfile)) { Delimiter = '<' },
            new("json", 6, SampleFiles.Json, b => Outcome.Of(JsonIntake.Read(b, "s.json")), PlainFormats.Json),
            new("readings", 6, SampleFiles.Readings, b => Outcome.Of(ReadingsFile.Read(b, "m.csv", microgrid), ReadingsOf), PlainFormats.Wide),
            new("park", 3, SampleFiles.Park, b => Outcome.Of(ParkFileReader.Read(b, "park.json"))),
            new("profile", 3, ImportProfileJson.Write(SemicolonProfile), b => Outcome.Of(ImportProfileJson.Read(b, "p.json"))),
            new("zip", 2, ZipMutations.Pack([("b.csv", SampleFiles.Nem12), ("a/c.csv", SampleFiles.Nem12)]), b => Outcome.Of(IntakeReader.Read(b, "z.zip", Nem12Profile)), Zip),
            new("xlsx", 1, SampleWorkbook.Bytes, b => Outcome.Of(IntakeReader.Read(b, "w.xlsx", SheetProfile)), b => PlainSheet.Read(b, SheetProfile)),
            new("suggest", 1, SampleFiles.Semicolons, Suggest) { Delimiter = ';' },
            new("suggest-xlsx", 1, SampleWorkbook.Bytes, Suggest),
        ];
    }

    private static Dictionary<string, string?> Taken(params string[] names) => names.Index().ToDictionary(n => n.Item, n => (string?)$"P{n.Index}");

    private static FuzzTarget Profiled(string name, int weight, byte[] seed, ImportProfile profile) =>
        new(name, weight, seed, b => Outcome.Of(IntakeReader.Read(b, "m.csv", profile)), b => PlainCsv.Read(b, profile)) { Delimiter = profile.Text.Delimiter };

    /// <summary>A measured file by the profile that its test reads it by.</summary>
    private static IEnumerable<FuzzTarget> Measured(string name, string file)
    {
        if (SampleFiles.Measured(file, 40) is not { } seed) yield break;
        var json = File.ReadAllBytes(Path.Combine(SampleFiles.Root, "tests", "GreenPark.Engine.Tests", "Intake", "Profiles", name + ".json"));
        yield return Profiled(name, 3, seed, ImportProfileJson.Read(json, name).Value);
    }

    private static FuzzTarget Nem12(string name, byte[] seed) => new(name, 4, seed, b => Outcome.Of(IntakeReader.Read(b, "n.csv", Nem12Profile)), b => PlainFormats.Even(PlainFormats.Nem12(b, Nem12Profile)));

    private static IEnumerable<FuzzTarget> Nem12Files(params string[] files)
    {
        foreach (var file in files)
            if (SampleFiles.Measured($"meter_formats/nem12/unzipped/{file}", 40) is { } seed) yield return Nem12(Path.GetFileNameWithoutExtension(file), seed);
    }

    private static Readings Zip(byte[] bytes) =>
        PlainFormats.Even(ZipMutations.Unpack(bytes).Where(f => !f.Name.EndsWith('/')).SelectMany(f => PlainFormats.Nem12(f.Content, Nem12Profile)));

    /// <summary>What is suggested can be written, read again, and read the file by.</summary>
    private static Outcome Suggest(byte[] bytes)
    {
        if (!ProfileSuggester.Suggest(bytes, "m.csv").TryGet(out var found)) return Outcome.Of(ProfileSuggester.Suggest(bytes, "m.csv"));
        foreach (var sentence in found.Reasons.Concat(found.Questions)) Outcome.Say(sentence);
        var profile = found.Profile with { Channels = found.Profile.Channels.Keys.Index().ToDictionary(c => c.Item, c => (string?)$"P{c.Index}") };
        ImportProfileJson.Read(ImportProfileJson.Write(profile), "p.json");
        Outcome.Of(IntakeReader.Read(bytes, "m.csv", profile));   // may be refused: a person has questions to answer first
        return new Outcome(null);
    }

    private static Readings ReadingsOf(ReadingsTable table)
    {
        var readings = new Readings();
        for (var row = 0; row < table.Rows; row++)
            for (var p = 0; p < table.Points.Count; p++)
                if (table.ValuesWh.Span[row * table.Points.Count + p] is var wh && wh != ReadingsTable.Missing)
                    readings.Add(table.Points[p], table.StartUtcSeconds[row], (System.Numerics.BigInteger)wh * MeterChannel.MicrojoulesPerWh);
        return readings;
    }
}
