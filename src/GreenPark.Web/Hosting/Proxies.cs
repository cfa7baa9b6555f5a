using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace GreenPark.Web.Hosting;

/// <summary>
/// The address under which people reach this installation (setting <c>PublicBaseAddress</c>): it stands in QR codes and mails,
/// where the address of a single request would be wrong behind a proxy.
/// </summary>
public sealed record PublicAddress(Uri? Base)
{
    /// <summary>The absolute address of a path; without the setting, as the request sees the application.</summary>
    public Uri Of(string path, HttpRequest? request = null) => new(
        Base ?? new Uri($"{request?.Scheme ?? "http"}://{request?.Host.Value ?? "localhost:5080"}{request?.PathBase}/"), path.TrimStart('/'));
}

/// <summary>Forwarded headers are believed only from the proxies named in <c>Proxy:TrustedProxies</c> (addresses or networks).</summary>
internal static class Proxies
{
    public static void AddProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PublicAddress(BaseAddress(builder.Configuration["PublicBaseAddress"])));
        var trusted = (builder.Configuration.GetSection("Proxy:TrustedProxies").Get<string[]>() ?? []).Where(x => !string.IsNullOrWhiteSpace(x)).ToArray();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = trusted.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var entry in trusted)
                if (IPAddress.TryParse(entry, out var address)) options.KnownProxies.Add(address);
                else if (IPNetwork.TryParse(entry, out var network)) options.KnownIPNetworks.Add(network);
                else throw new InvalidOperationException($"Proxy:TrustedProxies: '{entry}' is neither an IP address nor a network such as 10.0.0.0/8.");
        });
    }

    public static void UseProxies(this WebApplication app) => app.UseForwardedHeaders();

    private static Uri? BaseAddress(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) return null;
        return Uri.TryCreate(setting.TrimEnd('/') + '/', UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"PublicBaseAddress: '{setting}' is not an address such as https://park.example.com.");
    }
}
