using System.Security.Claims;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Components.Authorization;

namespace GreenPark.Web.Hosting;

/// <summary>What pages inject: sends a message on behalf of the person of this circuit, in a scope of the message's own.</summary>
public sealed class Requests(Sender sender, AuthenticationStateProvider authentication)
{
    public async Task<Result<T>> Send<T>(IMessage<T> message, CancellationToken cancellationToken = default) =>
        await sender.Send(message, await UserAsync(), cancellationToken);

    public async Task<CurrentUser> UserAsync() => SignedInUser.Of((await authentication.GetAuthenticationStateAsync()).User);
}

/// <summary>The user as messages carry it, from the claims of the cookie or the API key.</summary>
public static class SignedInUser
{
    public const string ParkClaim = "greenpark:park", TenantClaim = "greenpark:tenant";

    public static CurrentUser Of(ClaimsPrincipal principal)
    {
        if (principal.Identity is not { IsAuthenticated: true }) return CurrentUser.Nobody;
        var roles = Roles.Union(principal.FindAll(ClaimTypes.Role).Select(c => Enum.TryParse<Role>(c.Value, out var role) ? role : Role.None));
        return new CurrentUser(
            Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : Guid.Empty,
            principal.Identity.Name ?? "", roles,
            Guid.TryParse(principal.FindFirstValue(ParkClaim), out var park) ? new ParkId(park) : null,
            Guid.TryParse(principal.FindFirstValue(TenantClaim), out var tenant) ? new TenantId(tenant) : null);
    }
}
