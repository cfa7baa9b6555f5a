using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Components.Layout;

/// <summary>A park as the switcher shows it, its name in the reader's language.</summary>
public sealed record ParkChoice(string Code, string Name);

/// <summary>
/// The park stands in the address (<c>/parks/harbour/runs</c>), never in hidden state: two tabs can show two parks, and a link
/// sent to a colleague shows the same park.
/// </summary>
public static class ParkRoutes
{
    public static string? ParkOf(NavigationManager navigation) => ParkOf(navigation.ToBaseRelativePath(navigation.Uri));

    /// <param name="path">Below the application's base, without the slash before it.</param>
    public static string? ParkOf(string path)
    {
        var parts = path.Split('?', '#')[0].Split('/');
        return parts is ["parks", { Length: > 0 } code, ..] && code != "new" ? Uri.UnescapeDataString(code) : null;
    }

    /// <summary>The list of runs, where an address is that of one run; the same of the changes of readings.</summary>
    public static string? ListAbove(NavigationManager navigation, string uri)
    {
        var parts = navigation.ToBaseRelativePath(uri).Split('?', '#')[0].Split('/');
        return parts is ["parks", { Length: > 0 } park, "microgrids", _, "runs" or "changes", ..] ? $"/parks/{park}/{parts[4]}" : null;
    }

    public static string To(string park, string page = "") => $"/parks/{Uri.EscapeDataString(park)}{(page.Length > 0 ? "/" : "")}{page}";

    /// <summary>The same page of another park, where the page is one of a park; its overview otherwise.</summary>
    public static string Switch(NavigationManager navigation, string park)
    {
        var parts = navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0].Split('/');
        return To(park, parts is ["parks", _, { Length: > 0 } page, ..] ? page : "");
    }
}
