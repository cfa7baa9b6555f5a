using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Identity;

internal static class SessionEndpoints
{
    public static void MapSessions(this RouteGroupBuilder api)
    {
        api.MapGet("/my/sessions", (Answers answers) => answers.Ok(new ListMySessions()))
            .Says(nameof(ListMySessions), "Where you are signed in; of ended sign-ins the last ten.");

        api.MapDelete("/my/sessions/{session}", (string session, Answers answers) => answers.Changed(new EndSession(Guid.TryParse(session, out var id) ? id : Guid.Empty), new ListMySessions()))
            .Says(nameof(EndSession), "Ends a sign-in of yours; within a minute it is refused everywhere.");

        api.MapGet("/users/{email}/sessions", (string email, Answers answers) => answers.Ok(new ListSessionsOfUser(email)))
            .Says(nameof(ListSessionsOfUser), "Where a user is signed in.");

        api.MapDelete("/users/{email}/sessions", (string email, Answers answers) => answers.Changed(new EndSessionsOfUser(email), new ListSessionsOfUser(email)))
            .Says(nameof(EndSessionsOfUser), "Signs a user out everywhere.");
    }
}
