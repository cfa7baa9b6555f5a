namespace GreenPark.Web.Hosting;

/// <summary>
/// A circuit is opened by our own pages only. Browsers send the cookie along with a WebSocket of any site, and ask nobody; but they say
/// which site it is.
/// </summary>
internal static class CircuitOrigin
{
    public static void UseCircuitOrigin(this WebApplication app)
    {
        var home = Uri.TryCreate(app.Configuration["PublicBaseAddress"], UriKind.Absolute, out var address) ? address.Authority : null;
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (!request.Path.StartsWithSegments("/_blazor") || request.Headers.Origin.Count == 0 || IsOurs(request.Headers.Origin.ToString(), request.Host, home)) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    /// <summary>The host that was asked, or, where a proxy changes that, the installation's public address.</summary>
    private static bool IsOurs(string origin, HostString asked, string? home) => Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority.Equals(asked.Value, StringComparison.OrdinalIgnoreCase) || from.Authority.Equals(home, StringComparison.OrdinalIgnoreCase));
}
