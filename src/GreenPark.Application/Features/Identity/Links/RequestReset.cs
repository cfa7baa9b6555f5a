using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Identity.Links;

/// <summary>Somebody says they forgot how to sign in. The answer is the same whether there is such an account or not.</summary>
[Allow(Permission.SystemOnly)]
public sealed record RequestReset(string Email) : ICommand<Done>
{
    /// <summary>Without what was typed: requests find their way into logs.</summary>
    public override string ToString() => nameof(RequestReset);

    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, AccountLinks links, Mail.Letters letters) : ICommandHandler<RequestReset, Done>
    {
        public async Task<Result<Done>> Handle(RequestReset command, CancellationToken cancellationToken)
        {
            var account = command.Email.Trim().ToUpperInvariant();
            var user = await db.Users.SingleOrDefaultAsync(x => x.NormalizedEmail == account, cancellationToken);
            if (user is null || Commands.LockUser.IsForGood(user) || !letters.AreSent) return Done.Value;
            await links.SendAsync(db, user, await SendAccountLink.KindForAsync(users, user), by: null, cancellationToken);
            return Done.Value;
        }
    }
}
