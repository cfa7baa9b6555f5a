using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Features.Identity;

/// <summary>A circuit lives for hours after its cookie was read: it asks again whether the user is still let in, and still holds the role that the circuit acts as.</summary>
internal sealed class CircuitUser(ILoggerFactory loggers, IServiceScopeFactory scopes, LiveSessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SignIn.CircuitsCheckedEvery;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<SignInManager<AppUser>>().ValidateSecurityStampAsync(state.User) is not { } user || !await sessions.IsGoodAsync(state.User)) return false;
        var held = await scope.ServiceProvider.GetRequiredService<Sender>().Send(new ListHeldRoles(user.Id), CurrentUser.System, cancellationToken);
        return held.Value.Any(x => x.Id.Value == RoleClaims.IdOf(state.User));
    }
}
