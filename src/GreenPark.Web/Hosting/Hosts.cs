using Microsoft.AspNetCore.HostFiltering;

namespace GreenPark.Web.Hosting;

/// <summary>Which host names the application answers to, so that no address of a foreign host gets into a link or a cache.</summary>
internal static class Hosts
{
    /// <summary>Without <c>AllowedHosts</c>, outside Development: that of <c>PublicBaseAddress</c>, and this machine's own for health checks.</summary>
    public static void AddHosts(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment() || !IsOpen(builder.Configuration["AllowedHosts"])) return;
        if (Uri.TryCreate(builder.Configuration["PublicBaseAddress"], UriKind.Absolute, out var home))
            builder.Services.PostConfigure<HostFilteringOptions>(x => x.AllowedHosts = [home.Host, "localhost", "127.0.0.1", "[::1]"]);
    }

    private static bool IsOpen(string? hosts) => string.IsNullOrWhiteSpace(hosts) || hosts.Trim() == "*";
}
