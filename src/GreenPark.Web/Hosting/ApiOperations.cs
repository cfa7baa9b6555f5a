using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using GreenPark.Application.Platform.Messaging;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace GreenPark.Web.Hosting;

/// <summary>What an endpoint says of itself beyond its types.</summary>
internal static class Sayings
{
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="request">Name of the request that it sends; the operation's id.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="example">A body that would be taken.</param>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string request, string summary, object? example = null)
    {
        endpoint.WithName(request).WithSummary(summary);
        return example is null ? endpoint : endpoint.WithMetadata(new BodyExample(example));
    }

    public static RouteHandlerBuilder GivesFile(this RouteHandlerBuilder endpoint, params string[] contentTypes) => endpoint.WithMetadata(new GivenFile(contentTypes));

    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, bool columns, params string[] contentTypes) =>
        endpoint.WithMetadata(new TakenFile(columns, contentTypes));

    internal sealed record BodyExample(object Value);
    internal sealed record GivenFile(string[] ContentTypes);
    internal sealed record TakenFile(bool Columns, string[] ContentTypes);
}

/// <summary>Examples, files and problems in the document.</summary>
internal sealed class ApiOperations(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in context.ApiDescription.ParameterDescriptions)
            if (ChoicesOf(parameter.ParameterDescriptor?.ParameterType) is { } names && operation.Parameters?.SingleOrDefault(x => x.Name == parameter.Name) is OpenApiParameter described)
                described.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. names.Select(x => (JsonNode)x)] };
        if (metadata.OfType<Sayings.TakenFile>().FirstOrDefault() is { } taken) operation.RequestBody = Body(taken);
        if (metadata.OfType<Sayings.BodyExample>().FirstOrDefault() is { } example)
            foreach (var media in (operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>()).Where(x => x.Key.Contains("json", StringComparison.Ordinal)))
                media.Value.Example = JsonSerializer.SerializeToNode(example.Value, json.Value.SerializerOptions);
        if (metadata.OfType<Sayings.GivenFile>().FirstOrDefault() is { } given)
            Responses(operation)["200"] = new OpenApiResponse { Description = "The file", Content = given.ContentTypes.ToDictionary(x => x, _ => new OpenApiMediaType { Schema = Binary() }) };

        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var isOpen = metadata.OfType<IAllowAnonymous>().Any();
        var takes = Requests.GetValueOrDefault(operation.OperationId ?? "")?.Permissions is { } permissions ? $"; it takes the permission {string.Join(" or ", permissions)}" : "";
        foreach (var (status, title) in ProblemsOf(context.ApiDescription.HttpMethod, context.ApiDescription.RelativePath, isOpen, metadata.OfType<Sayings.TakenFile>().Any(), takes))
            Responses(operation)[status] = new OpenApiResponse
            {
                Description = title, Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = problem } },
            };
        if (isOpen) operation.Security = [];
    }

    private static IEnumerable<string>? ChoicesOf(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Named<>)
            ? (IEnumerable<string>)type.GetProperty(nameof(Named<DayOfWeek>.Names))!.GetValue(null)! : null;
    }

    /// <summary>Operations are named after the requests that they send.</summary>
    private static readonly Dictionary<string, AllowAttribute> Requests = typeof(Sender).Assembly.GetTypes()
        .Select(x => (x.Name, Allow: x.GetCustomAttribute<AllowAttribute>())).Where(x => x.Allow is not null).ToDictionary(x => x.Name, x => x.Allow!);

    private static OpenApiResponses Responses(OpenApiOperation operation) => operation.Responses ??= [];

    private static IEnumerable<(string Status, string Title)> ProblemsOf(string? method, string? path, bool isOpen, bool takesFile, string takes)
    {
        var changes = method != "GET" && !isOpen;
        if (changes || path?.Contains('{') == true || takesFile) yield return ("400", "The request is not in order; `errors` has the fields, or the places in the file");
        if (!isOpen) yield return ("401", "Nobody is signed in");
        if (!isOpen) yield return ("403", $"The role does not allow it{takes}");
        if (path?.Contains('{') == true) yield return ("404", "There is no such thing, or it is not yours to see");
        if (changes) yield return ("409", "Someone was faster, or it is there already");
        if (takesFile) yield return ("413", "Larger than this installation takes");
        if (changes || takesFile) yield return ("415", "The content type is not taken");
        if (changes) yield return ("422", "Against a rule; `code` names it");
    }

    private static OpenApiRequestBody Body(Sayings.TakenFile taken)
    {
        var form = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Binary() }, Required = new HashSet<string> { "file" } };
        if (taken.Columns)
            form.Properties["columns"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "JSON object from column name to metering point code, or to null for a column to pass over; a column that is not named here goes by its own name" };
        var content = taken.ContentTypes.ToDictionary(x => x, _ => new OpenApiMediaType { Schema = Binary() });
        content["multipart/form-data"] = new OpenApiMediaType { Schema = form };
        return new OpenApiRequestBody { Required = true, Content = content };
    }

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };
}
