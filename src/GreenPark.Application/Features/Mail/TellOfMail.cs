namespace GreenPark.Application.Features.Mail;

/// <summary>How a try to send a letter went.</summary>
/// <param name="Failure">Null where it was sent.</param>
[Allow(Permission.SystemOnly)]
public sealed record TellOfMail(OutgoingMailId Id, string? Failure) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<TellOfMail, Done>
    {
        public async Task<Result<Done>> Handle(TellOfMail command, CancellationToken cancellationToken)
        {
            var mail = await db.OutgoingMails.SingleAsync(x => x.Id == command.Id, cancellationToken);
            if (command.Failure is null) mail.Sent(clock.UtcNow());
            else mail.Failed(command.Failure);
            return Done.Value;
        }
    }
}
