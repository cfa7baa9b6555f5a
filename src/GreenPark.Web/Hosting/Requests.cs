using System.Security.Claims;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Web.Features.Identity;
using Microsoft.AspNetCore.Components.Authorization;

namespace GreenPark.Web.Hosting;

/// <summary>
/// What pages inject: sends a message on behalf of the person of this circuit, in a scope of the message's own. Where the message wants a
/// fresh sign-in the person is asked for it, and the message sent again.
/// </summary>
public sealed class Requests(Sender sender, AuthenticationStateProvider authentication, Reauthentication again)
{
    private Func<bool> isWanted = () => true;

    /// <summary>
    /// Off the circuit's own thread: SQLite works synchronously, and meanwhile the page could not even show that it is working.
    /// The reader's language goes along, as it does with every await.
    /// </summary>
    /// <exception cref="OperationCanceledException">The answer came for a page that shows something else by now, see <see cref="While"/>.</exception>
    public async Task<Result<T>> Send<T>(IMessage<T> message, CancellationToken cancellationToken = default)
    {
        var user = await UserAsync();
        var answer = await Task.Run(() => sender.Send(message, user, cancellationToken), cancellationToken);
        if (answer.IsFailure && answer.FirstError.Code == "user.sign_in_again" && await again.AskAsync()) answer = await Task.Run(() => sender.Send(message, user, cancellationToken), cancellationToken);
        return isWanted() ? answer : throw new OperationCanceledException("The page shows another address by now.");
    }

    /// <summary>The same, for as long as its answers are wanted; a component ignores that it was cancelled after that.</summary>
    public Requests While(Func<bool> wanted) => new(sender, authentication, again) { isWanted = wanted };

    public async Task<CurrentUser> UserAsync() => SignedInUser.Of((await authentication.GetAuthenticationStateAsync()).User);
}

/// <summary>The user as messages carry it, from the claims of the cookie or the API key.</summary>
public static class SignedInUser
{
    public const string AddressClaim = "greenpark:address", SessionClaim = "greenpark:session";

    public static CurrentUser Of(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }) return CurrentUser.Nobody;
        var user = new CurrentUser(
            Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty, principal.Identity.Name ?? "", Role.None, Address: principal.FindFirstValue(AddressClaim) ?? "") { Session = Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session) ? session : Guid.Empty };
        return RoleClaims.Bind(user, principal);
    }
}
