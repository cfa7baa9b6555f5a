using System.Globalization;
using System.Security.Claims;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
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
        app.MapGet(SingleSignOn.Path, (string? returnUrl, bool? anew, TimeProvider clock) =>
            {
                var properties = new AuthenticationProperties { RedirectUri = anew == true ? ConfirmedPath : Door.LocalPath(returnUrl) };
                if (anew == true) properties.Items[OpenIdHandler.AskedAt] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                return Results.Challenge(properties, [SingleSignOn.Scheme]);
            })
            .RequireRateLimiting(Limits.Public).ExcludeFromDescription().AllowAnonymous();
    }

    /// <summary>Where the provider sends back to whoever shows anew who they are, in a window of its own.</summary>
    public const string ConfirmedPath = "/account/confirmed";

    public static async Task LetInAsync(TicketReceivedContext context)
    {
        var (services, principal) = (context.HttpContext.RequestServices, context.Principal!);
        var issuer = ((OpenIdOptions)context.Options).Issuer;
        var recognised = await services.GetRequiredService<Sender>().Send(
            new RecogniseByProvider(issuer, principal.FindFirstValue(ClaimTypes.NameIdentifier)!, principal.FindFirstValue(ClaimTypes.Email)), CurrentUser.System);
        var door = services.GetRequiredService<Door>();
        if (context.Properties?.Items.TryGetValue(OpenIdHandler.AskedAt, out var asked) == true)
            context.Response.Redirect(await ConfirmAsync(context.HttpContext, recognised, ShownAt(principal), asked) ? ConfirmedPath : $"{ConfirmedPath}?refused=true");
        else if (recognised.TryGet(out var person))
        {
            var begun = await door.LetInAsync(context.HttpContext, person, SignInMethod.Provider, stay: false, shownAt: ShownAt(principal) ?? DateTime.UnixEpoch);
            context.Response.Redirect(begun.IsSuccess ? Door.LocalPath(context.ReturnUri) : $"{SignIn.Path}?busy=true");
        }
        else if (recognised.FirstError.Kind == ErrorKind.Conflict) context.Response.Redirect($"{SignIn.Path}?busy=true");
        else
        {
            await door.RefuseAsync(context.HttpContext, null, recognised.FirstError.Code == "link.locked" ? Refused.Locked : Refused.NotInvited);
            context.Response.Redirect($"{SignIn.Path}?refused=true");
        }
        context.HandleResponse();
    }

    /// <summary>Only for the person who is signed in, and only where the provider says that they were asked after the question, not that it knew them still.</summary>
    private static async Task<bool> ConfirmAsync(HttpContext context, Result<CheckPassword.Person> recognised, DateTime? shownAt, string? asked)
    {
        var (sender, user) = (context.RequestServices.GetRequiredService<Sender>(), await Door.SignedInAsync(context));
        var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(asked!, CultureInfo.InvariantCulture)).UtcDateTime - OpenIdHandler.ClocksDiffer;
        if (recognised.TryGet(out var person) && person.Id == user.Id && shownAt >= since)
            return (await sender.Send(new ConfirmSession(person.Id, person.Name, person.Email, user.Session, Door.AddressOf(context)), CurrentUser.System)).IsSuccess;
        if (recognised.IsSuccess) await context.RequestServices.GetRequiredService<Door>().RefuseAsync(context, recognised.Value, Refused.NotShownAnew);
        return false;
    }

    private static DateTime? ShownAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(OpenIdHandler.ShownAt), CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : null;

    /// <summary>An answer that is not in order: too old, of another question, or refused by the provider.</summary>
    public static Task FailAsync(RemoteFailureContext context)
    {
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn)).LogWarning(context.Failure, "The provider's answer was not taken");
        context.Response.Redirect($"{SignIn.Path}?refused=true");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
