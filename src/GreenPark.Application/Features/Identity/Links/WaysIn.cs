using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Links;

/// <summary>
/// Where no mail is set up, whoever invites somebody is shown the link, and may have used it themselves. That gives them nothing, as long as
/// they could give all that the account may. Before it is given more, what they may have chosen ends, and so do links that they may have kept.
/// </summary>
internal sealed class WaysIn(GreenParkDb db, UserManager<AppUser> users, TimeProvider clock)
{
    /// <returns>An error where something would have to end and the account is not the giver's to keep: nobody of another park takes it from its owner.</returns>
    public async Task<Error?> EndBeyondAsync(AppUser user, RoleAssignment given, CurrentUser by, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.UtcNow(), clock.Today());
        var kept = new List<AccountLink>();
        foreach (var link in await db.AccountLinks.Where(x => x.UserId == user.Id && x.EndedAt == null && x.ExpiresAt > now && x.ShownToId != null).ToListAsync(cancellationToken))
            if (!await CouldGiveAsync(link.ShownToId!.Value)) kept.Add(link);
        var mayBeAnothers = user.LinkShownToId is { } shownTo && !await CouldGiveAsync(shownTo);
        if (kept.Count == 0 && !mayBeAnothers) return null;
        var held = await db.RoleAssignments.AsNoTracking().Where(x => x.UserId == user.Id).Where(HeldRoles.NotOver(today)).ToListAsync(cancellationToken);
        if (new AnAccountIsKeptByWhoCouldGiveAllItsRoles(by, held, user.Email).Check() is { } error) return error;
        foreach (var link in kept) link.End(now);
        if (!mayBeAnothers) return null;
        await RemoveAsync(users, user);
        await RemoveAuthenticator.RemoveAsync(db, user, cancellationToken);
        user.LinkShownToId = null;
        await db.EndSessionsAsync(user.Id, by, now, cancellationToken);
        return null;

        async Task<bool> CouldGiveAsync(Guid person) => person == by.Id || (await db.RoleAssignments.AsNoTracking().Where(x => x.UserId == person).Where(HeldRoles.On(today)).ToListAsync(cancellationToken))
            .Any(x => x.Role.Hold(Permission.ManagePeople) && (x.ParkId is null || x.ParkId == given.ParkId) && (x.TenantId is null || x.TenantId == given.TenantId) && x.Role.MayGive(given.Role));
    }

    /// <summary>Password and passkeys. What an identity provider vouches for stays: it knows the owner of the address.</summary>
    public static async Task RemoveAsync(UserManager<AppUser> users, AppUser user)
    {
        foreach (var passkey in await users.GetPasskeysAsync(user)) await users.RemovePasskeyAsync(user, passkey.CredentialId);
        (user.PasswordHash, user.PasswordNeedsSecondFactor) = (null, false);
    }
}
