using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GreenPark.Web.Hosting;

/// <summary>Where the application listens, and the line that says so.</summary>
internal static class Addresses
{
    private const string Default = "http://localhost:5080";

    /// <summary>In code rather than in settings: a setting would win over the HTTP_PORTS that container images carry.</summary>
    public static void UseDefaultPort(this WebApplicationBuilder builder)
    {
        string[] keys = ["urls", "http_ports", "https_ports"];
        var chosen = keys.Any(x => !string.IsNullOrEmpty(builder.Configuration[x]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!chosen) builder.WebHost.UseUrls(Default);
    }

    /// <summary>Printed, not logged: whoever starts the application by hand needs it whatever the log level is.</summary>
    public static void AnnounceAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses) Console.WriteLine($"GreenPark is listening on {address}");
    });
}
