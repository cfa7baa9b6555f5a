using System.Text;
using GreenPark.Application.Features.Identity.Passwords;
using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Tests.Identity;

public sealed class PasswordRulesTests
{
    private static readonly AppUser Ada = new("ada.lovelace@harbour.example", "Ada Lovelace", "en");

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("kelp trumpet ninety")]
    [InlineData("竹林里的风声与旧书桌上的半杯茶")]
    [InlineData("vK7#pq!mX2zR9@wL")]
    [InlineData("               q7x e2 ")]
    [InlineData("my password is a mile long")]
    public void Whatever_is_long_and_ones_own_is_taken_of_any_characters(string password) => Code(password).ShouldBeNull();

    [Theory]
    [InlineData("", "field.missing")]
    [InlineData("kelp trumpet n", "user.weak_password")]
    [InlineData("ＫＥＬＰ trumpet", "user.weak_password")]
    [InlineData("passwordpassword", "user.common_password")]
    [InlineData("P@ssw0rd!P@ssw0rd!", "user.common_password")]
    [InlineData("123456789012345", "user.common_password")]
    [InlineData("qwertyuiopasdfgh", "user.common_password")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "user.common_password")]
    [InlineData("abcabcabcabcabcabc", "user.common_password")]
    [InlineData("iloveyou-Summer2024!", "user.common_password")]
    [InlineData("x9x9x9x9x9x9x9x9", "user.common_password")]
    [InlineData("greenpark-greenpark", "user.common_password")]
    [InlineData("woaini5201314woaini", "user.common_password")]
    [InlineData("Ada.Lovelace.2026", "user.personal_password")]
    [InlineData("ada.lovelace@harbour.example", "user.personal_password")]
    public void What_is_tried_first_is_refused_with_one_reason(string password, string code) => Code(password).ShouldBe(code);

    [Fact]
    public void Beside_a_second_factor_eight_characters_do()
    {
        Code("kelp trum", besideSecondFactor: true).ShouldBeNull();
        PasswordRules.Check("kelp tr", besideSecondFactor: true)!.ShouldSayTheSameAs(Error.Invalid("user.weak_password", 8));
        Code("password1", besideSecondFactor: true).ShouldBe("user.common_password");
        Code(new string('x', 200) + "y").ShouldBe("field.too_long");
    }

    [Fact]
    public void Characters_are_counted_as_people_do() => Code(string.Concat(Enumerable.Repeat("🌊🦋🍜", 4)) + "🎋🧭").ShouldBe("user.weak_password", "fourteen, though each is two to the machine");

    [Fact]
    public void What_looks_the_same_is_the_same_password()
    {
        var hasher = new NormalisingPasswordHasher();
        var hash = hasher.HashPassword(Ada, "café ﬁne weather");
        hasher.VerifyHashedPassword(Ada, hash, "café fine weather".Normalize(NormalizationForm.FormD)).ShouldBe(PasswordVerificationResult.Success);
        hasher.VerifyHashedPassword(Ada, hash, "cafe fine weather").ShouldBe(PasswordVerificationResult.Failed);
        hasher.VerifyHashedPassword(Ada, hash, "half \ud83c a pair").ShouldBe(PasswordVerificationResult.Failed);
    }

    private static string? Code(string password, bool besideSecondFactor = false) => PasswordRules.Check(password, besideSecondFactor, Ada.Email, Ada.DisplayName)?.Code;
}
