using System.Net;
using System.Security.Authentication;
using GreenPark.Engine.Failing;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Outside Development the application speaks with other machines over TLS only: its own certificate's, or that of a proxy named in
/// <c>Proxy:TrustedProxies</c>. What comes in the clear is led to the public address where it only asks for a page, and refused otherwise:
/// a key or password that came so has been read already.
/// </summary>
internal static class SecureTransport
{
    private const string Remembered = "max-age=31536000";   // a year

    public static void AddSecureTransport(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(x =>
    {
        x.AddServerHeader = false;
        x.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);   // whatever the machine would still take
    });

    public static void UseSecureTransport(this WebApplication app)
    {
        if (app.Environment.IsDevelopment()) return;
        var home = app.Configuration["PublicBaseAddress"];
        var isSafe = home?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        app.Use((context, next) =>
        {
            var request = context.Request;
            // when the answer begins, since the page of an unexpected error takes away what was set before
            if (request.IsHttps && !IsThisMachine(request.Host.Host))
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.StrictTransportSecurity = Remembered;
                    return Task.CompletedTask;
                });
            if (request.IsHttps || IsThisMachine(request.Host.Host) || request.Path.StartsWithSegments("/health")) return next(context);
            if (!isSafe || Problems.IsForMachines(context) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
                return RefuseAsync(context);
            context.Response.Redirect($"{home!.TrimEnd('/')}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}", permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        });
    }

    /// <summary>What a browser on this machine calls it, so that nothing leaves it.</summary>
    internal static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext context)
    {
        if (Problems.IsForMachines(context)) return Problems.WriteAsync(context, StatusCodes.Status403Forbidden, [Error.Forbidden("request.https_only")], 1);
        (context.Response.StatusCode, context.Response.ContentType) = (StatusCodes.Status403Forbidden, "text/plain; charset=utf-8");
        return context.Response.WriteAsync(Resources.Texts.Find("request.https_only", System.Globalization.CultureInfo.CurrentUICulture) ?? "");
    }
}
