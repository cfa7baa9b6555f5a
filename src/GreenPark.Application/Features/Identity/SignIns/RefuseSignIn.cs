namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// Somebody was not let in. Eight wrong passwords or codes in a row lock the account's password for ten minutes; a passkey still opens it, so
/// that a stranger cannot shut its owner out.
/// </summary>
/// <param name="UserId">Whose account it was tried with; null where there is none. What was typed for its address is kept nowhere.</param>
[Allow(Permission.SystemOnly)]
public sealed record RefuseSignIn(Guid? UserId, string Account, Refused Why, string Address) : ICommand<Done>, ITellsOf, IHasReason
{
    private const int MostInARow = 8;
    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(10);

    public Teller Who => Teller.Unknown(Address);
    public string Reason => Why.ToString();

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<RefuseSignIn, Done>
    {
        public async Task<Result<Done>> Handle(RefuseSignIn command, CancellationToken cancellationToken)
        {
            if (command.UserId is not { } id || command.Why is not (Refused.WrongPassword or Refused.WrongCode)) return Done.Value;
            // past the change tracker: tries at once count each, and none is refused as somebody's change meanwhile
            await db.Users.Where(x => x.Id == id).ExecuteUpdateAsync(x => x.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancellationToken);
            DateTimeOffset? until = clock.GetUtcNow() + Locked;
            await db.Users.Where(x => x.Id == id && x.AccessFailedCount >= MostInARow && (x.LockoutEnd == null || x.LockoutEnd != Commands.LockUser.Never))
                .ExecuteUpdateAsync(x => x.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, until), cancellationToken);
            return Done.Value;
        }
    }
}
