using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GreenPark.Web.Hosting;

/// <summary>A choice in a path or query, by its name as JSON writes it; ASP.NET Core alone would take C#'s names and numbers.</summary>
public readonly record struct Named<T>(T Value) where T : struct, Enum
{
    public static IEnumerable<string> Names => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    public static bool TryParse([NotNullWhen(true)] string? text, out Named<T> choice)
    {
        var known = Enum.GetValues<T>().Where(x => string.Equals(x.ToString(), text, StringComparison.OrdinalIgnoreCase)).Take(1).ToList();
        choice = known.Count == 0 ? default : new Named<T>(known[0]);
        return known.Count > 0;
    }
}
