using GreenPark.Application.Features.Exports;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Exports;

/// <summary>Where it goes, as the query of an address says. Whatever an endpoint answers with is taken out.</summary>
internal static class Leaving
{
    public static Release Of(Named<Destination>? destination, int? approval) => new(destination?.Value, approval);

    /// <summary>The address of a download, with where it goes.</summary>
    public static string To(string href, Release release) => release.Destination switch
    {
        Destination.Domestic => $"{href}?destination=domestic",
        Destination.Abroad => $"{href}?destination=abroad&approval={release.Approval}",
        _ => href,
    };
}
