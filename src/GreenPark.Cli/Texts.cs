using System.Globalization;
using System.Resources;
using GreenPark.Engine.Failing;

namespace GreenPark.Cli;

/// <summary>The command line's own words, in the language of the environment (<c>LANG</c>).</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("GreenPark.Cli.Texts", typeof(Texts).Assembly);

    public static string Get(string key, params object?[] args) =>
        string.Format(Counted.Invariant, Resources.GetString(key, CultureInfo.CurrentUICulture) ?? key, args);
}
