using GreenPark.Application.Features.DataAccess;
using GreenPark.Web.Components.Layout;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features;

/// <summary>Addresses of the registers' entries. Contracts and metering points have codes that are unique in their microgrid only.</summary>
public static class RegisterRoutes
{
    public static string Tenants(string park) => ParkRoutes.To(park, "tenants");
    public static string Tenant(string park, string code) => ParkRoutes.To(park, $"tenants/{code}");

    /// <summary>Who may see what of it.</summary>
    public static string Access(string park, string tenant) => $"{Tenant(park, tenant)}/access";

    /// <summary>Who looked at its data.</summary>
    public static string Reads(string park, string tenant) => $"{Tenant(park, tenant)}/reads";

    /// <summary>The same as a CSV.</summary>
    public static string ReadsFile(string park, string tenant, SoughtReads sought) => QueryString(ApiPath.Of("parks", park, "tenants", tenant, "reads", "csv"),
        ("kind", sought.Kind?.ToString()), ("othersOnly", sought.OthersOnly ? "true" : null), ("from", sought.From?.ToString("yyyy-MM-ddTHH:mm:ssZ")), ("to", sought.To?.ToString("yyyy-MM-ddTHH:mm:ssZ")));

    /// <summary>By what load curves go abroad, and what was taken out.</summary>
    public static string Exports(string park) => ParkRoutes.To(park, "exports");

    public static string Microgrids(string park) => ParkRoutes.To(park, "microgrids");
    public static string Microgrid(string park, string code, string? tab = null) => ParkRoutes.To(park, $"microgrids/{code}{(tab is null ? "" : $"/{tab}")}");

    /// <summary>The file of the interface for machines, byte for byte as a run would store and hash it.</summary>
    public static string ParkFile(string park, string microgrid, DateOnly from, DateOnly to) =>
        $"{ApiPath.Of("parks", park, "microgrids", microgrid, "park-file")}?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}";

    public static string Contracts(string park, string? microgrid = null) => ParkRoutes.To(park, $"contracts{Of(microgrid)}");
    public static string NewContract(string park, string microgrid) => ParkRoutes.To(park, $"contracts/new{Of(microgrid)}");
    public static string Contract(string park, string microgrid, string code) => ParkRoutes.To(park, $"contracts/{microgrid}/{code}");

    public static string Points(string park, string? microgrid = null) => ParkRoutes.To(park, $"metering-points{Of(microgrid)}");
    public static string NewPoint(string park, string microgrid) => ParkRoutes.To(park, $"metering-points/new{Of(microgrid)}");

    /// <param name="day">Whose readings are shown; without, the newest day that has any.</param>
    /// <param name="then">Earlier readings beside those that count now, see <see cref="Then"/>.</param>
    /// <param name="does">What is done there at once: <see cref="Editing"/> or <see cref="Estimating"/>.</param>
    public static string Point(string park, string microgrid, string code, DateOnly? day = null, Then? then = null, string? does = null) =>
        ParkRoutes.To(park, $"metering-points/{microgrid}/{code}") + (day is { } x ? $"?day={x:yyyy-MM-dd}" : "")
        + (then is { Revision: { } revision } ? $"&revision={revision}" : then is { Known: { } known } ? $"&known={known:yyyy-MM-dd}" : "")
        + (does is null ? "" : $"&do={does}");

    public const string Editing = "edit", Estimating = "estimate";

    /// <summary>Readings as they were: one revision of a day, or what was known at the end of a day.</summary>
    public sealed record Then(int? Revision = null, DateOnly? Known = null);

    /// <summary>The register reads on the page of a metering point.</summary>
    public static string Registers(string park, string microgrid, string code) => $"{Point(park, microgrid, code)}#registers";

    private static string QueryString(string path, params (string Name, string? Value)[] values) =>
        values.Where(x => x.Value is not null).ToList() is { Count: > 0 } given ? $"{path}?{string.Join('&', given.Select(x => $"{x.Name}={Uri.EscapeDataString(x.Value!)}"))}" : path;

    private static string Of(string? microgrid) => microgrid is null ? "" : $"?microgrid={Uri.EscapeDataString(microgrid)}";
}
