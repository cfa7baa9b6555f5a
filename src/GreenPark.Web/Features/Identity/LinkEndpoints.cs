using GreenPark.Application.Features.Identity.Links;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Identity;

internal static class LinkEndpoints
{
    public static void MapAccountLinks(this RouteGroupBuilder api)
    {
        api.MapGet("/users/{email}/link", (string email, Answers answers) => answers.Ok(new GetAccountLink(email)))
            .Says(nameof(GetAccountLink), "The last link that a user was sent, and whether its letter went out.");

        api.MapPost("/users/{email}/link", (string email, Answers answers) => answers.Ok(new SendAccountLink(email)))
            .Says(nameof(SendAccountLink), "Sends a user a new one-time link: an invitation, or to choose anew how to sign in. Where no mail is set up the answer has it, this once.");

        api.MapDelete("/users/{email}/link", (string email, Answers answers) => answers.Changed(new WithdrawAccountLink(email), new GetAccountLink(email)))
            .Says(nameof(WithdrawAccountLink), "Withdraws a user's link.");
    }
}
