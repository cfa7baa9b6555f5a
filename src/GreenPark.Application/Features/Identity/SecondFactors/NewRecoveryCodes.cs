namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>Ten recovery codes in place of those there were.</summary>
[Allow(Permission.OwnAccount), FreshSignIn]
public sealed record NewRecoveryCodes : ICommand<NewRecoveryCodes.Made>
{
    /// <param name="Codes">To be kept by the person; they are shown this once.</param>
    public sealed record Made(IReadOnlyList<string> Codes)
    {
        /// <summary>Without the codes: answers find their way into logs.</summary>
        public override string ToString() => nameof(Made);
    }

    internal static async Task<Made> MakeAsync(GreenParkDb db, Guid user, CancellationToken cancellationToken)
    {
        db.RemoveRange(await db.RecoveryCodes.Where(x => x.UserId == user).ToListAsync(cancellationToken));
        var made = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.Make(user)).ToList();
        db.AddRange(made.Select(x => x.Code));
        return new Made([.. made.Select(x => x.Text)]);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker) : ICommandHandler<NewRecoveryCodes, Made>
    {
        public async Task<Result<Made>> Handle(NewRecoveryCodes command, CancellationToken cancellationToken) =>
            await db.Authenticators.AnyAsync(x => x.UserId == asker.Id && x.ConfirmedAt != null, cancellationToken)
                ? await MakeAsync(db, asker.Id, cancellationToken) : Error.RuleBroken("authenticator.none");
    }
}
