namespace GreenPark.Web.Components.Layout;

/// <summary>One line of the navigation.</summary>
/// <param name="Text">Key of its text.</param>
/// <param name="Icon">Name of its icon.</param>
/// <param name="Path">The page below the park, or from the root where <paramref name="OfPark"/> is false.</param>
/// <param name="OfPark">Whether the page belongs to the chosen park.</param>
/// <param name="Roles">Who sees it, by the names of roles; everyone who is signed in where empty.</param>
internal sealed record NavEntry(string Text, string Icon, string Path, bool OfPark, params string[] Roles);

internal sealed record NavGroup(string? Text, params NavEntry[] Entries);

internal static class NavEntries
{
    private static readonly string[] Readers = ["ParkOperator", "ComplianceOfficer", "Verifier", "Administrator"];

    public static readonly IReadOnlyList<NavGroup> All =
    [
        new(null,
            new NavEntry("nav.overview", "overview", "", true)),
        new("nav.register",
            new NavEntry("nav.parks", "park", "/parks", false, Readers),
            new NavEntry("nav.tenants", "tenant", "tenants", true),
            new NavEntry("nav.microgrids", "microgrid", "microgrids", true),
            new NavEntry("nav.contracts", "contract", "contracts", true),
            new NavEntry("nav.meteringPoints", "meter", "metering-points", true),
            new NavEntry("nav.factors", "factor", "/factors", false),
            new NavEntry("nav.apiKeys", "key", "api-keys", true, "ParkOperator", "Administrator")),
        new("nav.month",
            new NavEntry("nav.imports", "import", "imports", true, Readers),
            new NavEntry("nav.completeness", "chart", "completeness", true, Readers),
            new NavEntry("nav.findings", "check", "findings", true, Readers),
            new NavEntry("nav.changes", "change", "changes", true, Readers),
            new NavEntry("nav.runs", "run", "runs", true, Readers),
            new NavEntry("nav.statements", "statement", "statements", true),
            new NavEntry("nav.packs", "pack", "packs", true, Readers),
            new NavEntry("nav.audit", "table", "audit", true, Readers)),
        new(null,
            new NavEntry("nav.verify", "verify", "/verify", false),
            new NavEntry("nav.administration", "settings", "/administration", false, "Administrator")),
    ];
}
