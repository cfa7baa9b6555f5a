using System.Globalization;
using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>What a file tells of itself, and what it leaves open.</summary>
public sealed class ProfileSuggesterTests
{
    [Theory]
    [InlineData("100,NEM12,200506081149,UNITEDDP,NEMMCO\n", IntakeFormat.Nem12)]
    [InlineData("200,NEM1201009,E1E2,1,E1,N1,01009,kWh,30,\n", IntakeFormat.Nem12)]
    [InlineData("300,20240101,1.5,1.5,A,,,,\n", IntakeFormat.Nem12)]
    [InlineData("<?xml version=\"1.0\"?><feed xmlns=\"http://naesb.org/espi\">", IntakeFormat.GreenButton)]
    public void Formats_that_describe_themselves_are_named(string text, IntakeFormat format) => Suggest(text).Profile.Format.ShouldBe(format);

    [Theory]
    [InlineData("", "intake.empty")]
    [InlineData("PK\u0003\u0004 readme.txt", "intake.archive_damaged")]
    [InlineData("hello\nworld\n", "intake.unrecognised")]
    [InlineData("a,b\n1,2\n3,4\n", "intake.no_stamps")]
    [InlineData("\uFEFF100,NEM13,202603020000,MDP1,RETAILER1\n250,NMI,E1,01,E1,E1,S1,E,1,20260101020000,A,,,500,20260201020000,A,,,499,kWh,,20260302000000,\n900\n", "intake.nem13_registers")]
    [InlineData("a,\"b\"\r\r\n1,2\n3,4\n", "intake.unrecognised")]
    public void What_is_no_readings_file_is_refused(string text, string code) =>
        ProfileSuggester.Suggest(Encoding.UTF8.GetBytes(text), "m.csv").FirstError.Code.ShouldBe(code);

    [Fact]
    public void A_day_above_12_tells_day_first_from_month_first()
    {
        var days = Suggest(Rows("time,A kWh", Enumerable.Range(1, 40).Select(i => $"{Day(i):dd'/'MM'/'yyyy HH:mm},{i}.25")));
        days.Profile.Stamps.Patterns.ShouldBe(["dd/MM/yyyy HH:mm"]);
        Of(days.Reasons, "intake.seen_day_or_month").Args[1].ShouldBe(14);
        days.Questions.Select(q => q.Code).ShouldNotContain("intake.ask_day_or_month");

        Suggest(Rows("time,A kWh", Enumerable.Range(1, 40).Select(i => $"{Day(i):M'/'d'/'yyyy H:mm},{i}.25"))).Profile.Stamps.Patterns.ShouldBe(["M/d/yyyy H:mm"]);
    }

    [Fact]
    public void Without_such_a_day_it_is_a_question()
    {
        var open = Suggest(Rows("time,A kWh", Enumerable.Range(1, 12).Select(i => $"{Day(i):dd'/'MM'/'yyyy HH:mm},{i}.25")));
        Of(open.Questions, "intake.ask_day_or_month").Field.ShouldBe("stamps.patterns");
    }

    [Fact]
    public void Layout_of_a_European_export_is_found()
    {
        var text = "Export vom 1. März\r\n\r\n" + Rows("Datum;Uhrzeit;Zähler 1 (kW);Zähler 2 (kW)", Quarters(96).Reverse().Select((t, i) => $"{t:dd.MM.yyyy};{t:HH:mm};1.234,{i % 10};{(i == 5 ? "-" : "0,5")}"));
        var found = Suggest(text).Profile;
        (found.Text.Delimiter, found.Text.DecimalMark, found.Text.ThousandsSeparator, found.Text.HeaderLine).ShouldBe((';', ',', (char?)'.', 3));
        found.Stamps.Columns.ShouldBe(["Datum", "Uhrzeit"]);
        found.Values.Sentinels.ShouldBe(["-"]);
        (found.Values.Kind, found.Values.Unit, found.IntervalMinutes).ShouldBe((ValueKind.Power, "kW", 15));
        found.Channels.Keys.ShouldBe(["Zähler 1 (kW)", "Zähler 2 (kW)"]);
        Suggest(text).Reasons.Select(r => r.Code).ShouldContain("intake.seen_descending");
    }

