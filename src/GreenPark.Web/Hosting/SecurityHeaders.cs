using System.Security.Cryptography;

namespace GreenPark.Web.Hosting;

/// <summary>
/// The content security policy allows no inline script but the one with this response's nonce: Blazor's import map.
/// Style attributes are allowed, since Blazor and the charts set widths and positions by them; style elements are not.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly object NonceKey = new();

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceKey] = nonce;
        // when the answer begins: the page of an unexpected error takes away what was set before it
        context.Response.OnStarting(() =>
        {
            Write(context.Response.Headers, nonce, context.Request.Path);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(IHeaderDictionary headers, string nonce, PathString path)
    {
        headers.ContentSecurityPolicy = string.Join("; ",
            "default-src 'self'", $"script-src 'self' 'nonce-{nonce}'", StyleSource(path), "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'");
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.TryAdd("Referrer-Policy", "same-origin");   // a page whose address is a secret says less
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // what somebody may see is not left behind on a shared machine; assets say otherwise themselves
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }

    /// <summary>Swagger's page writes style elements of its own; it shows the API's description and nothing of a park.</summary>
    private static string StyleSource(PathString path) => path.StartsWithSegments("/swagger") ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'";

    /// <summary>For the script elements of the page that the server renders; absent while a circuit renders.</summary>
    public static string? ScriptNonce(this HttpContext? context) => context?.Items[NonceKey] as string;
}
