using System.Text.Json;
using System.Text.RegularExpressions;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Diagnostics;

namespace GreenPark.Web.Hosting;

/// <summary>
/// What the framework throws for a request that does not fit the endpoint, as a problem with the field or the place. Its own
/// sentences are English and name types; only the names of parameters and properties are read out of them.
/// </summary>
internal sealed partial class BadRequests : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad || !Problems.IsForMachines(context)) return false;
        if (bad.StatusCode != StatusCodes.Status400BadRequest) await Problems.WriteStatusAsync(context, bad.StatusCode);
        else if (ErrorsOf(bad) is { Count: > 0 } errors) await Problems.WriteAsync(context, bad.StatusCode, errors, errors.Count);
        return true;
    }

    internal static IReadOnlyList<Error> ErrorsOf(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json) return ErrorsOf(json);
        if (Unbound().Match(bad.Message) is { Success: true } unbound)
            return [Error.Invalid("request.bad_parameter", unbound.Groups["value"].Value).In(unbound.Groups["name"].Value)];
        if (Missing().Match(bad.Message) is { Success: true } missing)
            return missing.Groups["source"].Value == "body"
                ? [Error.Invalid("request.no_body")]
                : [Error.Invalid("request.missing_parameter").In(missing.Groups["name"].Value)];
        return [Error.Invalid(bad.Message.StartsWith("Implicit body inferred", StringComparison.Ordinal) ? "request.no_body" : "request.invalid")];
    }

    private static IReadOnlyList<Error> ErrorsOf(JsonException json)
    {
        var path = json.Path is { Length: > 2 } text && text.StartsWith("$.", StringComparison.Ordinal) ? text[2..] : null;
        if (json.Message.IndexOf(" including: ", StringComparison.Ordinal) is > 0 and var at)
            return [.. Quoted().Matches(json.Message[at..]).Select(x => Error.Invalid("field.missing").In(path is null ? x.Groups[1].Value : $"{path}.{x.Groups[1].Value}"))];
        var error = Error.Invalid("request.bad_json") with { Field = path };
        return [json.LineNumber is { } line ? error.At(null, (int)line + 1, (int)(json.BytePositionInLine ?? 0) + 1) : error];
    }

    [GeneratedRegex("""parameter "\S+ (?<name>\w+)" from "(?<value>.*)"\.""", RegexOptions.Singleline)]
    private static partial Regex Unbound();

    [GeneratedRegex("""Required parameter "\S+ (?<name>\w+)" was not provided from (?<source>\w+)""")]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
