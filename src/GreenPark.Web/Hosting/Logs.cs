using System.Diagnostics;
using System.Security.Claims;
using Serilog;

namespace GreenPark.Web.Hosting;

/// <summary>Serilog behind Microsoft.Extensions.Logging; sinks and levels are settings (section <c>Serilog</c>).</summary>
internal static class Logs
{
    public static void AddGreenParkLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).CreateLogger(), dispose: true);
    }

    /// <summary>One line per request of a page or endpoint, with the id of the person or key and the address it came from, its path encoded, so that none writes a line of its own; assets and the circuit's own traffic would drown it.</summary>
    public static void UseRequestLog(this WebApplication app) => app.Use(async (context, next) =>
    {
        var start = Stopwatch.GetTimestamp();
        await next();
        if (IsTraffic(context.Request.Path)) return;
        app.Logger.LogInformation("{Method} {Path} {Status} {Elapsed:0} ms {Person} {Address}",
            context.Request.Method, context.Request.Path.ToUriComponent(), context.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-", context.Connection.RemoteIpAddress?.ToString() ?? "-");
    });

    private static bool IsTraffic(PathString path) =>
        path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/_framework") || path.StartsWithSegments("/health")
        || Path.HasExtension(path.Value);
}
