using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>Last, for commands that succeeded: the audit record, sealed into its chain in the transaction of the change itself.</summary>
internal sealed class AuditBehaviour<TRequest, TResponse>(GreenParkDb db, MessageScope scope, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (request is not IChangesData || Outcome<TResponse>.IsFailure(response)) return response;
        await db.SaveChangesAsync(cancellationToken);   // fills db.Changes, also with what Identity's managers saved before
        var told = request as ITellsOf;
        if (db.Changes.IsEmpty && told is null) return response;   // a delivery that came again, a form sent as it was: nothing to tell
        if (told is not null) db.Changes.Name(nameof(AppUser), told.Account);
        var user = told is null ? scope.User : new CurrentUser(told.Who.Id, told.Who.Name, Role.None, Address: told.Who.Address);
        var chain = AuditChain.Of(AuditRecord.ParkOf(user, db.Changes));
        await db.TakeTurnAsync<AuditRecord, AuditChain>(chain, cancellationToken);   // the last turn of every command: none waits for another in a ring
        var last = await AuditRecord.Last.OfAsync(db, chain, cancellationToken);
        db.AuditRecords.Add(AuditRecord.Of(last, clock.UtcNow(), scope.RequestId, user, user.Role,
            typeof(TRequest).Name, (request as IHasReason)?.Reason ?? "", db.Changes));
        return response;
    }
}
