using GreenPark.Web.Features.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Hosting;

/// <summary>The cookie by which a browser stays signed in, under the scheme name of ASP.NET Core Identity.</summary>
internal static class SignIn
{
    public const string Path = "/account/sign-in";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "greenpark";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = Path;
            options.AccessDeniedPath = "/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.Events = new CookieAuthenticationEvents { OnRedirectToLogin = Answer(401), OnRedirectToAccessDenied = Answer(403) };
        });
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<PasswordSignIn>();
    }

    /// <summary>A form post with an antiforgery token, so that no other site can sign a person out.</summary>
    public static void MapSignOut(this WebApplication app) => app.MapPost("/account/sign-out", async (HttpContext context, IAntiforgery antiforgery) =>
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect($"~{Path}");
    }).ExcludeFromDescription();

    /// <summary>A machine is told the status; a person is sent to the page.</summary>
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> Answer(int status) => context =>
    {
        if (Problems.IsForMachines(context.HttpContext)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    };
}
