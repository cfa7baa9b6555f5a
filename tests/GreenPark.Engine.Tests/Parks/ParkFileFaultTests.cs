using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Parks;

/// <summary>
/// Every fault a park file can have (method page, "Park file"). In each case a piece of a sound file is replaced; the mark § in the
/// replacement stands where the fault must be shown.
/// </summary>
public sealed class ParkFileFaultTests
{
    public static TheoryData<string, string, string> OneFault => new()
    {
        // values
        { "\"gpm-1\"", "§\"gpm-2\"", "park.unknown_method" },
        { "\"code\": \"mg\"", "\"code\": §\"m g\"", "park.bad_code" },
        { "\"code\": \"mg\"", "\"code\": §\"\"", "park.bad_code" },
        { "\"code\": \"mg\"", "\"code\": §\"港口\"", "park.bad_code" },
        { "\"code\": \"mg\"", "\"code\": §\"mg\\n\"", "park.bad_code" },
        { "\"code\": \"mg\"", "\"code\": §\"12345678901234567890123456789012345678901234567890123456789012345\"", "park.bad_code" },
        { "\"code\": \"mg\"", "\"code\": §7", "park.not_text park.bad_code" },
        { "\"Asia/Shanghai\"", "§\"Asia/Shangai\"", "park.unknown_time_zone" },
        { "\"Asia/Shanghai\"", "§\"+08:00\"", "park.unknown_time_zone" },
        { "\"intervalMinutes\": 60", "\"intervalMinutes\": §10", "park.bad_interval" },
        { "\"intervalMinutes\": 60", "\"intervalMinutes\": §0", "park.bad_whole_number" },
        { "\"intervalMinutes\": 60", "\"intervalMinutes\": §60.0", "park.bad_whole_number" },
        { "\"intervalMinutes\": 60", "\"intervalMinutes\": §\"60\"", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": §\"half\"", "park.not_one_of" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": §\"None\"", "park.not_one_of" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"locationBased\": §\"market\"", "park.not_one_of" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"offGrid\": §\"false\"", "park.bad_flag" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"balanceTolerancePpm\": §-1", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"connectionCapacityW\": §1.5", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": { \"efficiencyPpm\": §0 }", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": { \"efficiencyPpm\": §1000001 }", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": { \"efficiencyPpm\": §0.88 }", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": { \"efficiencyPpm\": 1, \"openingGreenWh\": §-1 }", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": { \"efficiencyPpm\": 1, \"openingOtherWh\": §9223372036854775808 }", "park.bad_whole_number" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": §{}", "park.missing_property" },
        { "\"measures\": \"import\"", "\"measures\": §\"heat\"", "park.not_one_of park.no_interface_meter" },
        { "\"sign\": 1", "\"sign\": §0", "park.bad_sign" },
        { "\"sign\": 1", "\"sign\": §2", "park.bad_whole_number" },
        { "\"from\": \"2018-01-01\"", "\"from\": §\"2018-1-1\"", "park.bad_date" },
        { "\"from\": \"2018-01-01\"", "\"from\": §\"2018-02-30\"", "park.bad_date" },
        { "\"from\": \"2018-01-01\"", "\"from\": §\"2018-01-01T00:00:00\"", "park.bad_date" },
        { "\"from\": \"2018-01-01\"", "\"from\": §20180101", "park.bad_date" },
        { "\"to\": \"2030-01-01\"", "\"to\": §\"2018-01-01\"", "park.empty_dates" },
        { "\"to\": \"2030-01-01\"", "\"to\": §\"2017-01-01\"", "park.empty_dates" },
        { "\"sharePpm\": 600000", "\"sharePpm\": §0.6", "park.bad_whole_number" },
        { "\"sharePpm\": 600000", "\"sharePpm\": §-1", "park.bad_whole_number" },
        { "\"sharePpm\": 600000", "\"sharePpm\": §1000001", "park.bad_whole_number" },
        { "\"tier\": 1", "\"tier\": §1.5", "park.bad_whole_number" },
        { "\"priority\": 1", "\"priority\": §\"high\"", "park.bad_whole_number" },
        { "\"fixedShares\"", "§\"equal\"", "park.not_one_of" },
        { "\"fixedShares\"", "§\"FixedShares\"", "park.not_one_of" },
        { "\"operational\"", "§\"both\"", "park.not_one_of" },
        // null is a value like any other, and only the residual mix may be null
        { "\"from\": \"2018-01-01\"", "\"from\": §null", "park.bad_date" },
        { "\"sharePpm\": 600000", "\"sharePpm\": §null", "park.bad_whole_number" },
        { "\"baselineFactor\": 585.6", "\"baselineFactor\": §null", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §null", "park.bad_factor" },
        { "\"lossTreatment\": \"none\"", "\"lossTreatment\": \"none\", \"storage\": §null", "park.not_an_object" },
        // factors
        { "\"gridAverage\": 536.6", "\"gridAverage\": §536.60001", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §-1", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §\"536.6\"", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §1e-5", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §1e-29", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §1e-999999999", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §1e999", "park.bad_factor" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §536.60000000000000000000000000001", "park.bad_factor" },
        { "\"residual\": 585.6", "\"residual\": §0.12345", "park.bad_factor" },
        { "\"factor\": 0", "\"factor\": §0.12345", "park.bad_factor" },
        { "\"baselineFactor\": 585.6", "\"baselineFactor\": §585.61234", "park.bad_factor" },
        // required
        { "\"method\": \"gpm-1\",", "", "park.missing_property" },
        { "\"code\": \"mg\", ", "", "park.missing_property" },
        { "\"timeZone\": \"Asia/Shanghai\",", "", "park.missing_property" },
        { "\"intervalMinutes\": 60,", "", "park.missing_property" },
        { "\"lossTreatment\": \"none\",", "", "park.missing_property" },
        { "\"sources\": [\"pv\"], ", "", "park.missing_property" },
        { "\"priority\": 1, ", "", "park.missing_property" },
        { ", \"rule\": \"fixedShares\"", "", "park.missing_property" },
        { "\"measures\": \"generation\", ", "", "park.missing_property" },
        { "\"measures\": \"generation\", \"of\": \"pv\"", "\"measures\": \"generation\"", "park.missing_property" },
        { "\"family\": \"operational\", ", "", "park.missing_property" },
        { "\"gridAverage\": 536.6, ", "", "park.missing_property" },
        // unknown properties
        { "\"method\"", "§\"colour\": 1, \"method\"", "park.unknown_property" },
        { "\"code\": \"mg\"", "\"code\": \"mg\", §\"intervalminutes\": 60", "park.unknown_property" },
        { "\"technology\": \"solar\"", "§\"colour\": 1", "park.unknown_property" },
        { "\"name\": \"海港模具\"", "\"name\": \"海港模具\", §\"colour\": 1", "park.unknown_property" },
        { "\"measures\": \"import\"", "\"measures\": \"import\", §\"colour\": 1", "park.unknown_property" },
        { "\"priority\": 1", "\"priority\": 1, §\"colour\": 1", "park.unknown_property" },
        { "\"tier\": 1", "\"tier\": 1, §\"colour\": 1", "park.unknown_property" },
        { "\"provenance\": \"a test\"", "§\"colour\": 1", "park.unknown_property" },
        { "\"method\": \"gpm-1\",", "\"method\": \"gpm-1\", \"park\": { \"code\": \"p\", §\"colour\": 1 },", "park.unknown_property" },
        { "\"method\": \"gpm-1\",", "\"method\": \"gpm-1\", \"responsibleEntity\": { §\"colour\": 1 },", "park.unknown_property" },
        // shapes
        { "[ { \"code\": \"pv\", \"technology\": \"solar\", \"factor\": 0 } ]", "§{ \"code\": \"pv\" }", "park.not_a_list" },
        { "{ \"code\": \"pv\", \"technology\": \"solar\", \"factor\": 0 }", "{ \"code\": \"pv\" }, §\"wind\"", "park.not_an_object" },
        { "[\"pv\"]", "[§7]", "park.not_text" },
        { "\"name\": \"海港模具\"", "\"name\": §[]", "park.not_text" },
        // references and doubles
        { "\"of\": \"pv\"", "\"of\": §\"\"", "park.bad_code" },
        { "\"of\": \"forge\", \"sign\": 1", "\"parts\": [ { \"of\": §\"\" } ]", "park.bad_code" },
        { "\"sources\": [\"pv\"]", "\"sources\": [§\"\"]", "park.bad_code" },
        { "\"of\": \"pv\"", "\"of\": \"PV\"", "park.unknown_source" },
        { "\"of\": \"pv\"", "\"of\": \"storage\"", "park.unknown_source" },
        { "\"of\": \"forge\"", "\"of\": \"Forge\"", "park.unknown_member" },
        { "[\"pv\"]", "[\"pv\", \"hydro\"]", "park.unknown_source" },
        { "[\"pv\"]", "[\"pv\", \"pv\"]", "park.source_twice" },
        { "{ \"code\": \"mould\", \"sharePpm\": 400000 }", "{ \"code\": \"mold\" }", "park.unknown_member" },
        { "{ \"code\": \"mould\", \"sharePpm\": 400000 }", "{ \"code\": \"forge\" }", "park.contract_member_twice" },
        { "{ \"code\": \"mould\", \"sharePpm\": 400000 }", "{ \"code\": \"mould\", \"to\": \"2026-01-02\" }, { \"code\": \"mould\", \"from\": \"2026-01-01\" }", "park.contract_member_twice" },
        { "\"sharePpm\": 400000", "\"sharePpm\": 400001", "park.shares_exceed_whole" },
        { "\"sharePpm\": 400000", "\"sharePpm\": 400001, \"from\": \"2099-01-01\"", "park.shares_exceed_whole" },
        { "{ \"code\": \"forge\" }, ", "{ \"code\": \"forge\" }, §{ \"code\": \"Forge\" }, ", "park.code_twice" },
        { "\"factor\": 0 }", "\"factor\": 0 }, §{ \"code\": \"PV\" }", "park.code_twice" },
        { "\"factor\": 0 }", "\"factor\": 0 }, §{ \"code\": \"storage\" }", "park.storage_reserved" },
        { "\"factor\": 0 }", "\"factor\": 0 }, §{ \"code\": \"Storage\" }", "park.storage_reserved" },
        { "{ \"code\": \"EXP\", \"measures\": \"export\" }", "{ \"code\": \"EXP\", \"measures\": \"export\" }, §{ \"code\": \"EXP\", \"measures\": \"import\" }", "park.dates_overlap" },
        { "{ \"code\": \"EXP\", \"measures\": \"export\" }", "{ \"code\": \"EXP\", \"measures\": \"export\", \"to\": \"2026-01-01\" }, §{ \"code\": \"exp\", \"measures\": \"import\", \"from\": \"2026-01-01\" }", "park.code_twice" },
        { "{ \"code\": \"EXP\", \"measures\": \"export\" }", "{ \"code\": \"EXP\", \"measures\": \"export\", \"to\": \"2026-01-02\" }, §{ \"code\": \"EXP\", \"measures\": \"import\", \"from\": \"2026-01-01\" }", "park.dates_overlap" },
        // metering points
        { ", { \"code\": \"EXP\", \"measures\": \"export\" }", "", "park.no_interface_meter" },
        { "{ \"code\": \"EXP\", \"measures\": \"export\" }", "{ \"code\": \"EXP\", \"measures\": \"export\" }, §{ \"code\": \"CH\", \"measures\": \"charge\" }", "park.storage_meter_without_storage" },
        { "{ \"code\": \"EXP\", \"measures\": \"export\" }", "{ \"code\": \"EXP\", \"measures\": \"export\" }, §{ \"code\": \"DIS\", \"measures\": \"discharge\" }", "park.storage_meter_without_storage" },
        { "\"measures\": \"import\"", "\"measures\": \"import\", \"of\": §\"pv\"", "park.of_not_allowed" },
        { "\"measures\": \"import\"", "\"measures\": \"import\", \"sign\": §1", "park.sign_not_allowed" },
        { "\"measures\": \"generation\"", "\"measures\": \"generation\", \"sign\": §1", "park.sign_not_allowed" },
        { "\"measures\": \"import\"", "\"measures\": \"import\", \"parts\": §[]", "park.parts_not_allowed" },
        { "\"of\": \"forge\", \"sign\": 1", "\"parts\": §[]", "park.no_parts" },
        { "\"of\": \"forge\", \"sign\": 1", "\"of\": \"forge\", \"parts\": §[ { \"of\": \"forge\" } ]", "park.parts_and_of" },
        { "\"of\": \"forge\", \"sign\": 1", "\"parts\": [ { \"of\": \"forge\" }, { \"of\": \"mould\", \"sign\": §3 } ]", "park.bad_whole_number" },
        // JSON itself
        { "\"method\": \"gpm-1\",", "\"method\": \"gpm-1\", §\"method\": \"gpm-1\",", "park.property_twice" },
        { "\"provenance\": \"a test\" }", "\"provenance\": \"a test\", §}", "park.bad_json" },
        { "\"provenance\": \"a test\" }", "\"provenance\": §'a test' }", "park.bad_json" },
        { "\"name\": \"海港模具\", \"baselineFactor\"", "\"name\": \"海港模具\", §baselineFactor", "park.bad_json" },
        { "\"name\": \"海港模具\"", "\"name\": §\"\\ud800\"", "park.bad_json" },
        { "\"name\": \"海港模具\"", "\"name\": \"海港模具\", §\"\\udfff\": 1", "park.bad_json" },
        { "\"method\"", "§// a comment\n\"method\"", "park.bad_json" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": §NaN", "park.bad_json" },
        { "\"gridAverage\": 536.6", "\"gridAverage\": 0§536.6", "park.bad_json" },
    };

    [Theory]
    [MemberData(nameof(OneFault))]
    public void A_fault_is_shown_with_its_code_and_its_place(string piece, string replacement, string codes)
    {
        var at = SmallPark.Json.IndexOf(piece, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"{piece} does not stand in the sound file");
        var marked = SmallPark.Json[..at] + replacement + SmallPark.Json[(at + piece.Length)..];
        var faults = Read(Encoding.UTF8.GetBytes(marked.Replace("§", "")));
        faults.Select(f => f.Code).ShouldBe(codes.Split(' '));
        faults.ShouldAllBe(f => f.Place!.Value.File == "park.json" && f.Place!.Value.Line > 0 && f.Place!.Value.Column > 0);
        if (marked.IndexOf('§') is var mark and >= 0)
            faults[0].Place.ShouldBe(new Place("park.json", marked[..mark].Count(c => c == '\n') + 1, mark - marked.LastIndexOf('\n', mark)));
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var json = SmallPark.Json.Replace("\"intervalMinutes\": 60", "\"intervalMinutes\": 7").Replace("\"gridAverage\": 536.6", "\"gridAverage\": -1").Replace("\"code\": \"pv\"", "\"code\": \"p v\"").Replace("\"tier\": 1", "\"teir\": 1");
        Read(Encoding.UTF8.GetBytes(json)).Select(f => f.Code).ShouldBe(["park.bad_interval", "park.bad_code", "park.unknown_property", "park.bad_factor", "park.unknown_source", "park.unknown_source"]);
    }

    public static TheoryData<string> Whole => [.. WholeFiles.Keys];

    private static readonly Dictionary<string, (byte[] Bytes, string Expected)> WholeFiles = new()
    {
        ["empty"] = ([], "park.json park.empty"),
        ["a byte-order mark alone"] = ([0xEF, 0xBB, 0xBF], "park.json park.empty"),
        ["white space"] = (" \r\n\t"u8.ToArray(), "park.json park.empty"),
        ["UTF-16, marked"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(SmallPark.Json)], "park.json park.not_utf8"),
        ["UTF-16, bare"] = (Encoding.Unicode.GetBytes(SmallPark.Json), "park.json park.not_utf8"),
        ["Latin-1 inside"] = (Encoding.Latin1.GetBytes(SmallPark.Json.Replace("海港模具", "Gie§erei").Replace('§', 'ß')), "park.json:6:70 park.not_utf8"),
        ["a spreadsheet"] = ([.. "PK\u0003\u0004"u8, 20, 0, 6, 0], "park.json park.not_utf8"),
        ["null"] = ("null"u8.ToArray(), "park.json:1:1 park.not_an_object"),
        ["a list"] = ("[1]"u8.ToArray(), "park.json:1:1 park.not_an_object"),
        ["a second value"] = (Encoding.UTF8.GetBytes("{}\n {}"), "park.json:2:2 park.bad_json"),
        ["cut off"] = (SmallPark.Bytes[..^2], "park.json:18:4 park.bad_json"),
        ["brackets a thousand deep"] = (Encoding.UTF8.GetBytes(new string('[', 1000)), "park.json:1:65 park.bad_json"),
        ["a microgrid of text"] = ("""{ "method": "gpm-1", "microgrid": "mg" }"""u8.ToArray(), "park.json:1:35 park.not_an_object"),
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_file_that_is_no_park_file_is_told_apart(string name)
    {
        var (bytes, expected) = WholeFiles[name];
        var fault = Read(bytes)[0];
        $"{fault.Place} {fault.Code}".ShouldBe(expected);
    }

    [Fact]
    public void A_byte_order_mark_shifts_no_column()
    {
        var json = Encoding.UTF8.GetBytes("""{ "method": "gpm-2" }""");
        Read([0xEF, 0xBB, 0xBF, .. json])[0].Place.ShouldBe(Read(json)[0].Place);
        Read([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'x'])[0].Place.ShouldBe(new Place("park.json", 1, 2));
    }

    [Fact]
    public void Defaults_are_those_of_the_method_page()
    {
        var park = ParkFileReader.Read("""
            { "method": "gpm-1", "microgrid": { "code": "mg", "timeZone": "UTC", "intervalMinutes": 15, "lossTreatment": "none", "offGrid": true,
              "storage": { "efficiencyPpm": 1 }, "sources": [ { "code": "pv" } ], "members": [ { "code": "a" } ],
              "meteringPoints": [ { "code": "A", "measures": "consumption", "of": "a" } ],
              "contracts": [ { "code": "k", "priority": 1, "sources": [], "rule": "proRata", "members": [ { "code": "a" } ] } ],
              "factors": { "family": "operational", "gridAverage": 1, "residual": null } } }
            """u8.ToArray(), "park.json").Value.Microgrid;
        park.BalanceTolerancePpm.ShouldBe(20_000);
        park.LocationBased.ShouldBe(LocationBasis.Grid);
        park.MeteringPoints[0].Parts[0].Sign.ShouldBe(1);
        park.Contracts[0].Members[0].SharePpm.ShouldBe(0);
        park.Contracts[0].Members[0].Tier.ShouldBe(1);
        park.Sources[0].Factor.Units.ShouldBe(0);
        park.Storage!.OpeningGreenWh.ShouldBe(0);
        park.Factors.Residual.ShouldBeNull();
    }

    private static IReadOnlyList<Error> Read(byte[] bytes)
    {
        var read = ParkFileReader.Read(bytes, "park.json");
        read.IsFailure.ShouldBeTrue();
        read.Errors.ShouldAllBe(e => new ErrorTexts(ErrorTexts.Engine).Line(e, null).Length < 400);
        return read.Errors;
    }
}
