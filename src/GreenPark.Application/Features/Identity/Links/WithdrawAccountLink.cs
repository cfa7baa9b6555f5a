namespace GreenPark.Application.Features.Identity.Links;

/// <summary>The link that a user was sent opens nothing any more.</summary>
[Allow(Permission.ManagePeople)]
public sealed record WithdrawAccountLink(string Email) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, CurrentUser asker, AccountLinks links, TimeProvider clock) : ICommandHandler<WithdrawAccountLink, Done>
    {
        public async Task<Result<Done>> Handle(WithdrawAccountLink command, CancellationToken cancellationToken)
        {
            var found = await db.FindAccountAsync(asker, command.Email, clock, cancellationToken);
            if (!found.TryGet(out var user)) return found.To<Done>();
            return await links.EndAsync(db, user.Id, cancellationToken) ? Done.Value : Error.RuleBroken("link.none_open", user.Email);
        }
    }
}
