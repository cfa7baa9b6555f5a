using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;

namespace GreenPark.Web.Hosting;

/// <summary>
/// How much may be asked: of everything, by whoever is signed in and by address; more narrowly of what anyone can call without signing
/// in. The address is the caller's also behind a proxy, where Proxy:TrustedProxies names it.
/// </summary>
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
        var ofAccount = PerMinute(builder.Configuration.GetValue("Limits:RequestsPerMinuteOfAccount", 1_200));
        var ofAddress = PerMinute(builder.Configuration.GetValue("Limits:RequestsPerMinuteOfAddress", 3_000));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (rejected, stop) =>
        {
            var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : WaitSeconds;
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(null, null);
            if (Problems.IsForMachines(rejected.HttpContext)) return;
            rejected.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
            await rejected.HttpContext.Response.WriteAsync(Resources.Texts.Find("request.too_busy", System.Globalization.CultureInfo.CurrentUICulture) ?? "", stop);
        };
        options.AddPolicy(Public, context => RateLimitPartition.GetFixedWindowLimiter(Caller(context), _ => Often));
        // asked before the policy of the endpoint: who waits for a turn of the park holds none of all parks
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => Limited(Counts(context) ? Caller(context) : null, ofAddress)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => Limited(Counts(context) ? Account(context) : null, ofAccount)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => ParkOfFiles(context) is { } park
                ? RateLimitPartition.GetConcurrencyLimiter(park, _ => FewOfAPark) : RateLimitPartition.GetNoLimiter("")));
        options.AddPolicy(Files, _ => RateLimitPartition.GetConcurrencyLimiter("", _ => Few));
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Caller(context), _ => Seldom) : RateLimitPartition.GetNoLimiter(""));
    });

    /// <summary>Null where no file of readings comes.</summary>
    private static string? ParkOfFiles(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Files ? $"{context.GetRouteValue("park")}".Trim().ToUpperInvariant() : null;

    private static RateLimitPartition<string> Limited(string? who, TokenBucketRateLimiterOptions? limit) =>
        who is null || limit is null ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.GetTokenBucketLimiter(who, _ => limit);

    /// <summary>Half a minute's worth at once, and then as it comes; null where there is no limit.</summary>
    private static TokenBucketRateLimiterOptions? PerMinute(int requests) => requests <= 0 ? null : new()
    {
        TokenLimit = Math.Max(1, requests / 2), TokensPerPeriod = Math.Max(1, requests / 60), ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    };

    /// <summary>Assets come from memory, and probes must always be answered.</summary>
    private static bool Counts(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !context.Request.Path.StartsWithSegments("/health");

    private static string? Account(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    private static string Caller(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
