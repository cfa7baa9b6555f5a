using Microsoft.OpenApi;

namespace GreenPark.Web.Hosting;

/// <summary>The document of /api/v1 and its page at /swagger.</summary>
internal static class ApiDocs
{
    private const string Version = "v1";

    public static void AddApiDocs(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new OpenApiInfo
            {
                Title = "GreenPark",
                Version = Version,
                Description = "Parks, tenants, microgrids, meter readings, attribution runs, statements and audit packs. Errors are problem details with a stable code.",
            });
            options.DocInclusionPredicate((_, endpoint) => endpoint.RelativePath?.StartsWith($"api/{Version}", StringComparison.Ordinal) == true);
            options.CustomSchemaIds(type => type.FullName?.Replace('+', '.'));
        });
    }

    public static void MapApiDocs(this WebApplication app)
    {
        app.MapSwagger().AllowAnonymous();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint($"/swagger/{Version}/swagger.json", $"GreenPark {Version}");
            options.DocumentTitle = "GreenPark API";
        });
    }
}
