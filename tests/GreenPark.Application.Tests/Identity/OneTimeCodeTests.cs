using System.Text;
using GreenPark.Application.Features.Identity.SecondFactors;

namespace GreenPark.Application.Tests.Identity;

public sealed class OneTimeCodeTests
{
    /// <summary>The test values of RFC 6238, appendix B, of which apps show the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471"), InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        OneTimeCode.At(Encoding.ASCII.GetBytes("12345678901234567890"), seconds / OneTimeCode.StepSeconds).ShouldBe(code);

    [Fact]
    public void The_key_is_base32() => OneTimeCode.KeyOf(Encoding.ASCII.GetBytes("12345678901234567890")).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    [Fact]
    public void A_code_is_good_half_a_minute_early_and_late_and_never_again()
    {
        var secret = new byte[OneTimeCode.SecretBytes];
        var now = new DateTime(2026, 3, 2, 8, 0, 10, DateTimeKind.Utc);
        var step = OneTimeCode.StepOf(now);
        string Code(int ahead) => OneTimeCode.At(secret, step + ahead);
        foreach (var ahead in new[] { -1, 0, 1 }) OneTimeCode.Match(secret, Code(ahead), now, 0).ShouldBe(step + ahead);
        foreach (var ahead in new[] { -2, 2 }) OneTimeCode.Match(secret, Code(ahead), now, 0).ShouldBeNull();
        OneTimeCode.Match(secret, $" {Code(0)[..3]} {Code(0)[3..]} ", now, step - 1).ShouldBe(step);
        OneTimeCode.Match(secret, Code(0), now, step).ShouldBeNull("it was used");
        OneTimeCode.Match(secret, Code(-1), now, step).ShouldBeNull("an earlier one after a later one");
        OneTimeCode.Match(secret, "12345", now, 0).ShouldBeNull();
    }
}
