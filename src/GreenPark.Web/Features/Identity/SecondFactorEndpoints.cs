using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Identity;

internal static class SecondFactorEndpoints
{
    public sealed record Confirming(string Password, string Code = "");

    public static void MapSecondFactors(this RouteGroupBuilder api)
    {
        api.MapGet("/my/account", (Answers answers) => answers.Ok(new GetMyAccount()))
            .Says(nameof(GetMyAccount), "By what you sign in.");

        api.MapPost("/my/confirmation", async (Confirming body, HttpContext context, Confirmation confirmation) =>
                new Answer<Done>(await confirmation.ConfirmAsync(SignedInUser.Of(context.User), body.Password ?? "", body.Code ?? "")))
            .Says("ConfirmSignIn", "Shows anew who you are, before what answers 403 user.sign_in_again; with a code where you have an authenticator app.", new Confirming("your password", "123456"));

        api.MapPost("/my/authenticator", (Answers answers) => answers.Ok(new BeginAuthenticator()))
            .Says(nameof(BeginAuthenticator), "A key for an authenticator app, this once; it counts from its first code on.");

        api.MapPost("/my/authenticator/confirmation", (ConfirmAuthenticator body, Answers answers) => answers.Ok(body))
            .Says(nameof(ConfirmAuthenticator), "A first code of the app. The answer has the recovery codes, this once.", new ConfirmAuthenticator("123456"));

        api.MapDelete("/my/authenticator", (Answers answers) => answers.Changed(new RemoveAuthenticator(), new GetMyAccount()))
            .Says(nameof(RemoveAuthenticator), "Removes the authenticator app and its recovery codes.");

        api.MapPost("/my/recovery-codes", (Answers answers) => answers.Ok(new NewRecoveryCodes()))
            .Says(nameof(NewRecoveryCodes), "Ten new recovery codes in place of the old ones, this once.");

        api.MapDelete("/my/passkeys/{passkey}", (string passkey, Answers answers) => answers.Changed(new RemovePasskey(passkey), new GetMyAccount()))
            .Says(nameof(RemovePasskey), "Removes a passkey. One is added on the page, with the browser.");

        api.MapDelete("/users/{email}/second-factors", (string email, Answers answers) => answers.Changed(new ResetSecondFactors(email), new ListUsers(email)))
            .Says(nameof(ResetSecondFactors), "For somebody who lost phone and recovery codes: removes app, codes and passkeys, and signs the user out everywhere.");
    }
}