    [Theory]
    [InlineData("gb18030", "时间,一号表(千瓦时)")]
    [InlineData("utf-16", "时间,一号表(千瓦时)")]
    [InlineData("latin-1", "Zeit,Zähler (kWh)")]
    public void The_encoding_is_found_and_asked_for_where_bytes_do_not_prove_it(string name, string header)
    {
        Encoding encoding = name switch { "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding(name)!, "utf-16" => Encoding.Unicode, _ => Encoding.Latin1 };
        var text = Rows(header, Quarters(96).Select((t, i) => $"{t:yyyy-MM-dd HH:mm},{i}.5"));
        var found = ProfileSuggester.Suggest((byte[])[.. encoding.Preamble, .. encoding.GetBytes(text)], "m.csv").Value;
        found.Profile.Text.Encoding.ShouldBe(name);
        found.Profile.Values.Unit.ShouldBe("kWh");
        found.Questions.Any(q => q.Code == "intake.ask_encoding").ShouldBe(name != "utf-16");
    }

    [Fact]
    public void A_long_file_names_its_channels()
    {
        var found = Suggest(Rows("time,meter,kWh", Quarters(96).SelectMany(t => new[] { "M1", "M2", "M3" }.Select(m => $"{t:yyyy-MM-ddTHH:mm:ss}+08:00,{m},1.5")))).Profile;
        (found.Format, found.Values.ChannelColumn, found.Values.ValueColumn).ShouldBe((IntakeFormat.LongCsv, "meter", "kWh"));
        found.Channels.Keys.ShouldBe(["M1", "M2", "M3"]);
        found.Stamps.Patterns.ShouldBe(["iso"]);
    }

    [Fact]
    public void What_the_file_does_not_tell_is_asked()
    {
        var asked = Suggest(Rows("time,A,B", Quarters(90).Select((t, i) => $"{t.AddHours(1):yyyy-MM-dd HH:mm},{i * 7},-1"))).Questions.Select(q => q.Code).ToArray();
        asked.ShouldBe(["intake.ask_zone", "intake.ask_end", "intake.ask_unit", "intake.ask_negative", "intake.ask_register"]);
        Of(Suggest(Rows("time;A (kWh)", Quarters(96).Select(t => $"{t:yyyy-MM-dd HH:mm};1,234"))).Questions, "intake.ask_thousands").Args.ShouldBe([96]);
        Of(Suggest(Rows("2026-03-01 23:45,3", Quarters(96).Select(t => $"{t:yyyy-MM-dd HH:mm},1"))).Questions, "intake.ask_header").Args.ShouldBe([1]);
    }

    [Fact]
    public void Voltage_current_and_status_are_not_asked_about()
    {
        var found = Suggest(Rows("time,Hall (kWh),Voltage,I (A),Status,电压", Quarters(96).Select((t, i) => $"{t:yyyy-MM-dd HH:mm},{i % 9}.5,-230.1,{i},{i},400")));
        found.Profile.Channels.Keys.ShouldBe(["Hall (kWh)"]);
        Of(found.Reasons, "intake.seen_channels").Args.ShouldBe([1, "Hall (kWh)"]);
        found.Questions.Select(q => q.Code).ShouldBe(["intake.ask_zone"]);
    }

    /// <summary>Where a column names a unit, those that name none are not read by it.</summary>
    [Theory]
    [InlineData("Hall (A),Hall (B),Hall (C)", "Hall (A) Hall (B) Hall (C)")]
    [InlineData("Grid current,Current year PV,Hall status,Statuscode", "Grid current Current year PV Statuscode")]
    [InlineData("Hall,I (A),U (V)", "Hall")]
    [InlineData("Hall,Grid current,Voltage", "Hall")]
    [InlineData("Power (MW),Air temperature,Total solar irradiance (W/m2),Relative humidity (%)", "Power (MW)")]
    [InlineData("Usage_kWh,Lagging_kVarh,NSM", "Usage_kWh")]
    [InlineData("Hall 1 (kW),Dach (MW),Wind speed (m/s)", "Hall 1 (kW) Dach (MW)")]
    public void Columns_that_hold_no_energy_are_not_suggested(string columns, string suggested)
    {
        var count = columns.Split(',').Length;
        var found = Suggest(Rows($"time,{columns}", Quarters(96).Select((t, i) => $"{t:yyyy-MM-dd HH:mm},{string.Join(',', Enumerable.Range(1, count).Select(c => $"{(i + c) % 9}.5"))}")));
        string.Join(' ', found.Profile.Channels.Keys).ShouldBe(suggested);
    }

    /// <summary>One meter after the other: a meter's first time below another's last says nothing of midnight.</summary>
    [Theory]
    [InlineData(0, 95, StampAt.Start, Midnight.BeginsDay, "intake.seen_start")]
    [InlineData(0, 191, StampAt.Start, Midnight.BeginsDay, "intake.seen_start")]
    [InlineData(1, 96, StampAt.End, Midnight.EndsDay, "intake.seen_midnight_ends")]
    public void Midnight_is_looked_at_within_a_meter(int first, int last, StampAt at, Midnight midnight, string code)
    {
        var day = new DateTime(2026, 10, 1);
        string Stamp(int i) => midnight == Midnight.EndsDay && i % 96 == 0 ? $"{day.AddDays(i / 96 - 1):yyyy-MM-dd} 00:00" : $"{day.AddMinutes(15 * i):yyyy-MM-dd HH:mm}";
        var text = Rows("meter;timestamp;kW", new[] { "A-01", "A-02", "A-03" }.SelectMany(m => Enumerable.Range(first, last - first + 1).Select(i => $"{m};{Stamp(i)};103,660")));
        var found = Suggest(text);
        (found.Profile.Format, found.Profile.Stamps.At, found.Profile.Stamps.Midnight).ShouldBe((IntakeFormat.LongCsv, at, midnight));
        found.Reasons.Select(r => r.Code).ShouldContain(code);
    }

    [Fact]
    public void A_meter_that_begins_where_another_ends_is_asked_about()
    {
        // the first has no 00:00, so that the second's may be its last as well
        var rows = Quarters(96).Skip(1).Select(t => $"A;{t:yyyy-MM-dd HH:mm};1.5").Concat(Quarters(96).Select(t => $"B;{t:yyyy-MM-dd HH:mm};1.5"));
        Suggest(Rows("meter;timestamp;kW", rows)).Questions.Select(q => q.Code).ShouldContain("intake.ask_end");
    }

    [Theory]
    [InlineData(150, 0)]
    [InlineData(150, 1)]
    [InlineData(150, 5)]
    [InlineData(3000, 1)]
    public void Meters_that_come_twice_are_channels_though_some_miss_the_second_time(int meters, int missing)
    {
        var rows = Enumerable.Range(0, 2).SelectMany(t => Enumerable.Range(0, meters - t * missing).Select(m => $"2026-03-02T0{t}:00:00+08:00,Meter {m},{m % 7}.5"));
        var found = Suggest(Rows("time,meter,kWh", rows)).Profile;
        (found.Format, found.Values.ChannelColumn, found.Channels.Count).ShouldBe((IntakeFormat.LongCsv, "meter", meters));
    }

    [Fact]
    public void A_column_without_a_name_is_no_channel() =>
        Suggest(Rows("time, ,kW", Quarters(96).Select(t => $"{t:yyyy-MM-dd HH:mm},1,2"))).Profile.Channels.Keys.ShouldBe(["kW"]);

    [Fact]
    public void Decimal_commas_in_quotes_are_read_by_their_suggestion()
    {
        var text = Rows("time,A (kWh)", Quarters(96).Select(t => $"{t:yyyy-MM-dd HH:mm},\"0,{t.Minute:00}5\""));
        var found = Suggest(text).Profile;
        (found.Text.Delimiter, found.Text.DecimalMark).ShouldBe((',', ','));
        IntakeReader.Read(Encoding.UTF8.GetBytes(text), "m.csv", found with { Channels = new Dictionary<string, string?> { ["A (kWh)"] = "P" } }).Value
            .Channels[0].Microjoules.Take(2).ShouldBe([5 * MeterChannel.MicrojoulesPerWh, 155 * MeterChannel.MicrojoulesPerWh]);
    }

    [Fact]
    public void A_small_file_takes_little_memory_to_look_at()
    {
        var file = Encoding.UTF8.GetBytes(Rows("Datum;Uhrzeit;A;B", Quarters(30).Select(t => $"{t:dd.MM.yyyy};{t:HH:mm};1.234,5;0,5")));
        ProfileSuggester.Suggest(file, "m.csv");
        var before = GC.GetAllocatedBytesForCurrentThread();
        ProfileSuggester.Suggest(file, "m.csv");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 << 20);
    }

