using System.Resources;
using System.Text.Json.Serialization;
using GreenPark.Application.Platform;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Authorization;

namespace GreenPark.Web.Hosting;

/// <summary>What a machine is told of a failure (RFC 9457). Texts are in the language of the request, codes are stable.</summary>
/// <param name="Type"><c>urn:greenpark:error:</c> and the code.</param>
/// <param name="Detail">The first error's sentence, after the name of its field where it has one: what is wrong, and what to do.</param>
/// <param name="Errors">At most a hundred; <paramref name="ErrorCount"/> counts all.</param>
/// <param name="TraceId">Stands in the log too.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<Fault> Errors, int ErrorCount, string TraceId);

/// <summary>One error: of a field of the body (<c>tenant.creditCode</c>), or of a place in a file, both counted from 1.</summary>
public sealed record Fault(
    string Code, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column = null)
{
    internal static readonly ErrorTexts Texts = new(
        ErrorResources.Application, ErrorTexts.Engine, new ResourceManager("GreenPark.Web.Resources.Request", typeof(Fault).Assembly));

    public static Fault Of(Error error) => new(
        error.Code, Texts.Text(error), InJson(error.Field), error.Place?.File, error.Place?.Line, error.Place?.Column);

    private static string? InJson(string? field) =>
        // headers are named as they are written
        field is null || field.Contains('-') ? field : string.Join('.', field.Split('.').Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));
}

/// <summary>Machines get problem details, people get a page; the path decides.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<BadRequests>();
        // a request that does not fit is answered by BadRequests in every environment
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public static void UseProblems(this WebApplication app)
    {
        // the inner one answers for machines first; what is answered, the outer one leaves alone
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(IsForMachines, api => api
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = x => WriteStatusAsync(x, StatusCodes.Status500InternalServerError) })
            .UseStatusCodePages(x => WriteStatusAsync(x.HttpContext, x.HttpContext.Response.StatusCode)));
        app.Use(OpenNowhereAsync);
    }

    /// <summary>
    /// That there is nothing at an address, or that it takes another method, is no secret: whoever is not signed in hears it too, where
    /// the rule that everything needs a sign-in would send them to one first.
    /// </summary>
    private static Task OpenNowhereAsync(HttpContext context, RequestDelegate next)
    {
        var found = context.GetEndpoint();
        // the API's description is no endpoint, and needs a sign-in
        if (found is null && !context.Request.Path.StartsWithSegments("/swagger")) context.SetEndpoint(new Endpoint(NothingAsync, new EndpointMetadataCollection(new AllowAnonymousAttribute()), "nothing here"));
        else if (found is not null and not RouteEndpoint && found.DisplayName?.StartsWith("405 ", StringComparison.Ordinal) == true)
            context.SetEndpoint(new Endpoint(found.RequestDelegate, new EndpointMetadataCollection([.. found.Metadata, new AllowAnonymousAttribute()]), found.DisplayName));
        return next(context);
    }

    private static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    public static bool IsForMachines(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/health");

    /// <summary>The trace id that the log line of the failure carries.</summary>
    public static string TraceOf(HttpContext? context) => System.Diagnostics.Activity.Current?.Id ?? context?.TraceIdentifier ?? "";

    public static Task WriteAsync<T>(HttpContext context, Result<T> failed) =>
        WriteAsync(context, StatusOf(failed.FirstError), failed.Errors, failed.ErrorCount);

    /// <summary>A status that no handler explained.</summary>
    public static Task WriteStatusAsync(HttpContext context, int status) => WriteAsync(context, status, [new Error(ErrorKind.Invalid, CodeOf(status))], 1);

    public static Task WriteAsync(HttpContext context, int status, IReadOnlyList<Error> errors, int count)
    {
        if (context.Response.HasStarted) return Task.CompletedTask;
        Fault[] faults = [.. errors.Select(Fault.Of)];
        var title = Resources.Texts.Find($"request.status_{status}", System.Globalization.CultureInfo.CurrentUICulture) ?? faults[0].Text;
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer realm=\"greenpark\"";
        return context.Response.WriteAsJsonAsync(
            new Problem($"urn:greenpark:error:{faults[0].Code}", title, status, faults[0].Field is { } field ? $"{field}: {faults[0].Text}" : faults[0].Text, faults[0].Code, faults, count, TraceOf(context)),
            options: null, ContentType, context.RequestAborted);
    }

    public static int StatusOf(Error error) => error switch
    {
        { Code: "import.too_large" or "request.too_large_at_once" or "import.too_large_for_format" or "import.correction_too_large" or "request.too_large" } => StatusCodes.Status413PayloadTooLarge,
        { Code: "request.wrong_content_type" } => StatusCodes.Status415UnsupportedMediaType,
        { Code: "request.too_busy" or "user.too_many_tries" } => StatusCodes.Status429TooManyRequests,
        { Kind: ErrorKind.NotFound } => StatusCodes.Status404NotFound,
        { Kind: ErrorKind.Forbidden } => StatusCodes.Status403Forbidden,
        { Kind: ErrorKind.Conflict } => StatusCodes.Status409Conflict,
        { Kind: ErrorKind.RuleBroken } => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "request.not_signed_in",
        StatusCodes.Status403Forbidden => "request.not_allowed",
        StatusCodes.Status404NotFound => "request.not_found",
        StatusCodes.Status405MethodNotAllowed => "request.wrong_method",
        StatusCodes.Status413PayloadTooLarge => "request.too_large",
        StatusCodes.Status415UnsupportedMediaType => "request.wrong_content_type",
        StatusCodes.Status429TooManyRequests => "request.too_busy",
        >= 500 => "request.unexpected",
        _ => "request.invalid",
    };
}
