using GreenPark.Application.Platform;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Quantities;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GreenPark.Web.Hosting;

/// <summary>The document of /api/v1 and its page at /swagger.</summary>
internal static class ApiDocs
{
    private const string Version = "v1";
    private const string About = """
        Parks, tenants, microgrids, meter readings, attribution runs, statements and audit packs.

        **Names.** Things are named by their code. Days are ISO dates; a period is from its first day to before `to`. Energy is in Wh, power in W, emission factors in g/kWh, shares in parts per million.

        **Changes.** What changes an aggregate carries the `version` it was read with; if someone else was faster the answer is 409 `data.changed_meanwhile`. A command may carry an `Idempotency-Key` (a UUID): sent again after it was done, it is answered with 409 `request.done_already`, before anything else is looked at. 409 `data.busy` changed nothing: send it again in a moment.

        **Errors** are problem details (RFC 9457) with a stable `code`; texts follow `Accept-Language` (`en`, `zh-Hans`).

        **Signing in.** People by the cookie of the pages, meter gateways by an API key of their park, which may list metering points and deliver readings.
        """;

    public static void AddApiDocs(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddTransient<ISerializerDataContractResolver>(x =>
            new JsonSerializerDataContractResolver(x.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions));
        builder.Services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new OpenApiInfo { Title = "GreenPark", Version = Version, Description = About });
            options.DocInclusionPredicate((_, endpoint) => endpoint.RelativePath?.StartsWith($"api/{Version}", StringComparison.Ordinal) == true);
            options.CustomSchemaIds(SchemaId);
            options.OperationFilter<ApiOperations>();
            AddSchemes(options);
            MapTypes(options);
        });
    }

    public static void MapApiDocs(this WebApplication app)
    {
        var document = app.MapSwagger();
        if (app.Environment.IsDevelopment()) document.AllowAnonymous();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint($"/swagger/{Version}/swagger.json", $"GreenPark {Version}");
            options.DocumentTitle = "GreenPark API";
        });
    }

    private static void AddSchemes(SwaggerGenOptions options)
    {
        Add(ApiKeys.Scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = ApiKeys.Header, Description = "A park's API key." });
        Add("Bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A park's API key as a bearer token." });
        Add("Cookie", new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "greenpark", Description = "The cookie of who signed in on the pages." });

        void Add(string name, OpenApiSecurityScheme scheme)
        {
            options.AddSecurityDefinition(name, scheme);
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] });
        }
    }

    /// <summary>As <see cref="ApiJson"/> writes them.</summary>
    private static void MapTypes(SwaggerGenOptions options)
    {
        foreach (var id in typeof(ErrorResources).Assembly.GetTypes().Where(x => x.IsValueType && x.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))))
            options.MapType(id, () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
        options.MapType<EmissionFactor>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Description = "g/kWh, at most four decimals" });
        options.MapType<Error>(() => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["code"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["text"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["field"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["file"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["line"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["column"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        });
    }

    /// <summary><c>ListTenants.Item</c> is <c>ListTenantsItem</c>, a page of them <c>PageOfListTenantsItem</c>.</summary>
    private static string SchemaId(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Concat(type.GetGenericArguments().Select(SchemaId))}"
        : type.DeclaringType is { } outer && !outer.Name.EndsWith("Endpoints", StringComparison.Ordinal) ? SchemaId(outer) + type.Name : type.Name;
}
