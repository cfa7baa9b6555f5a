using System.Globalization;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class CanonicalJsonTests
{
    private static string Canonical(string json) => Vectors.Text(CanonicalJson.Canonicalize(Vectors.Utf8(json)).Value);

    // RFC 8785 appendix B, the finite rows.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void A_double_is_written_as_in_appendix_B(string bits, string text)
    {
        var value = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Vectors.Text(CanonicalJson.Write(value)).ShouldBe(text);
        Canonical(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("7fffffffffffffff")]
    [InlineData("7ff0000000000000")]
    public void What_is_not_a_number_is_refused(string bits) => Should.Throw<ArgumentException>(
        () => CanonicalJson.Write(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    // RFC 8785 sections 3.2.2 and 3.2.4: the sample and its bytes.
    [Fact]
    public void The_sample_of_the_RFC_gives_the_bytes_of_the_RFC()
    {
        const string sample = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        CanonicalJson.Canonicalize(Vectors.Utf8(sample)).Value.ShouldBe(Vectors.Hex("""
            7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
            5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
            5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d
            """));
    }

    // RFC 8785 section 3.2.3: by UTF-16 code units, so the smiley (a surrogate pair) stands before the Hebrew letter.
    [Fact]
    public void Names_are_sorted_by_their_UTF16_code_units()
    {
        const string sample = """
            { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }
            """;
        Canonical(sample).ShouldBe("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    [Fact]
    public void A_French_peach_is_not_sorted_as_in_French() =>
        Canonical("""{ "sin": 4, "pêche": "but canonicalization MUST", "péché": "is wrong according to French", "peach": "This sorting order" }""")
            .ShouldBe("""{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":4}""");

    [Fact]
    public void Nested_members_are_sorted_and_empty_ones_kept() =>
        Canonical("""{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": [ ] }""")
            .ShouldBe("""{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":[],"a":{}}""");

    [Theory]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9007199254740993", "9007199254740993")]       // beyond a double, kept as it is
    [InlineData("9223372036854775808", "9223372036854776000")] // beyond a long, a double
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("536.60", "536.6")]
    public void Whole_numbers_are_kept_exactly(string json, string canonical)
    {
        Canonical(json).ShouldBe(canonical);
        Canonical(canonical).ShouldBe(canonical);
    }

    [Theory]
    [InlineData("536.6", "536.6")]
    [InlineData("536.600", "536.6")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("0", "0")]
    [InlineData("999999999999.9999", "999999999999.9999")]
    [InlineData("999999999999.99991", null)]
    [InlineData("0.1000000000000000000000000001", null)]
    [InlineData("79228162514264337593543950335", null)]
    public void A_decimal_keeps_its_digits_or_is_refused(string value, string? text)
    {
        var number = decimal.Parse(value, CultureInfo.InvariantCulture);
        if (text is null) Should.Throw<ArgumentOutOfRangeException>(() => CanonicalJson.Write(number));
        else Vectors.Text(CanonicalJson.Write(number)).ShouldBe(text);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":1,"\u0063":2}}""", "evidence.json_duplicate_property", 1, 19)]
    [InlineData("{\n \"名\": \"\\ud800\"}", "evidence.json_bad_text", 2, 7)]
    [InlineData("{\"\\udc00x\":1}", "evidence.json_bad_text", 1, 2)]
    [InlineData("[1e400]", "evidence.json_number_range", 1, 2)]
    [InlineData("[NaN]", "evidence.json_syntax", 1, 2)]
    [InlineData("[01]", "evidence.json_syntax", 1, 3)]
    [InlineData("{\n\"名名\": x}", "evidence.json_syntax", 2, 7)]
    [InlineData("{} {}", "evidence.json_syntax", 1, 4)]
    [InlineData("[1,]", "evidence.json_syntax", 1, 4)]
    [InlineData("", "evidence.json_syntax", 1, 1)]
    [InlineData("\uFEFF{}", "evidence.json_syntax", 1, 1)]
    public void A_fault_is_named_with_its_place(string json, string code, int line, int column)
    {
        var error = CanonicalJson.Canonicalize(Vectors.Utf8(json), "a.json").FirstError;
        error.Code.ShouldBe(code);
        error.Place!.Value.ToString().ShouldBe($"a.json:{line}:{column}");
    }

    [Fact]
    public void Invalid_UTF8_is_refused() =>
        CanonicalJson.Canonicalize([.. "[\""u8, 0xC0, 0xAF, .. "\"]"u8]).FirstError.Code.ShouldBe("evidence.json_bad_text");

    [Fact]
    public void Depth_is_limited() =>
        CanonicalJson.Canonicalize(Vectors.Utf8(new string('[', 100_000))).FirstError.Code.ShouldBe("evidence.json_syntax");

    [Fact]
    public void Half_a_surrogate_pair_is_not_written() => Should.Throw<ArgumentException>(() => CanonicalJson.Write("\ud800"));

    [Theory]
    [InlineData("""{"a":1,"b":"\u000f"}""", true)]
    [InlineData("""{"b":1,"a":2}""", false)]
    [InlineData("""{"a": 1}""", false)]
    [InlineData("""{"a":1.0}""", false)]
    [InlineData("""{"a":"\/"}""", false)]
    [InlineData("{\"a\":1}\n", false)]
    [InlineData("nonsense", false)]
    public void Canonical_is_one_form_only(string json, bool canonical) => CanonicalJson.IsCanonical(Vectors.Utf8(json)).ShouldBe(canonical);

    [Fact]
    public void What_is_canonical_stays_what_it_is() => Vectors.Holds<(double Number, long Whole, string? Text)>(v =>
    {
        if (!double.IsFinite(v.Number) || (v.Text ?? "").Any(char.IsSurrogate)) return true;
        var bytes = new CanonicalObject { ["z"] = v.Number, ["a"] = v.Whole, ["m"] = new CanonicalArray { v.Text, true, null } }.ToBytes();
        return CanonicalJson.IsCanonical(bytes);
    });

    // The framework's own shortest form of the first two names a neighbouring double.
    [Theory]
    [InlineData(-25, "2.9802322387695312e-8")]
    [InlineData(-958, "4.1045368012983762e-289")]
    [InlineData(-44, "5.684341886080802e-14")]
    [InlineData(89, "6.189700196426902e+26")]
    [InlineData(-1022, "2.2250738585072014e-308")]
    public void Powers_of_two_are_written_as_a_browser_writes_them(int exponent, string text) =>
        EcmaScriptNumber.Format(Math.Pow(2, exponent)).ShouldBe(text);

    [Fact]
    public void Every_double_reads_back_as_itself() => Vectors.Holds<long>(bits =>
    {
        var value = BitConverter.Int64BitsToDouble(bits * 0x9E3779B97F4A7C1);
        return !double.IsFinite(value) || double.Parse(EcmaScriptNumber.Format(value), CultureInfo.InvariantCulture) == value;
    }, times: 2000);
}
