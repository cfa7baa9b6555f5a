using System.Reflection;
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
        if (db.Changes.IsEmpty) return response;   // a delivery that came again, a form sent as it was: nothing to tell
        var user = scope.User;
        var allowed = typeof(TRequest).GetCustomAttribute<AllowAttribute>()!.Permissions;
        var chain = AuditChain.Of(AuditRecord.ParkOf(user, db.Changes));
        await db.TakeTurnAsync<AuditRecord, AuditChain>(chain, cancellationToken);   // the last turn of every command: none waits for another in a ring
        var last = await AuditRecord.Last.OfAsync(db, chain, cancellationToken);
        db.AuditRecords.Add(AuditRecord.Of(last, clock.UtcNow(), scope.RequestId, user, user.Roles.Holding(allowed),
            typeof(TRequest).Name, (request as IHasReason)?.Reason ?? "", db.Changes));
        return response;
    }
}
