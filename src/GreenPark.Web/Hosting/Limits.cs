using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace GreenPark.Web.Hosting;

/// <summary>What anyone can call without signing in is limited by the caller's address (behind a proxy: see Proxy:TrustedProxies).</summary>
internal static class Limits
{
    public const string Public = "public";

    /// <summary>Forms of the door, against floods; how often secrets are guessed is counted where they are compared. The pages themselves may be read at will.</summary>
    public const string SignIn = "sign-in";

    /// <summary>
    /// Files of readings: each takes memory while it is read, so that only a few are read at once, and of one park fewer: slow senders of a
    /// park hold up their own. Some more wait.
    /// </summary>
    public const string Files = "files";

    private static readonly ConcurrencyLimiterOptions Few = new() { PermitLimit = 6, QueueLimit = 64, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
    private static readonly ConcurrencyLimiterOptions FewOfAPark = new() { PermitLimit = 3, QueueLimit = 32, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    private const int WaitSeconds = 5;

    private static readonly FixedWindowRateLimiterOptions Often = new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) };
    private static readonly FixedWindowRateLimiterOptions Seldom = new() { PermitLimit = 120, Window = TimeSpan.FromMinutes(1) };

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
        // asked before the policy of the endpoint: who waits for a turn of the park holds none of all parks
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => ParkOfFiles(context) is { } park
            ? RateLimitPartition.GetConcurrencyLimiter(park, _ => FewOfAPark) : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Files, _ => RateLimitPartition.GetConcurrencyLimiter("", _ => Few));
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Caller(context), _ => Seldom) : RateLimitPartition.GetNoLimiter(""));
    });

    /// <summary>Null where no file of readings comes.</summary>
    private static string? ParkOfFiles(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Files ? $"{context.GetRouteValue("park")}".Trim().ToUpperInvariant() : null;

    private static string Caller(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
