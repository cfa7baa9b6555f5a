using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using GreenPark.Engine.Failing;

namespace GreenPark.Web.Resources;

/// <summary>
/// The words of the pages. A key is <c>file.name</c>: <c>verify.title</c> stands in <c>Resources/Verify.resx</c> and
/// <c>Verify.zh-Hans.resx</c>, so that each feature keeps its own files. A missing key shows itself as the key.
/// </summary>
public sealed class Texts
{
    private static readonly ConcurrentDictionary<string, ResourceManager> Files = new(StringComparer.Ordinal);

    public string this[string key] => Find(key, CultureInfo.CurrentUICulture) ?? key;

    public string this[string key, params object?[] args] => string.Format(Counted.In(CultureInfo.CurrentCulture), this[key], args);

    /// <summary>The text in one culture, or null where neither it nor English has the key.</summary>
    public static string? Find(string key, CultureInfo culture)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1) return null;
        var name = char.ToUpperInvariant(key[0]) + key[1..dot];
        var file = Files.GetOrAdd(name, x => new ResourceManager($"GreenPark.Web.Resources.{x}", typeof(Texts).Assembly));
        try
        {
            return file.GetString(key, culture);
        }
        catch (MissingManifestResourceException)
        {
            return null;
        }
    }
}
