using System.Reflection;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Http.Metadata;

namespace GreenPark.Web.Hosting;

/// <summary>
/// What endpoints take: sends a message on behalf of whoever the request is signed in as, and turns the result into the
/// response. A repeated command with the same <c>Idempotency-Key</c> is refused, not done twice.
/// </summary>
public sealed class Answers(Sender sender, IHttpContextAccessor accessor)
{
    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Answers are for requests.");

    public async Task<Answer<T>> Ok<T>(IMessage<T> message) => new(await Send(message));

    /// <summary>For an endpoint that makes its answer of several.</summary>
    public Task<Result<T>> Ask<T>(IQuery<T> query) => Send(query);

    /// <summary>For an endpoint that does more than to answer.</summary>
    public Task<Result<T>> Do<T>(ICommand<T> command) => Send(command);

    /// <summary>What stands in the answer, where that is not what pages need.</summary>
    public async Task<Answer<TShown>> Ok<T, TShown>(IQuery<T> query, Func<T, TShown> shown)
    {
        var result = await Send(query);
        return new(result.TryGet(out var value) ? shown(value) : result.To<TShown>());
    }

    /// <summary>After a change, what stands there now, with its new version.</summary>
    public async Task<Answer<T>> Changed<TDone, T>(ICommand<TDone> command, IQuery<T> then) => new(await Send(command, then));

    /// <summary>After a change, what stands there now, as it is shown here.</summary>
    public async Task<Answer<TShown>> Changed<TDone, T, TShown>(ICommand<TDone> command, IQuery<T> then, Func<T, TShown> shown)
    {
        var result = await Send(command, then);
        return new(result.TryGet(out var value) ? shown(value) : result.To<TShown>());
    }

    /// <summary>201 with the address of what was made, and what it is now.</summary>
    public async Task<CreatedAnswer<T>> Created<TDone, T>(ICommand<TDone> command, IQuery<T> then, params string[] address)
    {
        var result = await Send(command, then);
        return new CreatedAnswer<T>(result, result.IsSuccess ? ApiPath.Of(address) : "");
    }

    /// <summary>201 with the address of what was made, and the command's own answer.</summary>
    public async Task<CreatedAnswer<T>> Created<T>(ICommand<T> command, Func<T, string> address)
    {
        var result = await Send(command);
        return new CreatedAnswer<T>(result, result.TryGet(out var value) ? address(value) : "");
    }

    public async Task<FileAnswer> File<T>(IQuery<T> query, Func<T, (string Name, string ContentType, ReadOnlyMemory<byte> Content)> file)
    {
        var result = await Send(query);
        return new FileAnswer(result.TryGet(out var value) ? file(value) : result.To<(string, string, ReadOnlyMemory<byte>)>());
    }

    /// <summary>What the pipeline would say of role and park; asked before a large body is read.</summary>
    public Error? Refusal<TMessage>(string park)
    {
        var (user, allowed) = (SignedInUser.Of(Context.User), typeof(TMessage).GetCustomAttribute<AllowAttribute>()!);
        return allowed.Admits(user) ? InScope.CheckPark(park, user) : allowed.Refusal(user);
    }

    private async Task<Result<T>> Send<TDone, T>(ICommand<TDone> command, IQuery<T> then)
    {
        var done = await Send(command);
        return done.IsFailure ? done.To<T>() : await Send(then);
    }

    private async Task<Result<T>> Send<T>(IMessage<T> message)
    {
        Guid? requestId = null;
        if (message is IChangesData && Context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key)
        {
            if (!Guid.TryParse(key, out var id) || id == Guid.Empty) return Error.Invalid("request.bad_idempotency_key").In("Idempotency-Key");
            requestId = id;
        }
        return await sender.Send(message, SignedInUser.Of(Context.User), Context.RequestAborted, requestId);
    }
}

/// <summary>200 with the value, or the problem.</summary>
public sealed class Answer<T>(Result<T> result) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext context) =>
        result.TryGet(out var value) ? context.Response.WriteAsJsonAsync(value, context.RequestAborted) : Problems.WriteAsync(context, result);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// <summary>201 with the address and the value, or the problem.</summary>
public sealed class CreatedAnswer<T>(Result<T> result, string address) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext context)
    {
        if (!result.TryGet(out var value)) return Problems.WriteAsync(context, result);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = context.Request.PathBase + address;
        return context.Response.WriteAsJsonAsync(value, context.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
}

/// <summary>A file to keep, or the problem.</summary>
public sealed class FileAnswer(Result<(string Name, string ContentType, ReadOnlyMemory<byte> Content)> result) : IResult
{
    public Task ExecuteAsync(HttpContext context) => result.TryGet(out var file)
        ? TypedResults.Bytes(file.Content, Said(file.ContentType), file.Name).ExecuteAsync(context)
        : Problems.WriteAsync(context, result);

    /// <summary>Texts are UTF-8, and say so.</summary>
    private static string Said(string contentType) => contentType.StartsWith("text/", StringComparison.Ordinal) && !contentType.Contains(';') ? $"{contentType}; charset=utf-8" : contentType;
}
