namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// Somebody was not let in: it stands on the audit record. It locks nothing, or any stranger could shut an owner out; how often guesses are
/// compared is for <see cref="GuessLimits"/>.
/// </summary>
/// <param name="UserId">Whose account it was tried with; null where there is none. What was typed for its address is kept nowhere.</param>
[Allow(Permission.SystemOnly)]
public sealed record RefuseSignIn(Guid? UserId, string Account, Refused Why, string Address) : ICommand<Done>, ITellsOf, IHasReason
{
    public Teller Who => Teller.Unknown(Address);
    public string Reason => Why.ToString();

    internal sealed class Handler : ICommandHandler<RefuseSignIn, Done>
    {
        public Task<Result<Done>> Handle(RefuseSignIn command, CancellationToken cancellationToken) => Task.FromResult<Result<Done>>(Done.Value);
    }
}
