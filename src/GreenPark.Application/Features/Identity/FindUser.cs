using GreenPark.Application.Features.Identity.Passwords;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity;

internal static class FindUser
{
    /// <summary>A park's manager sees the people who have, or had, a role in that park.</summary>
    public static IQueryable<AppUser> VisibleUsers(this GreenParkDb db, CurrentUser asker)
    {
        if (asker.ParkScope is null) return db.Users;
        var visible = db.VisibleRoles(asker);
        return db.Users.Where(x => visible.Any(y => y.UserId == x.Id));
    }

    public static async Task<Result<AppUser>> FindUserAsync(this GreenParkDb db, CurrentUser asker, string? email, CancellationToken cancellationToken)
    {
        var sought = email?.ToUpperInvariant();   // as Identity normalises
        return await db.VisibleUsers(asker).SingleOrDefaultAsync(x => x.NormalizedEmail == sought, cancellationToken) is { } user
            ? user : Error.NotFound("user.not_found", email);
    }

    /// <summary>The person whose account the asker may keep: who could give all the roles that the person holds.</summary>
    public static async Task<Result<AppUser>> FindAccountAsync(this GreenParkDb db, CurrentUser asker, string? email, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = await db.FindUserAsync(asker, email, cancellationToken);
        if (!found.TryGet(out var user)) return found;
        var held = await db.RoleAssignments.AsNoTracking().Where(x => x.UserId == user.Id).Where(HeldRoles.NotOver(clock.Today())).ToListAsync(cancellationToken);
        return new AnAccountIsKeptByWhoCouldGiveAllItsRoles(asker, held, email).Check() is { } error ? error : user;
    }

    /// <summary>What Identity's managers say, as an error of ours; null where they agree.</summary>
    public static Error? ErrorOf(IdentityResult result, string password = "Password")
    {
        if (result.Succeeded) return null;
        var first = result.Errors.First();
        return first.Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => Error.Conflict("user.email_taken").In("Email"),
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => Error.Invalid("user.bad_email").In("Email"),
            nameof(IdentityErrorDescriber.ConcurrencyFailure) => Error.Conflict("data.changed_meanwhile"),
            nameof(IdentityErrorDescriber.PasswordMismatch) => Error.RuleBroken("user.wrong_password").In("OldPassword"),
            _ when first.Code.StartsWith("Password", StringComparison.Ordinal) => Error.Invalid("user.weak_password", PasswordRules.LengthBesideSecondFactor).In(password),
            _ => Error.Invalid("user.refused", first.Description),
        };
    }
}
