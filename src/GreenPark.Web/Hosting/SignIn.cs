using System.Security.Claims;
using GreenPark.Application.Features.Identity.SignIns;
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

    /// <summary>A circuit makes no requests; with what <see cref="LiveSessions"/> believes it is out within a minute.</summary>
    public static readonly TimeSpan CircuitsCheckedEvery = TimeSpan.FromSeconds(40);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        new IdentityBuilder(typeof(AppUser), builder.Services).AddSignInManager().AddDefaultTokenProviders();
        builder.Services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "greenpark";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = Path;
            options.AccessDeniedPath = "/access-denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = Session.Idle;
            options.Events.OnValidatePrincipal = LiveSessions.ValidateAsync;
            options.Events.OnRedirectToLogin = Answer(StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = Answer(StatusCodes.Status403Forbidden);
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = CheckedEvery;
            options.OnRefreshingPrincipal = refreshed => KeepSession(refreshed.CurrentPrincipal, refreshed.NewPrincipal);
        });
        builder.Services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = builder.Configuration["SignIn:PasskeyDomain"] is { Length: > 0 } domain ? domain : null;   // without it that of the request
            options.UserVerificationRequirement = options.ResidentKeyRequirement = "required";   // so it is two factors, and no address is typed
        });
        builder.Services.AddSingleton(new FreshSignInOptions(TimeSpan.FromMinutes(builder.Configuration.GetValue("SignIn:FreshForMinutes", FreshSignInOptions.Usual.Within!.Value.TotalMinutes))));
        builder.Services.AddSingleton(new SessionLife(TimeSpan.FromDays(builder.Configuration.GetValue("SignIn:SessionDays", SessionLife.Usual.Longest.TotalDays))));
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()).AddPermissions();
        builder.Services.AddScoped<IUserClaimsPrincipalFactory<AppUser>, UserClaims>();
        builder.Services.AddScoped<ActingAs>();
        builder.Services.AddScoped<ISecurityStampValidator, SessionValidator>();
        builder.Services.AddScoped<AuthenticationStateProvider, CircuitUser>();
        builder.Services.AddTransient<IClaimsTransformation, OriginClaim>();
        builder.Services.AddSingleton<LiveSessions>();
        builder.Services.AddScoped<Door>();
        builder.Services.AddScoped<Confirmation>();
        builder.Services.AddScoped<PasswordSignIn>();
    }

    /// <summary>A form post with an antiforgery token, so that no other site can sign a person out.</summary>
    public static void MapSignOut(this WebApplication app) => app.MapPost("/account/sign-out", async (HttpContext context, IAntiforgery antiforgery, Door door) =>
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        await door.LeaveAsync(context);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";   // cookies that say who somebody is are gone, and the language stays
        return Results.LocalRedirect($"~{Path}");
    }).ExcludeFromDescription().AllowAnonymous();

    /// <summary>Roles and name are read anew from time to time; which sign-in it is stays.</summary>
    private static Task KeepSession(ClaimsPrincipal? before, ClaimsPrincipal? after)
    {
        if (before?.FindFirst(SignedInUser.SessionClaim) is { } session && after?.Identity is ClaimsIdentity identity) identity.AddClaim(session.Clone());
        return Task.CompletedTask;
    }

    /// <summary>A machine is told the status; a person is sent to the page.</summary>
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> Answer(int status) => context =>
    {
        if (Problems.IsForMachines(context.HttpContext)) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    };
}
