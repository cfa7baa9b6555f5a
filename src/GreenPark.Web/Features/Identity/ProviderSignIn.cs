using System.Security.Claims;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace GreenPark.Web.Features.Identity;

/// <summary>What happens when the provider has sent somebody back.</summary>
internal static class ProviderSignIn
{
    /// <summary>Only where the settings name a provider.</summary>
    public static void MapSingleSignOn(this WebApplication app)
    {
        if (app.Services.GetService<SingleSignOnButton>() is null) return;
        app.MapGet(SingleSignOn.Path, (string? returnUrl) => Results.Challenge(new AuthenticationProperties { RedirectUri = Door.LocalPath(returnUrl) }, [SingleSignOn.Scheme]))
            .RequireRateLimiting(Limits.Public).ExcludeFromDescription().AllowAnonymous();
    }

    public static async Task LetInAsync(TicketReceivedContext context)
    {
        var (services, principal) = (context.HttpContext.RequestServices, context.Principal!);
        var issuer = ((OpenIdOptions)context.Options).Issuer;
        var recognised = await services.GetRequiredService<Sender>().Send(
            new RecogniseByProvider(issuer, principal.FindFirstValue(ClaimTypes.NameIdentifier)!, principal.FindFirstValue(ClaimTypes.Email)), CurrentUser.System);
        var door = services.GetRequiredService<Door>();
        if (recognised.TryGet(out var person))
        {
            await door.LetInAsync(context.HttpContext, person, SignInMethod.Provider, stay: false);
            context.Response.Redirect(Door.LocalPath(context.ReturnUri));
        }
        else
        {
            await door.RefuseAsync(context.HttpContext, null, recognised.FirstError.Code == "link.locked" ? Refused.Locked : Refused.NotInvited);
            context.Response.Redirect($"{SignIn.Path}?refused=true");
        }
        context.HandleResponse();
    }

    /// <summary>An answer that is not in order: too old, of another question, or refused by the provider.</summary>
    public static Task FailAsync(RemoteFailureContext context)
    {
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn)).LogWarning(context.Failure, "The provider's answer was not taken");
        context.Response.Redirect($"{SignIn.Path}?refused=true");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
