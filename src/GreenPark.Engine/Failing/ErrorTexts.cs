using System.Globalization;
using System.Resources;

namespace GreenPark.Engine.Failing;

/// <summary>The texts of error codes in English (neutral) and Simplified Chinese (<c>zh-Hans</c>), from one or more resource files.</summary>
public sealed class ErrorTexts(params ResourceManager[] sources)
{
    /// <summary>The texts of the engine's own codes.</summary>
    public static readonly ResourceManager Engine = new("GreenPark.Engine.Failing.Errors", typeof(ErrorTexts).Assembly);

    /// <summary>The error's sentence without its place: one line, whatever its arguments hold.</summary>
    public string Text(Error error, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        foreach (var source in sources)
            if (source.GetString(error.Code, culture) is { } template)
                return string.Format(Counted.Invariant, template, Array.ConvertAll(ForeignText.Tamed(error.Args), x => Written(x, culture)));
        return error.Code;
    }

    /// <summary>Days as everywhere in files and pages (the invariant culture would write the month first); states and kinds by their word, <c>word.RunState.Final</c>.</summary>
    private object? Written(object? arg, CultureInfo culture) => arg switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum choice => sources.Select(x => x.GetString($"word.{choice.GetType().Name}.{choice}", culture)).FirstOrDefault(x => x is not null) ?? arg,
        _ => arg,
    };

    /// <summary>The error as one line: place, then sentence.</summary>
    public string Line(Error error, CultureInfo? culture = null)
    {
        var place = error.Place?.ToString();
        return string.IsNullOrEmpty(place) ? Text(error, culture) : $"{place}: {Text(error, culture)}";
    }
}
