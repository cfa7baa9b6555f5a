using System.Globalization;
using System.Resources;

namespace GreenPark.Engine.Estimation;

/// <summary>The sentences of estimates in both languages.</summary>
internal static class EstimateTexts
{
    private static readonly ResourceManager Texts = new("GreenPark.Engine.Estimation.Estimates", typeof(EstimateTexts).Assembly);

    public static string Of(string key, CultureInfo? culture, params object?[] args) =>
        string.Format(Counted.Invariant, Texts.GetString(key, culture ?? CultureInfo.CurrentUICulture) ?? key, ForeignText.Tamed(args));
}
