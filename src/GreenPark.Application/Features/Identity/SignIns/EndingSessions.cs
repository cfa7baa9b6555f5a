namespace GreenPark.Application.Features.Identity.SignIns;

internal static class EndingSessions
{
    /// <summary>All of a person's that are still good, but for one.</summary>
    public static async Task EndSessionsAsync(this GreenParkDb db, Guid user, CurrentUser by, DateTime at, CancellationToken cancellationToken, Guid except = default)
    {
        var kept = new SessionId(except);
        foreach (var session in await db.Sessions.Where(x => x.UserId == user && x.EndedAt == null && x.Id != kept).ToListAsync(cancellationToken)) session.End(at, by.Name);
    }
}
