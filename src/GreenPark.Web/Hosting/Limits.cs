using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace GreenPark.Web.Hosting;

/// <summary>What anyone can call without signing in is limited by the caller's address (behind a proxy: see Proxy:TrustedProxies).</summary>
internal static class Limits
{
    public const string Public = "public";

    public static void AddLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)) rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(null, null);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Public, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }));
    });
}
