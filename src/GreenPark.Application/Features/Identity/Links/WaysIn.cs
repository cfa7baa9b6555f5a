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
    public async Task EndBeyondAsync(AppUser user, RoleAssignment given, CurrentUser by, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow();
        foreach (var link in await db.AccountLinks.Where(x => x.UserId == user.Id && x.EndedAt == null && x.ShownToId != null).ToListAsync(cancellationToken))
            if (!await CouldGiveAsync(link.ShownToId!.Value)) link.End(now);
        if (user.LinkShownToId is not { } shownTo || await CouldGiveAsync(shownTo)) return;
        await RemoveAsync(users, user);
        await RemoveAuthenticator.RemoveAsync(db, user, cancellationToken);
        user.LinkShownToId = null;
        await db.EndSessionsAsync(user.Id, by, now, cancellationToken);

        async Task<bool> CouldGiveAsync(Guid person) => person == by.Id || (await db.RoleAssignments.AsNoTracking().Where(x => x.UserId == person).Where(HeldRoles.On(clock.Today())).ToListAsync(cancellationToken))
            .Any(x => x.Role.Hold(Permission.ManagePeople) && (x.ParkId is null || x.ParkId == given.ParkId) && (x.TenantId is null || x.TenantId == given.TenantId) && x.Role.MayGive(given.Role));
    }

    /// <summary>Password and passkeys. What an identity provider vouches for stays: it knows the owner of the address.</summary>
    public static async Task RemoveAsync(UserManager<AppUser> users, AppUser user)
    {
        foreach (var passkey in await users.GetPasskeysAsync(user)) await users.RemovePasskeyAsync(user, passkey.CredentialId);
        (user.PasswordHash, user.PasswordNeedsSecondFactor) = (null, false);
    }
}
