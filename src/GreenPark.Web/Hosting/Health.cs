using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace GreenPark.Web.Hosting;

/// <summary>Live: the process answers. Ready: what it needs (checks tagged <see cref="Ready"/>) answers too.</summary>
internal static class Health
{
    public const string Ready = "ready";

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = x => x.Tags.Contains(Ready) }).AllowAnonymous().DisableHttpMetrics();
    }
}
