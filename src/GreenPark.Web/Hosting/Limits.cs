using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace GreenPark.Web.Hosting;

/// <summary>What anyone can call without signing in is limited by the caller's address (behind a proxy: see Proxy:TrustedProxies).</summary>
internal static class Limits
{
    public const string Public = "public";

    /// <summary>Tries to sign in; the page itself may be read at will.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Files of readings: each takes memory while it is read, so that only a few are read at once; some more wait.</summary>
    public const string Files = "files";

    private static readonly ConcurrencyLimiterOptions Few = new() { PermitLimit = 4, QueueLimit = 32, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    private const int WaitSeconds = 5;

    private static readonly FixedWindowRateLimiterOptions Often = new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) };
    private static readonly FixedWindowRateLimiterOptions Seldom = new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) };

    public static void AddLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (rejected, stop) =>
        {
            var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : WaitSeconds;
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(null, null);
            if (!Problems.IsForMachines(rejected.HttpContext)) await rejected.HttpContext.Response.WriteAsync(Resources.Texts.Find("request.too_busy", System.Globalization.CultureInfo.CurrentUICulture) ?? "", stop);
        };
        options.AddPolicy(Public, context => RateLimitPartition.GetFixedWindowLimiter(Caller(context), _ => Often));
        options.AddPolicy(Files, _ => RateLimitPartition.GetConcurrencyLimiter("", _ => Few));
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Caller(context), _ => Seldom) : RateLimitPartition.GetNoLimiter(""));
    });

    private static string Caller(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
