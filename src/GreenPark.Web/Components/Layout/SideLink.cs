using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace GreenPark.Web.Components.Layout;

/// <summary>A line of the navigation. The address of a run or change stands below its microgrid, and its place in the navigation is "Runs" or "Corrections".</summary>
public sealed class SideLink : NavLink
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override bool ShouldMatch(string uriAbsolute)
    {
        if (AdditionalAttributes?.GetValueOrDefault("href") is not string href || ParkRoutes.ListAbove(Navigation, uriAbsolute) is not { } list) return base.ShouldMatch(uriAbsolute);
        return href == list;
    }
}
