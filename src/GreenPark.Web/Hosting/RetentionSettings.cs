using System.Globalization;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Web.Hosting;

/// <summary>How long each kind of data is kept: whole months, or <c>forever</c>.</summary>
internal static class RetentionSettings
{
    private const string ForEver = "forever";

    private static readonly (string Name, RetentionKind Kind)[] All =
        [("Retention:ReadLogMonths", RetentionKind.ReadLog), ("Retention:SessionMonths", RetentionKind.Sessions), ("Retention:LetterMonths", RetentionKind.Letters),
        ("Retention:LoadCurveMonths", RetentionKind.LoadCurves)];

    public static RetentionOptions Of(IConfiguration settings)
    {
        var usual = new RetentionOptions();
        int? Months(RetentionKind kind) => settings[All.Single(x => x.Kind == kind).Name] switch
        {
            null or "" => usual.MonthsOf(kind),
            ForEver => null,
            var text => int.Parse(text, CultureInfo.InvariantCulture),   // looked at before, see Faults
        };
        return new RetentionOptions(Months(RetentionKind.ReadLog), Months(RetentionKind.Sessions), Months(RetentionKind.Letters), Months(RetentionKind.LoadCurves));
    }

    public static IEnumerable<string> Faults(IConfiguration settings) =>
        from x in All
        let text = settings[x.Name]
        where text is { Length: > 0 } && text != ForEver
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) || months < RetentionOptions.LeastOf(x.Kind) || months > RetentionOptions.MostMonths)
        select $"- {x.Name}: '{text}' is neither a whole number of months from {RetentionOptions.LeastOf(x.Kind)} to {RetentionOptions.MostMonths} nor the word {ForEver}.";
}