    public static TheoryData<string, string, string> RealFiles => new()
    {
        { "steel", "steel_daewoo_2018_15min.csv", "stamps.zone" },
        { "elmas", "elmas_fr_18clusters_2018_60min.csv", "stamps.zone values.unit" },
        { "kit", "kit_de_7plants_2016_15min_windows.csv", "stamps.at stamps.zone values.unit" },
        { "pv", "pv_cn_site1_50MW_2019-2020_15min.csv", "stamps.zone" },
        { "wind", "wind_turbine_T1_2018_10min.csv", "stamps.zone text.encoding values.negative values.unit" },
    };

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void A_measured_file_tells_what_its_profile_says(string name, string fileName, string asked)
    {
        var folder = Repository.SharedData("raw");
        if (folder is null) Assert.Skip("../shared/data/raw is not on this machine: its files cannot be looked at.");
        var profile = ImportProfileJson.Read(File.ReadAllBytes(Repository.PathOf("tests", "GreenPark.Engine.Tests", "Intake", "Profiles", name + ".json")), name).Value;
        var found = ProfileSuggester.Suggest(File.ReadAllBytes(Path.Combine(folder, fileName)), fileName).Value;
        found.Profile.Text.ShouldBe(profile.Text);
        found.Profile.Stamps.Patterns.ShouldBe(profile.Stamps.Patterns);
        (found.Profile.Stamps.At, found.Profile.Stamps.Midnight, found.Profile.IntervalMinutes).ShouldBe((profile.Stamps.At, profile.Stamps.Midnight, profile.IntervalMinutes));
        profile.Channels.Keys.Except(found.Profile.Channels.Keys).ShouldBe(name == "wind" ? ["Wind Speed (m/s)"] : [], "what bears no unit of energy is not suggested beside what does");
        found.Questions.Select(q => q.Field).Distinct().Order().ShouldBe(asked.Split(' ').Order());
        if (!asked.Contains("unit")) (found.Profile.Values.Kind, found.Profile.Values.Unit).ShouldBe((profile.Values.Kind, profile.Values.Unit));
    }

