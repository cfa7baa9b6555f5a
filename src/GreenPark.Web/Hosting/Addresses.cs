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

    /// <summary>Where a browser on this machine finds the application, as far as the settings tell: the first address that it is to listen on.</summary>
    internal static string Of(IConfiguration settings)
    {
        var listened = First(settings["urls"]) ?? settings.GetSection("Kestrel:Endpoints").GetChildren().Select(x => x["Url"]).FirstOrDefault(x => !string.IsNullOrEmpty(x))
            ?? (First(settings["http_ports"]) is { } port ? $"http://localhost:{port}" : Default);
        try
        {
            var address = BindingAddress.Parse(listened);
            var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
            return $"{address.Scheme}://{host}:{address.Port}";
        }
        catch (FormatException)
        {
            return Default;
        }
    }

    private static string? First(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();

    /// <summary>Printed, not logged: whoever starts the application by hand needs it whatever the log level is.</summary>
    public static void AnnounceAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses) Console.WriteLine($"GreenPark is listening on {address}");
    });
}
