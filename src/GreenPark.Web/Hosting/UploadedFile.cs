using System.IO.Compression;
using System.Text.Json;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GreenPark.Web.Hosting;

/// <summary>
/// A file as a request brings it: as the body itself, or as the one file of a form. One that is too large is refused by its
/// announced length before a byte is read, and in any case before more than the limit is kept. A body may come as gzip.
/// </summary>
/// <param name="Columns">Of the form field <c>columns</c>; null without.</param>
public sealed record UploadedFile(string Name, ReadOnlyMemory<byte> Content, IReadOnlyDictionary<string, string?>? Columns)
{
    /// <summary>What the parts of a form take beside the file.</summary>
    private const long Framing = 1 << 20;

    private const int Chunk = 1 << 16;

    public static async Task<Result<UploadedFile>> ReadAsync(HttpRequest request, string fallbackName, long maxBytes, string tooLarge, params string[] contentTypes)
    {
        maxBytes = Math.Min(maxBytes, Array.MaxLength - 1);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || (request.Headers.ContentEncoding.Count > 0 && !IsGzip(request))) return Error.Invalid("request.wrong_content_type");
        var isForm = type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (isForm && IsGzip(request)) return Error.Invalid("request.wrong_content_type");
        if (!isForm && !contentTypes.Any(x => type.MediaType.Equals(x, StringComparison.OrdinalIgnoreCase))) return Error.Invalid("request.wrong_content_type");
        var mostBytes = isForm ? maxBytes + Framing : maxBytes;
        if (request.ContentLength > mostBytes) return Error.Invalid(tooLarge, request.ContentLength, maxBytes).At(fallbackName);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = mostBytes + Framing;
        try
        {
            return isForm ? await FromFormAsync(request, type, fallbackName, maxBytes, tooLarge)
                : await ReadAsync(Unpacked(request), IsGzip(request) ? null : request.ContentLength, maxBytes, request.HttpContext.RequestAborted) is { } content ? new UploadedFile(fallbackName, content, null)
                : Error.Invalid(tooLarge, maxBytes + 1, maxBytes).At(fallbackName);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException and not BadHttpRequestException)
        {
            return e is JsonException ? Error.Invalid("request.bad_columns").In("columns") : Error.Invalid(IsGzip(request) && e is InvalidDataException ? "request.bad_gzip" : "request.truncated");
        }
    }

    private static bool IsGzip(HttpRequest request) => request.Headers.ContentEncoding is [{ } only] && only.Equals("gzip", StringComparison.OrdinalIgnoreCase);

    /// <summary>What comes out counts against the limit, not what came.</summary>
    private static Stream Unpacked(HttpRequest request) => IsGzip(request) ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;

    private static async Task<Result<UploadedFile>> FromFormAsync(HttpRequest request, MediaTypeHeaderValue type, string fallbackName, long maxBytes, string tooLarge)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 200) return Error.Invalid("request.wrong_content_type");
        var (reader, stop) = (new MultipartReader(boundary, request.Body), request.HttpContext.RequestAborted);
        (string Name, ReadOnlyMemory<byte> Content)? file = null;
        Dictionary<string, string?>? columns = null;
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            if (section.AsFileSection() is { } part)
            {
                if (file is not null) return Error.Invalid("request.no_file");
                if (await ReadAsync(section.Body, null, maxBytes, stop) is not { } content) return Error.Invalid(tooLarge, maxBytes + 1, maxBytes).At(part.FileName);
                file = (part.FileName is { Length: > 0 } name ? name : fallbackName, content);
            }
            else if (section.AsFormDataSection() is { Name: "columns" })
            {
                if (await ReadAsync(section.Body, null, Framing, stop) is not { } json) return Error.Invalid("request.bad_columns").In("columns");
                columns = JsonSerializer.Deserialize<Dictionary<string, string?>>(json.Span);
            }
        }
        return file is { } found ? new UploadedFile(found.Name, found.Content, columns) : Error.Invalid("request.no_file");
    }

    /// <summary>Null where there is more than the limit.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, long? length, long maxBytes, CancellationToken stop)
    {
        // an announced length is trusted as far as a chunk at a time: memory is taken for what has come, not for what may
        var bytes = new byte[Math.Min(length ?? Chunk, Chunk) + 1];
        var count = 0;
        while (true)
        {
            if (count == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(Math.Max(Math.Min((length ?? 0) + 1, count * 8L), count * 2L), maxBytes + 1));
            var read = await body.ReadAsync(bytes.AsMemory(count), stop);
            if (read == 0) return bytes.AsMemory(0, count);
            count += read;
            if (count > maxBytes) return null;
        }
    }
}
