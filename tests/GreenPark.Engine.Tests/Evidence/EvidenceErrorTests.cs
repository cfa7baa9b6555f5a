using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public partial class EvidenceErrorTests
{
    [Fact]
    public void Both_languages_have_every_code_with_the_same_places_to_fill()
    {
        var (english, chinese) = (Texts(""), Texts("zh-Hans"));
        english.Count.ShouldBeGreaterThan(20);
        chinese.Keys.ShouldBe(english.Keys);
        foreach (var (code, text) in english) Places(chinese[code]).ShouldBe(Places(text), code);
    }

    private static SortedDictionary<string, string> Texts(string culture)
    {
        var set = ErrorTexts.Engine.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!;
        return new(set.Cast<DictionaryEntry>().Where(e => ((string)e.Key).StartsWith("evidence.", StringComparison.Ordinal))
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!), StringComparer.Ordinal);
    }

    private static List<string> Places(string text) => [.. PlaceForm().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d")]
    private static partial Regex PlaceForm();

    [Theory]
    [InlineData("en", "issuer.pem: The certificate has a key of the kind X, which is not supported. Use an ECDSA key on P-256, or an RSA key of 3072 to 8192 bits.")]
    [InlineData("zh-Hans", "issuer.pem: 证书的密钥类型为 X，不受支持。请使用 P-256 曲线的 ECDSA 密钥，或 3072 至 8192 位的 RSA 密钥。")]
    public void An_error_says_place_reason_and_remedy(string culture, string line) =>
        new ErrorTexts(ErrorTexts.Engine).Line(Error.Invalid("evidence.key_unsupported", "X").At("issuer.pem"), CultureInfo.GetCultureInfo(culture)).ShouldBe(line);
}
