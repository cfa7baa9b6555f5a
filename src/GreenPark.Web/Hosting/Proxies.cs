using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace GreenPark.Web.Hosting;

/// <summary>Forwarded headers are believed only from the proxies named in <c>Proxy:TrustedProxies</c> (addresses or networks).</summary>
internal static class Proxies
{
    public static void AddProxies(this WebApplicationBuilder builder)
    {
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
}
