using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Links;

/// <summary>A new link for a user: an invitation again where the first was never used, else to choose how to sign in anew. What opened the account before still does.</summary>
[Allow(Permission.ManagePeople), FreshSignIn]
public sealed record SendAccountLink(string Email) : ICommand<SendAccountLink.Sent>
{
    /// <param name="Link">To be handed over, this once; null where a letter takes it.</param>
    public sealed record Sent(string? Link)
    {
        /// <summary>Without the link: answers find their way into logs.</summary>
        public override string ToString() => nameof(Sent);
    }

    internal static async Task<LinkKind> KindForAsync(UserManager<AppUser> users, AppUser user) =>
        user.PasswordHash is null && (await users.GetPasskeysAsync(user)).Count == 0 ? LinkKind.Invitation : LinkKind.Reset;

    internal sealed class Handler(GreenParkDb db, CurrentUser asker, UserManager<AppUser> users, AccountLinks links, TimeProvider clock) : ICommandHandler<SendAccountLink, Sent>
    {
        public async Task<Result<Sent>> Handle(SendAccountLink command, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, command.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Sent>();
            if (user.Id == asker.Id) return Error.RuleBroken("user.own_password");
            return new Sent(await links.SendAsync(db, user, await KindForAsync(users, user), asker, cancellationToken));
        }
    }
}
