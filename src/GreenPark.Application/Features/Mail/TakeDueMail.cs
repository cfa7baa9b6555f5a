namespace GreenPark.Application.Features.Mail;

/// <summary>The next letter that is due, to be sent by whoever asks. Those whose link is worthless by now are given up.</summary>
[Allow(Permission.SystemOnly)]
public sealed record TakeDueMail : ICommand<TakeDueMail.Taken?>
{
    public sealed record Taken(OutgoingMailId Id, string Address, Letter Letter)
    {
        /// <summary>Without the letter: answers find their way into logs.</summary>
        public override string ToString() => $"{nameof(Taken)} {Id}";
    }

    internal sealed class Handler(GreenParkDb db, Letters letters, TimeProvider clock) : ICommandHandler<TakeDueMail, Taken?>
    {
        public async Task<Result<Taken?>> Handle(TakeDueMail command, CancellationToken cancellationToken)
        {
            var now = clock.UtcNow();
            var due = await db.OutgoingMails.Where(x => x.DueAt != null && x.DueAt <= now).OrderBy(x => x.DueAt).ThenBy(x => x.Id).FirstOrDefaultAsync(cancellationToken);
            if (due is null) return Result<Taken?>.Success(null);
            // one that cannot be read any more must not hold up the others
            if (due.ExpiresAt <= now || letters.Read(due) is not { } letter)
            {
                due.GiveUp();
                return Result<Taken?>.Success(null);
            }
            due.Try(now);
            return Result<Taken?>.Success(new Taken(due.Id, due.Address, letter));
        }
    }
}
