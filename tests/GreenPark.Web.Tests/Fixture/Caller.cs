using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>Someone who calls the API: a person by the test's header, a gateway by its key, or nobody.</summary>
public sealed class Caller(HttpClient client, string? person = null, string? key = null, string? language = null)
{
    public Caller In(string language) => new(client, person, key, language);

    public Caller With(string apiKey) => new(client, person, apiKey, language);

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path);
    public Task<Reply> Post(string path, object? body) => Send(HttpMethod.Post, path, Json(body));
    public Task<Reply> Put(string path, object? body) => Send(HttpMethod.Put, path, Json(body));
    public Task<Reply> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Reply> Upload(string path, byte[] content, string type = "text/csv") => Send(HttpMethod.Post, path, Bytes(content, type));

    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"{ApiPath.Root}/{path}") { Content = content };
        if (person is not null) request.Headers.TryAddWithoutValidation(TestSignIn.Header, person);
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return new Reply($"{method} {path}", response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.Location?.ToString(), await response.Content.ReadAsByteArrayAsync(),
            string.Join('\n', response.Headers.Concat(response.Content.Headers).SelectMany(x => x.Value)));
    }

    public static HttpContent Bytes(byte[] content, string type)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return body;
    }

    public static HttpContent Text(string json) => new StringContent(json, Encoding.UTF8, "application/json");

    private static HttpContent Json(object? body) => JsonContent.Create(body);
}

public sealed record Reply(string Request, HttpStatusCode Status, string? Type, string? Location, byte[] Bytes, string Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;
    public Guid Version => Json.GetProperty("version").GetGuid();
    public string? Code => Json.GetProperty("code").GetString();

    public Reply Is(HttpStatusCode status)
    {
        Status.ShouldBe(status, $"{Request}: {Text}");
        return this;
    }

    /// <summary>A problem of this status and code, as RFC 9457 has it.</summary>
    public Reply Fails(HttpStatusCode status, string code)
    {
        Is(status);
        Type.ShouldBe("application/problem+json", Request);
        Code.ShouldBe(code, $"{Request}: {Text}");
        Json.GetProperty("status").GetInt32().ShouldBe((int)status);
        return this;
    }
}

internal static class ReplyAssertions
{
    public static async Task<Reply> Is(this Task<Reply> pending, HttpStatusCode status) => (await pending).Is(status);
    public static Task<Reply> Ok(this Task<Reply> pending) => pending.Is(HttpStatusCode.OK);
    public static Task<Reply> Created(this Task<Reply> pending) => pending.Is(HttpStatusCode.Created);
    public static async Task<Reply> Fails(this Task<Reply> pending, HttpStatusCode status, string code) => (await pending).Fails(status, code);
}
