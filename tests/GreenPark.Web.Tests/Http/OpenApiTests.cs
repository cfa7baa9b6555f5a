using System.Reflection;
using System.Text.RegularExpressions;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

/// <summary>The API's description is whole, and the API offers whatever the application does.</summary>
public sealed partial class OpenApiTests(Server server)
{
    /// <summary>Requests without an endpoint, each with its reason.</summary>
    private static readonly Dictionary<string, string> OnPagesOnly = new()
    {
        ["SeedFactorLibrary"] = "sent by the application itself at every start",
        ["AddPasskey"] = "the browser makes it, with the person's finger",
        ["CheckFreshSignIn"] = "asked by pages before something long; a caller of the API sees it at the command itself",
        ["ChangeMyCulture"] = "the language of a person's pages; a caller of the API says Accept-Language",
    };

    [Fact]
    public async Task Every_endpoint_is_described()
    {
        var operations = (await ApiDocument.Of(server)).Operations;
        operations.Where(x => x.Id.Length == 0).Select(x => $"{x.Method} {x.Path}").ShouldBeEmpty("no operationId");
        operations.Where(x => !x.Description.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 5 }).Select(x => x.Id).ShouldBeEmpty("no summary");
        operations.Where(x => x.Description.GetProperty("tags").GetArrayLength() != 1).Select(x => x.Id).ShouldBeEmpty("no tag, or more than one");
        operations.Where(x => x.TakesJson && !x.Description.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _))
            .Select(x => x.Id).ShouldBeEmpty("no example");
        operations.Select(x => x.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Every_endpoint_names_its_problems_and_a_success()
    {
        foreach (var operation in (await ApiDocument.Of(server)).Operations)
        {
            var responses = operation.Description.GetProperty("responses");
            responses.EnumerateObject().Count(x => x.Name.StartsWith('2')).ShouldBe(1, operation.Id);
            var expected = operation.Id == Operation.Verify ? ["400", "413", "415"] : operation.Method == "get" ? new[] { "401", "403" } : ["400", "401", "403", "409", "415", "422"];
            foreach (var status in expected)
                responses.GetProperty(status).GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Problem", operation.Id);
        }
    }

    [Fact]
    public async Task No_endpoint_is_left_out_of_the_description()
    {
        var described = (await ApiDocument.Of(server)).Operations.Select(x => $"{x.Method} {x.Path}").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var mapped = server.Services.GetServices<EndpointDataSource>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()
            .Where(x => x.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .SelectMany(x => x.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Constraint().Replace(x.RoutePattern.RawText!, "}")}")).ToList();
        mapped.Count.ShouldBeGreaterThan(40);
        mapped.Except(described, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_request_of_the_application_has_an_endpoint()
    {
        var endpoints = (await ApiDocument.Of(server)).Operations.Select(x => x.Id).ToHashSet();
        var requests = typeof(Sender).Assembly.GetTypes().Where(IsRequest).Where(x => !x.GetCustomAttribute<AllowAttribute>()!.Permissions.Contains(Permission.SystemOnly)).Select(x => x.Name).ToHashSet();
        requests.Count.ShouldBeGreaterThan(40);
        requests.Except(endpoints).Except(OnPagesOnly.Keys).ShouldBeEmpty("requests without an endpoint");
        OnPagesOnly.Keys.Intersect(endpoints).ShouldBeEmpty("has an endpoint after all");
        endpoints.Except(requests).ShouldBe([Operation.Verify, "StatementsZip", "SendReadings", "ConfirmSignIn", .. endpoints.Where(x => x.EndsWith("Upload", StringComparison.Ordinal))], ignoreOrder: true, "endpoints that are named after no request");

        static bool IsRequest(Type type) => type is { IsClass: true, IsAbstract: false }
            && type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IMessage<>));
    }

    [Fact]
    public async Task Both_ways_of_signing_in_are_described_and_verifying_needs_none()
    {
        var document = await ApiDocument.Of(server);
        document.Root.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(x => x.Name).ShouldBe(["ApiKey", "Bearer", "Cookie"], ignoreOrder: true);
        document.Root.GetProperty("security").GetArrayLength().ShouldBe(3);
        document.Operations.Where(x => x.Description.TryGetProperty("security", out var none) && none.GetArrayLength() == 0).Select(x => x.Id).ShouldBe([Operation.Verify]);
    }

    [Fact]
    public async Task The_page_is_there() => (await server.Administrator().Get("/swagger/index.html").Ok()).Text.ShouldContain("GreenPark API");

    [GeneratedRegex(@":(int|regex\(.*?\)\$?\))?\}|:[^}/]*\}")]
    private static partial Regex Constraint();
}
