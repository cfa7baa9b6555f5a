using System.Reflection;

namespace GreenPark.Application.Features.Identity.SignIns;

/// <param name="Within">How long a person counts as having just shown who they are; null never asks (for tests of something else).</param>
public sealed record FreshSignInOptions(TimeSpan? Within)
{
    public static readonly FreshSignInOptions Usual = new(TimeSpan.FromMinutes(10));
}

/// <summary>Holds back what carries <see cref="FreshSignInAttribute"/> unless the session it comes from was authenticated lately. Without a session there is no way round it.</summary>
internal sealed class FreshSignInGate<TRequest>(GreenParkDb db, CurrentUser user, FreshSignInOptions options, TimeProvider clock) : IGate<TRequest>
{
    private static readonly bool Asks = typeof(TRequest).GetCustomAttribute<FreshSignInAttribute>() is not null;

    public async Task<Error?> RefusalAsync(TRequest request, CancellationToken cancellationToken)
    {
        if (!Asks || user.IsSystem || options.Within is not { } within) return null;
        var (id, since) = (new SessionId(user.Session), clock.UtcNow() - within);
        return await db.Sessions.AnyAsync(x => x.Id == id && x.UserId == user.Id && x.EndedAt == null && x.AuthenticatedAt > since, cancellationToken)
            ? null : Error.Forbidden("user.sign_in_again", (int)within.TotalMinutes);
    }
}
