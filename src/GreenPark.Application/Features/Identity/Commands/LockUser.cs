using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Locks a user out (for good, until unlocked) or lets it in again. Users are never deleted: the audit record names them.</summary>
[Allow(Permission.ManagePeople), FreshSignIn]
public sealed record LockUser(string Email, bool Locked) : ICommand<Done>
{
    /// <summary>For good; the last moment of all would leave the calendar in some time zone.</summary>
    internal static readonly DateTimeOffset Never = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Locked by an administrator: nothing else locks.</summary>
    public static bool IsForGood(AppUser user) => user.LockoutEnd == Never;

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, TimeProvider clock) : ICommandHandler<LockUser, Done>
    {
        public async Task<Result<Done>> Handle(LockUser command, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, command.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            if (command.Locked && user.Id == asker.Id) return Error.RuleBroken("user.own_lock");
            var result = await users.SetLockoutEnabledAsync(user, true);
            if (result.Succeeded) result = await users.SetLockoutEndDateAsync(user, command.Locked ? Never : null);
            if (result.Succeeded) result = await users.UpdateSecurityStampAsync(user);
            if (command.Locked) await db.EndSessionsAsync(user.Id, asker, clock.UtcNow(), cancellationToken);
            return FindUser.ErrorOf(result) is { } refused ? refused : Done.Value;
        }
    }
}
