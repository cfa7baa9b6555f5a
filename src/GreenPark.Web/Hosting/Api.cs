using GreenPark.Web.Features.Attribution;
using GreenPark.Web.Features.AuditPacks;
using GreenPark.Web.Features.AuditRecords;
using GreenPark.Web.Features.Contracts;
using GreenPark.Web.Features.DataAccess;
using GreenPark.Web.Features.Exports;
using GreenPark.Web.Features.Factors;
using GreenPark.Web.Features.Identity;
using GreenPark.Web.Features.Metering;
using GreenPark.Web.Features.Metering.InPieces;
using GreenPark.Web.Features.Microgrids;
using GreenPark.Web.Features.Parks;
using GreenPark.Web.Features.Retention;
using GreenPark.Web.Features.Statements;
using GreenPark.Web.Features.Tenants;

namespace GreenPark.Web.Hosting;

/// <summary>
/// The door for machines, <c>/api/v1</c>: the use cases of the pages, one endpoint each, named as the request it sends. Things are
/// named by code. What changes an aggregate carries the <c>version</c> it was read with; a stale one is a conflict.
/// </summary>
internal static class Api
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.AddApiJson();
        builder.AddApiKeys();
        builder.Services.AddScoped<Answers>();
        builder.Services.AddSingleton(builder.Configuration.GetSection("Verify").Get<VerifyLimits>() ?? new VerifyLimits());
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(ApiPath.Root).AddEndpointFilter(KeepOutAsync).RequireAuthorization(ApiKeys.Policy);
        api.MapGroup("").WithTags("Parks").MapParks();
        api.MapGroup("").WithTags("Tenants").MapTenants();
        api.MapGroup("").WithTags("Tenants").MapDataAccess();
        api.MapGroup("").WithTags("Microgrids").MapMicrogrids();
        api.MapGroup("").WithTags("Contracts").MapContracts();
        api.MapGroup("").WithTags("Metering").MapMetering();
        api.MapGroup("").WithTags("Metering").MapReadingUploads();
        api.MapGroup("").WithTags("Metering").MapChanges();
        api.MapGroup("").WithTags("Metering").MapFindings();
        api.MapGroup("").WithTags("Metering").MapRegisterReads();
        api.MapGroup("").WithTags("Metering").MapThresholds();
        api.MapGroup("").WithTags("Factors").MapFactors();
        api.MapGroup("").WithTags("Attribution").MapRuns();
        api.MapGroup("").WithTags("Statements").MapStatements();
        api.MapGroup("").WithTags("AuditPacks").MapPacks();
        api.MapGroup("").WithTags("Exports").MapExports();
        api.MapGroup("").WithTags("Retention").MapRetention();
        api.MapGroup("").WithTags("AuditRecords").MapAuditRecords();
        api.MapGroup("").WithTags("Identity").MapIdentity();
        api.MapGroup("").WithTags("Identity").MapSessions();
        api.MapGroup("").WithTags("Identity").MapSecondFactors();
        api.MapGroup("").WithTags("Identity").MapAccountLinks();
    }

    /// <summary>
    /// A browser sends its cookie with requests that pages of a sibling site make; those change nothing here. Browsers say where
    /// a request comes from, and whoever holds a key is no browser.
    /// </summary>
    private static async ValueTask<object?> KeepOutAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (request, response) = (invocation.HttpContext.Request, invocation.HttpContext.Response);
        response.Headers.CacheControl = "no-store";
        var elsewhere = request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        if (!elsewhere || HttpMethods.IsGet(request.Method) || ApiKeys.IsKey(invocation.HttpContext.User)) return await next(invocation);
        return new Answer<int>(Engine.Failing.Error.Forbidden("request.cross_site"));
    }
}

internal static class ApiPath
{
    public const string Root = "/api/v1";

    public static string Of(params IEnumerable<string> parts) => $"{Root}/{string.Join('/', parts.Select(Uri.EscapeDataString))}";
}

/// <summary>Of the aggregate, as it was read.</summary>
public sealed record Versioned(Guid Version);

/// <param name="To">The first day without.</param>
public sealed record Ending(Guid Version, DateOnly To);
