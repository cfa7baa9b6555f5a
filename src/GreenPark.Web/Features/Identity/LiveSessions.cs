using System.Collections.Concurrent;
using System.Security.Claims;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Features.Identity;

/// <summary>
/// Whether the session of a cookie is still good. Every request asks, the database seldom: what was good a quarter of a minute ago counts as good,
/// also on another node than the one where it was ended.
/// </summary>
public sealed class LiveSessions(Sender sender, TimeProvider clock, ILogger<LiveSessions> logger)
{
    private const int Sweep = 1_000;
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(15), SeenEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTime> good = [];

    public async Task<bool> IsGoodAsync(ClaimsPrincipal principal)
    {
        var (user, now) = (SignedInUser.Of(principal), clock.UtcNow());
        if (user.Session == Guid.Empty) return false;
        if (good.TryGetValue(user.Session, out var asked) && now - asked < Believed) return true;
        var id = new SessionId(user.Session);
        var found = await sender.Send(new FindSession(id, user.Id), CurrentUser.System);
        if (!found.TryGet(out var session)) return Forget(user.Session);
        if (now - session.SeenAt >= SeenEvery) _ = Task.Run(() => SeeAsync(id));   // nobody waits for it: the embedded database may be writing a month
        if (good.Count > Sweep) foreach (var (key, at) in good) if (now - at >= Believed) good.TryRemove(key, out _);
        good[user.Session] = now;
        return true;
    }

    private async Task SeeAsync(SessionId id)
    {
        try
        {
            await sender.Send(new SeeSession(id), CurrentUser.System);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "When a session was last seen could not be written");
        }
    }

    /// <summary>The next request asks the database.</summary>
    /// <returns>False, as what is not known is not good.</returns>
    public bool Forget(Guid session)
    {
        good.TryRemove(session, out _);
        return false;
    }

    /// <summary>After Identity's own check: a cookie whose session was ended is no sign-in any more.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal is not { } principal || await context.HttpContext.RequestServices.GetRequiredService<LiveSessions>().IsGoodAsync(principal)) return;
        context.RejectPrincipal();
        await context.HttpContext.RequestServices.GetRequiredService<SignInManager<AppUser>>().SignOutAsync();
    }
}
