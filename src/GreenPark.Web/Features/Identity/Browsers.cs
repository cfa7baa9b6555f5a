namespace GreenPark.Web.Features.Identity;

/// <summary>What a browser calls itself, in the few words by which its owner knows it again.</summary>
internal static class Browsers
{
    // the order matters: each of them also says the names below it
    private static readonly (string Sign, string Name)[] Names =
        [("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Sign, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>Empty where nothing is known.</summary>
    public static string NameOf(string userAgent) => (Find(Names, userAgent), Find(Systems, userAgent)) switch
    {
        ({ } name, { } system) => $"{name} · {system}",
        var (name, system) => name ?? system ?? "",
    };

    private static string? Find((string Sign, string Name)[] all, string text) => all.FirstOrDefault(x => text.Contains(x.Sign, StringComparison.Ordinal)).Name;
}
