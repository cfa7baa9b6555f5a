using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Cookies that say who somebody is, or that a form is ours. Outside Development their names begin with <c>__Host-</c>: browsers keep such
/// a cookie only where it came over TLS (or from this very machine) for exactly this host, so that no neighbouring host can plant one.
/// In Development they go without it, since not every browser takes http://localhost for safe.
/// </summary>
internal static class HostCookies
{
    private const string Prefix = "__Host-";

    public static void AddHostCookies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new ReaderCookies(builder.Environment.IsDevelopment() ? "" : Prefix));
        if (builder.Environment.IsDevelopment()) return;
        // after Identity has named its own
        builder.Services.PostConfigureAll<CookieAuthenticationOptions>(x =>
        {
            if (x.Cookie.Name?.StartsWith(Prefix, StringComparison.Ordinal) == false) x.Cookie.Name = Prefix + x.Cookie.Name;
            (x.Cookie.SecurePolicy, x.Cookie.Path) = (CookieSecurePolicy.Always, "/");
        });
        builder.Services.Configure<AntiforgeryOptions>(x => x.Cookie = new FormCookie
        {
            Name = Prefix + "greenpark-form", Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict,
        });
    }

    /// <summary>Always secure. Antiforgery itself, told so, would refuse forms over http://localhost, which browsers hold for safe.</summary>
    private sealed class FormCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }
}

/// <summary>Cookies that say nothing of who somebody is: the language, and the park that was open last. Guarded like the others, so that no neighbouring host sets them.</summary>
/// <param name="Prefix">Of their names; empty in Development.</param>
public sealed record ReaderCookies(string Prefix)
{
    public string Language => Prefix + CookieRequestCultureProvider.DefaultCookieName;

    /// <summary>A page of a park writes it, and in a circuit the script; a new document's circuit begins with it.</summary>
    public string Park => $"{Prefix}greenpark-park";

    public CookieOptions Options(HttpContext context, bool forScripts) => new()
    {
        MaxAge = TimeSpan.FromDays(365), IsEssential = true, HttpOnly = !forScripts, SameSite = SameSiteMode.Lax, Path = "/", Secure = Prefix.Length > 0 || context.Request.IsHttps,
    };
}
