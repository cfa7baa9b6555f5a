using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// After a query has found its answer, and before a byte of it leaves: what a feature writes down of it, with the audit record, as a
/// command would. What cannot be written down is not handed out.
/// </summary>
internal sealed class LedgerBehaviour<TRequest, TResponse>(IEnumerable<ILedger<TRequest>> ledgers, GreenParkDb db, MessageScope scope, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        if (Outcome<TResponse>.IsFailure(response)) return response;
        foreach (var ledger in ledgers.Where(x => x.Keeps(request)))
        {
            var (transaction, audit) = (new TransactionBehaviour<HandOut, Result<Done>>(db, scope, []), new AuditBehaviour<HandOut, Result<Done>>(db, scope, clock));
            var entry = new HandOut();
            var written = await transaction.Handle(entry, cancellationToken, () => audit.Handle(entry, cancellationToken, () => WriteAsync(ledger, request, cancellationToken)));
            if (written.IsFailure) return Outcome<TResponse>.Failure(written.Errors);
        }
        return response;
    }

    private static async Task<Result<Done>> WriteAsync(ILedger<TRequest> ledger, TRequest request, CancellationToken cancellationToken) =>
        await ledger.WriteAsync(request, cancellationToken) is { } error ? error : Done.Value;
}

/// <summary>What stands in the pipeline, and as the action in the audit record, while an entry is written: no message, and nobody can send it.</summary>
internal sealed record HandOut : IChangesData;
