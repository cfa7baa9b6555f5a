using GreenPark.Application.Platform.People;
using GreenPark.Web.Features;
using GreenPark.Web.Features.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Hosting;

/// <summary>People sign in with ASP.NET Core Identity's cookie; whatever does not say otherwise needs a signed-in user.</summary>
internal static class SignIn
{
    public const string Path = "/account/sign-in";

    /// <summary>How long a locked user, or one whose roles changed, may still be about.</summary>
    public static readonly TimeSpan CheckedEvery = TimeSpan.FromMinutes(1);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        new IdentityBuilder(typeof(AppUser), typeof(IdentityRole<Guid>), builder.Services).AddSignInManager().AddDefaultTokenProviders();
        builder.Services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "greenpark";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = Path;
            options.AccessDeniedPath = "/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.Events.OnRedirectToLogin = Answer(StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = Answer(StatusCodes.Status403Forbidden);
        });
        builder.Services.Configure<IdentityOptions>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = 8;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = CheckedEvery);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()).AddPermissions();
        builder.Services.AddScoped<IUserClaimsPrincipalFactory<AppUser>, UserClaims>();
        builder.Services.AddScoped<AuthenticationStateProvider, CircuitUser>();
        builder.Services.AddTransient<IClaimsTransformation, OriginClaim>();
        builder.Services.AddScoped<PasswordSignIn>();
    }

    /// <summary>A form post with an antiforgery token, so that no other site can sign a person out.</summary>
    public static void MapSignOut(this WebApplication app) => app.MapPost("/account/sign-out", async (HttpContext context, IAntiforgery antiforgery, SignInManager<AppUser> people) =>
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        await people.SignOutAsync();
        return Results.LocalRedirect($"~{Path}");
    }).ExcludeFromDescription().AllowAnonymous();

    /// <summary>A machine is told the status; a person is sent to the page.</summary>
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> Answer(int status) => context =>
    {
        if (Problems.IsForMachines(context.HttpContext)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    };
}
