using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Features.Identity;

/// <summary>A circuit lives for hours after its cookie was read: it asks again whether the user is still the same and still let in.</summary>
internal sealed class CircuitUser(ILoggerFactory loggers, IServiceScopeFactory scopes, LiveSessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SignIn.CircuitsCheckedEvery;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<AppUser>>().ValidateSecurityStampAsync(state.User) is not null && await sessions.IsGoodAsync(state.User);
    }
}
