using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Features.Identity;

/// <summary>
/// What <c>passkeys.js</c> sends: the browser is asked for a key with what the first of two requests gives, and the second brings the key's
/// answer. Between them the challenge stands in a protected cookie. Each failure is one sentence to show.
/// </summary>
internal static class PasskeyEndpoints
{
    /// <param name="Credential">As the browser's key answered, in JSON.</param>
    public sealed record Answered(string? Credential = null, string? Name = null, bool Stay = false, string? ReturnUrl = null, string? Token = null);

    private sealed record Told(string? Text = null, string? To = null);

    public static void MapPasskeys(this WebApplication app)
    {
        var passkeys = app.MapGroup("/account/passkey").AddEndpointFilter(OnlyFromHereAsync).RequireRateLimiting(Limits.SignIn).ExcludeFromDescription();
        passkeys.MapPost("/creation", CreationAsync);
        passkeys.MapPost("/register", RegisterAsync);
        passkeys.MapPost("/request", async (SignInManager<AppUser> people) => Results.Text(await people.MakePasskeyRequestOptionsAsync(null), "application/json")).AllowAnonymous();
        passkeys.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        passkeys.MapPost("/confirm", ConfirmAsync);
        passkeys.MapPost("/invited-creation", InvitedCreationAsync).AllowAnonymous();
        passkeys.MapPost("/invited", InvitedAsync).AllowAnonymous();
    }

    private static async Task<IResult> CreationAsync(HttpContext context, Sender sender, SignInManager<AppUser> people)
    {
        var fresh = await sender.Send(new CheckFreshSignIn(), SignedInUser.Of(context.User));
        if (fresh.IsFailure) return Refuse(fresh.FirstError);
        if (await people.UserManager.GetUserAsync(context.User) is not { } user) return Results.Unauthorized();
        return Results.Text(await people.MakePasskeyCreationOptionsAsync(new() { Id = user.Id.ToString(), Name = user.Email!, DisplayName = user.DisplayName }), "application/json");
    }

    private static async Task<IResult> RegisterAsync(Answered body, HttpContext context, Sender sender, SignInManager<AppUser> people)
    {
        var made = await CheckedAsync(() => people.PerformPasskeyAttestationAsync(body.Credential ?? ""));
        if (made is not { Succeeded: true, Passkey: { } passkey, UserEntity: { } owner } || owner.Id != SignedInUser.Of(context.User).Id.ToString()) return Refuse(Error.RuleBroken("request.passkey_refused"));
        var added = await sender.Send(new AddPasskey(passkey, body.Name ?? ""), SignedInUser.Of(context.User));
        return added.IsSuccess ? Results.Json(new Told()) : Refuse(added.FirstError);
    }

    private static async Task<IResult> SignInAsync(Answered body, HttpContext context, Door door, SignInManager<AppUser> people)
    {
        var shown = await CheckedAsync(() => people.PerformPasskeyAssertionAsync(body.Credential ?? ""));
        if (shown is not { Succeeded: true, User: { } user, Passkey: { } passkey })
        {
            await door.RefuseAsync(context, null, Refused.WrongPasskey);
            return Refuse(Error.RuleBroken("request.passkey_refused"));
        }
        var person = new CheckPassword.Person(user.Id, user.Email!, user.DisplayName, user.Culture, user.TwoFactorEnabled);
        if (LockUser.IsForGood(user))
        {
            await door.RefuseAsync(context, person, Refused.Locked);
            return Refuse(Error.RuleBroken("request.passkey_refused"));
        }
        var begun = await door.LetInAsync(context, person, SignInMethod.Passkey, body.Stay, passkey);
        return begun.IsSuccess ? Results.Json(new Told(To: Door.LocalPath(body.ReturnUrl))) : Refuse(begun.FirstError);
    }

    private static async Task<IResult> ConfirmAsync(Answered body, HttpContext context, Sender sender, SignInManager<AppUser> people)
    {
        var asker = SignedInUser.Of(context.User);
        var shown = await CheckedAsync(() => people.PerformPasskeyAssertionAsync(body.Credential ?? ""));
        if (shown is not { Succeeded: true, User: { } user, Passkey: { } passkey } || user.Id != asker.Id || LockUser.IsForGood(user)) return Refuse(Error.RuleBroken("request.passkey_refused"));
        var confirmed = await sender.Send(new ConfirmSession(user.Id, user.DisplayName, user.Email!, asker.Session, asker.Address, passkey), CurrentUser.System);
        return confirmed.IsSuccess ? Results.Json(new Told()) : Refuse(confirmed.FirstError);
    }

    private static async Task<IResult> InvitedCreationAsync(Answered body, Sender sender, SignInManager<AppUser> people)
    {
        var found = await sender.Send(new FindAccountLink(body.Token ?? ""), CurrentUser.System);
        return found.TryGet(out var link)
            ? Results.Text(await people.MakePasskeyCreationOptionsAsync(new() { Id = link.UserId.ToString(), Name = link.Email, DisplayName = link.Name }), "application/json") : Refuse(found.FirstError);
    }

    private static async Task<IResult> InvitedAsync(Answered body, HttpContext context, Sender sender, SignInManager<AppUser> people)
    {
        var found = await sender.Send(new FindAccountLink(body.Token ?? ""), CurrentUser.System);
        if (!found.TryGet(out var link)) return Refuse(found.FirstError);
        var made = await CheckedAsync(() => people.PerformPasskeyAttestationAsync(body.Credential ?? ""));
        if (made is not { Succeeded: true, Passkey: { } passkey, UserEntity: { } owner } || owner.Id != link.UserId.ToString()) return Refuse(Error.RuleBroken("request.passkey_refused"));
        var used = await sender.Send(new UseAccountLink(body.Token!, link, "", Door.AddressOf(context), passkey), CurrentUser.System);
        return used.IsSuccess ? Results.Json(new Told()) : Refuse(used.FirstError);
    }

    /// <summary>Null where what came is no answer to a challenge of ours, or to one that is too old.</summary>
    private static async Task<T?> CheckedAsync<T>(Func<Task<T>> check) where T : class
    {
        try
        {
            return await check();
        }
        catch (Exception fault) when (fault is PasskeyException or InvalidOperationException or ArgumentException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IResult Refuse(Error error) => Results.Json(new Told(Fault.Of(error).Text), statusCode: Problems.StatusOf(error));

    /// <summary>Pages of other sites cannot send JSON here without asking first, which is not granted; those of a sibling site are told apart by what browsers say.</summary>
    private static async ValueTask<object?> OnlyFromHereAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" || !invocation.HttpContext.Request.HasJsonContentType()
            ? Results.BadRequest() : await next(invocation);
}