    /// <summary>What a person answers is all that stands between the suggestion and the import.</summary>
    [Fact]
    public void The_wind_file_is_read_by_its_suggestion_once_the_questions_are_answered()
    {
        const string fileName = "wind_turbine_T1_2018_10min.csv";
        var folder = Repository.SharedData("raw");
        if (folder is null) Assert.Skip("../shared/data/raw is not on this machine: its files cannot be looked at.");
        var file = File.ReadAllBytes(Path.Combine(folder, fileName));
        var found = ProfileSuggester.Suggest(file, fileName).Value;
        var answered = found.Profile with
        {
            Stamps = found.Profile.Stamps with { Zone = "+03:00" },
            Values = found.Profile.Values with { Kind = ValueKind.Power, Unit = "kW", Negative = NegativeValues.Zero },
            Channels = new Dictionary<string, string?> { ["LV ActivePower (kW)"] = "P1", ["Theoretical_Power_Curve (KWh)"] = "P2" },
        };
        var known = ImportProfileJson.Read(File.ReadAllBytes(Repository.PathOf("tests", "GreenPark.Engine.Tests", "Intake", "Profiles", "wind.json")), "wind").Value;
        var (read, expected) = (IntakeReader.Read(file, fileName, answered).Value, IntakeReader.Read(file, fileName, known).Value);
        read.Channels.Count.ShouldBe(2);
        foreach (var (channel, other) in read.Channels.Zip(expected.Channels))
        {
            channel.StartUtcSeconds.Length.ShouldBeGreaterThan(50_000);
            (channel.Name, channel.IntervalSeconds).ShouldBe((other.Name, 600));
            channel.StartUtcSeconds.ShouldBe(other.StartUtcSeconds);
            channel.Microjoules.ShouldBe(other.Microjoules);
        }
    }

    private static ProfileSuggestion Suggest(string text)
    {
        var found = ProfileSuggester.Suggest(Encoding.UTF8.GetBytes(text), "m.csv").Value;
        foreach (var sentence in found.Reasons.Concat(found.Questions))
            foreach (var language in new[] { "en", "zh-Hans" })
                new ErrorTexts(ErrorTexts.Engine).Text(sentence, CultureInfo.GetCultureInfo(language)).ShouldNotBe(sentence.Code);
        return found;
    }

    private static Error Of(IEnumerable<Error> sentences, string code) => sentences.Single(s => s.Code == code);

    private static DateTime Day(int i) => new DateTime(2026, 3, 1).AddDays(i - 1);

    private static IEnumerable<DateTime> Quarters(int count) => Enumerable.Range(0, count).Select(i => new DateTime(2026, 3, 2).AddMinutes(15 * i));

    private static string Rows(string header, IEnumerable<string> rows) => string.Concat(rows.Prepend(header).Select(r => r + "\r\n"));
}
