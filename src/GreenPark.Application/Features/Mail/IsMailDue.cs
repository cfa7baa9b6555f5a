namespace GreenPark.Application.Features.Mail;

/// <summary>Asked every few seconds, so it takes no turn at writing.</summary>
[Allow(Permission.SystemOnly)]
public sealed record IsMailDue : IQuery<bool>
{
    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : IQueryHandler<IsMailDue, bool>
    {
        public async Task<Result<bool>> Handle(IsMailDue query, CancellationToken cancellationToken)
        {
            var now = clock.UtcNow();
            return await db.OutgoingMails.AnyAsync(x => x.DueAt != null && x.DueAt <= now, cancellationToken);
        }
    }
}
