using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Components.Layout;

/// <summary>One line of the navigation.</summary>
/// <param name="Text">Key of its text.</param>
/// <param name="Icon">Name of its icon.</param>
/// <param name="Path">The page below the park, or from the root where <paramref name="OfPark"/> is false.</param>
/// <param name="OfPark">Whether the page belongs to the chosen park.</param>
/// <param name="Permission">What it takes to see it.</param>
internal sealed record NavEntry(string Text, string Icon, string Path, bool OfPark, Permission Permission = Permission.SeeOwn);

internal sealed record NavGroup(string? Text, params NavEntry[] Entries);

internal static class NavEntries
{
    public static readonly IReadOnlyList<NavGroup> All =
    [
        new(null,
            new NavEntry("nav.overview", "overview", "", true)),
        new("nav.register",
            new NavEntry("nav.parks", "park", "/parks", false, Permission.SeePark),
            new NavEntry("nav.tenants", "tenant", "tenants", true),
            new NavEntry("nav.microgrids", "microgrid", "microgrids", true),
            new NavEntry("nav.contracts", "contract", "contracts", true),
            new NavEntry("nav.meteringPoints", "meter", "metering-points", true),
            new NavEntry("nav.factors", "factor", "/factors", false),
            new NavEntry("nav.apiKeys", "key", "api-keys", true, Permission.ManageKeys)),
        new("nav.month",
            new NavEntry("nav.imports", "import", "imports", true, Permission.SeePark),
            new NavEntry("nav.completeness", "chart", "completeness", true, Permission.SeePark),
            new NavEntry("nav.findings", "check", "findings", true, Permission.SeePark),
            new NavEntry("nav.changes", "change", "changes", true, Permission.SeePark),
            new NavEntry("nav.runs", "run", "runs", true, Permission.SeePark),
            new NavEntry("nav.statements", "statement", "statements", true),
            new NavEntry("nav.packs", "pack", "packs", true, Permission.SeePark),
            new NavEntry("nav.exports", "export", "exports", true, Permission.SeePark),
            new NavEntry("nav.retention", "keep", "retention", true, Permission.SeePark),
            new NavEntry("nav.audit", "table", "audit", true, Permission.SeeRecord)),
        new(null,
            new NavEntry("nav.verify", "verify", "/verify", false),
            new NavEntry("nav.administration", "settings", "/administration", false, Permission.ManagePeople)),
    ];
}
