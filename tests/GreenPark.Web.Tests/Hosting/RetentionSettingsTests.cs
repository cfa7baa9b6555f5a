using GreenPark.Application.Features.Retention;
using GreenPark.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>How long data are kept, as the configuration says it.</summary>
public sealed class RetentionSettingsTests
{
    [Theory]
    [InlineData("Retention:ReadLogMonths", "6", true), InlineData("Retention:ReadLogMonths", "1200", true), InlineData("Retention:ReadLogMonths", "forever", true), InlineData("Retention:ReadLogMonths", "", true)]
    [InlineData("Retention:ReadLogMonths", "5", false), InlineData("Retention:SessionMonths", "5", false), InlineData("Retention:LetterMonths", "2", false), InlineData("Retention:LetterMonths", "3", true)]
    [InlineData("Retention:ReadLogMonths", "1201", false), InlineData("Retention:ReadLogMonths", "a year", false), InlineData("Retention:ReadLogMonths", "-12", false), InlineData("Retention:ReadLogMonths", "12.5", false)]
    [InlineData("Retention:LoadCurveMonths", "36", true), InlineData("Retention:LoadCurveMonths", "35", false), InlineData("Retention:LoadCurveMonths", "forever", true)]
    public void What_is_no_period_is_told_before_the_start(string setting, string value, bool isOne)
    {
        var faults = SafeSettings.Faults(Of((setting, value))).Where(x => x.StartsWith($"- {setting}:", StringComparison.Ordinal)).ToList();
        faults.Count.ShouldBe(isOne ? 0 : 1);
        if (!isOne) faults[0].ShouldContain($"'{value}'");
    }

    [Fact]
    public void Each_setting_is_its_own_kinds()
    {
        RetentionSettings.Of(Of()).ShouldBe(new RetentionOptions(36, 12, 12, null));
        RetentionSettings.Of(Of(("Retention:ReadLogMonths", "forever"), ("Retention:SessionMonths", "7"), ("Retention:LetterMonths", "8"), ("Retention:LoadCurveMonths", "48"))).ShouldBe(new RetentionOptions(null, 7, 8, 48));
    }

    private static IConfiguration Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(x => KeyValuePair.Create(x.Name, (string?)x.Value))).Build();
}
