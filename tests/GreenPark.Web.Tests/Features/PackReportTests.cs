using System.Globalization;
using GreenPark.Engine.Evidence;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Features.AuditPacks;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Tests.Features;

/// <summary>What the verify page says first: never more than was checked.</summary>
public sealed class PackReportTests
{
    [Theory]
    [InlineData(CheckState.Pass, true, false, Tone.Good)]
    [InlineData(CheckState.Pass, null, false, Tone.Warn)]
    [InlineData(CheckState.Pass, true, true, Tone.Warn)]
    [InlineData(CheckState.Fail, true, false, Tone.Bad)]
    public void Only_the_issuer_asked_for_makes_it_green(CheckState state, bool? trusted, bool development, Tone tone) =>
        new PackReport("pack.zip", 1, "", new PackFacts(true, "", "", default, default, 1, "", trusted), development, "log proofs", [new ReportedCheck("Files", state, "")]).Tone.ShouldBe(tone);

    [Theory]
    [InlineData("en", "statements", CheckState.Pass, "2,976 statements and salts lead to the signed root ab.")]
    [InlineData("en", "figures", CheckState.Pass, "All 2,976 statements say what the calculation gives.")]
    [InlineData("en", "log", CheckState.Absent, "No signed log head in this pack.")]
    [InlineData("en", "statements", CheckState.Fail, "Statement tree does not hold.")]
    [InlineData("zh-Hans", "log", CheckState.Absent, "本包无已签名的日志头。")]
    public void A_row_does_not_repeat_its_name_and_groups_its_figures(string language, string id, CheckState state, string sentence)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        ReportedCheck.Of(new PackCheck(id, state, [2976, "ab"], []), new Texts()).Compared.ShouldBe(sentence);
    }

    [Fact]
    public async Task Page_and_endpoint_wait_for_the_same_places()
    {
        using var verification = new Web.Features.AuditPacks.PackVerification(new VerifyLimits { AtOnce = 1 }, new Texts());
        using var held = new Held();
        var first = verification.VerifyAsync(held, null, Timeout.InfiniteTimeSpan, null, default);
        (await verification.VerifyAsync(new MemoryStream(), null, TimeSpan.Zero, null, default)).ShouldBeNull();
        held.Release();
        (await first)!.IsPack.ShouldBeFalse();
        (await verification.VerifyAsync(new MemoryStream(), null, TimeSpan.Zero, null, default)).ShouldNotBeNull();
    }

    /// <summary>An upload whose reader must wait.</summary>
    private sealed class Held : MemoryStream
    {
        private readonly ManualResetEventSlim free = new();

        public void Release() => free.Set();

        public override bool CanSeek
        {
            get
            {
                free.Wait();
                return true;
            }
        }

        protected override void Dispose(bool disposing)
        {
            free.Dispose();
            base.Dispose(disposing);
        }
    }
}
