using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Platform.Messaging;
using Microsoft.AspNetCore.Localization;

namespace GreenPark.Web.Hosting;

/// <summary>
/// English and Simplified Chinese: the cookie that the language switch writes, else what the browser prefers. For machines what the
/// request asks for comes first: a script that runs beside a page must not depend on the page's language.
/// </summary>
internal static class Languages
{
    public static readonly IReadOnlyList<Language> All = [new("en", "English"), new("zh-Hans", "简体中文")];

    public static void AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Resources.Texts>();
        builder.Services.AddRequestLocalization(options =>
        {
            var codes = All.Select(x => x.Code).ToArray();
            options.SetDefaultCulture(codes[0]).AddSupportedCultures(codes).AddSupportedUICultures(codes);
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(Problems.IsForMachines(context) ? Asked(context.Request) : null)),
                new CustomRequestCultureProvider(Kept),
                new CustomRequestCultureProvider(context => Task.FromResult(Asked(context.Request))),
            ];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    private static Task<ProviderCultureResult?> Kept(HttpContext context) =>
        new CookieRequestCultureProvider { CookieName = context.RequestServices.GetRequiredService<ReaderCookies>().Language }.DetermineProviderCultureResult(context);

    /// <summary>Of <c>Accept-Language</c>, by quality; every kind of Chinese is answered in the one there is.</summary>
    private static ProviderCultureResult? Asked(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(x => x.Quality is not 0).OrderByDescending(x => x.Quality ?? 1)
        .Select(x => x.Value.Value?.Split('-')[0].ToLowerInvariant() switch { "zh" => All[1].Code, "en" => All[0].Code, _ => null })
        .FirstOrDefault(x => x is not null) is { } code ? new ProviderCultureResult(code) : null;

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    /// <summary>A plain link, so that it works on every page, signed in or not; it changes nothing but the reader's own cookie and language.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app.MapGet("/language/{code}", async (string code, string? returnUrl, HttpContext context, Sender sender) =>
    {
        if (All.All(x => x.Code != code)) return Results.NotFound();
        context.RememberLanguage(code);
        var user = SignedInUser.Of(context.User);
        if (user.Id != Guid.Empty) await sender.Send(new ChangeMyCulture(code), user);   // the next device starts with it
        return Results.LocalRedirect($"~{LocalPath(returnUrl)}");
    }).ExcludeFromDescription().AllowAnonymous();

    public static void RememberLanguage(this HttpContext context, string code)
    {
        var cookies = context.RequestServices.GetRequiredService<ReaderCookies>();
        context.Response.Cookies.Append(cookies.Language, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(code)), cookies.Options(context, forScripts: false));
    }

    private static string LocalPath(string? url) => url is ['/', not ('/' or '\\'), ..] ? url : "/";
}

/// <param name="Code">Culture name, <c>en</c> or <c>zh-Hans</c>.</param>
/// <param name="Name">The language's name in that language.</param>
public sealed record Language(string Code, string Name);
