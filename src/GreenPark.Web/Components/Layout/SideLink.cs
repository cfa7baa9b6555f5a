using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace GreenPark.Web.Components.Layout;

/// <summary>A line of the navigation. A run's address stands below its microgrid, and its place in the navigation is "Runs".</summary>
public sealed class SideLink : NavLink
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override bool ShouldMatch(string uriAbsolute)
    {
        if (AdditionalAttributes?.GetValueOrDefault("href") is not string href || ParkRoutes.RunsAbove(Navigation, uriAbsolute) is not { } runs) return base.ShouldMatch(uriAbsolute);
        return href == runs;
    }
}
