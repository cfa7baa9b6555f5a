using System.Data.Common;
using MediatR;
using Microsoft.EntityFrameworkCore.Storage;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// Third, for commands: one transaction around handler, audit record and save. It runs inside EF's execution strategy, so a
/// lost connection repeats the whole command; whether a commit whose answer was lost went through is read from the audit
/// record, which has the request's id. Conflicts come back as errors, not as exceptions; where another was faster with the same entry, the
/// command looks once more, since what it could not see before it now has its own words for.
/// </summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(GreenParkDb db, MessageScope scope, IEnumerable<IPreparation<TRequest>> preparations)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IChangesData) return await next();
        TResponse? response = default;
        foreach (var preparation in preparations) await preparation.PrepareAsync(request, cancellationToken);
        for (var again = false; ; again = true)
            try
            {
                return await db.Database.CreateExecutionStrategy().ExecuteAsync(
                    next,
                    async (_, handler, token) => response = await RunAsync(handler, token),
                    async (_, _, token) => new ExecutionResult<TResponse>(await WasCommittedAsync(token), response!),
                    cancellationToken);
            }
            catch (Exception e) when (ErrorOf(e) is { } error)
            {
                if (again || error.Code != "data.duplicate") return Outcome<TResponse>.Failure(error);
            }
    }

    private async Task<TResponse> RunAsync(RequestHandlerDelegate<TResponse> handler, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        db.Changes.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // before the handler: what it finds done already would be an error of another kind, or done twice
        if (scope.MayBeRepeated && await WasCommittedAsync(cancellationToken)) return Outcome<TResponse>.Failure(Error.Conflict("request.done_already"));
        var response = await handler();
        if (Outcome<TResponse>.IsFailure(response)) return response;   // disposing rolls back
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return response;
    }

    private Task<bool> WasCommittedAsync(CancellationToken cancellationToken) =>
        db.AuditRecords.AsNoTracking().AnyAsync(x => x.RequestId == scope.RequestId, cancellationToken);

    private Error? ErrorOf(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => Error.Conflict("data.changed_meanwhile"),
        DbException fault => ConflictOf(fault),   // also of rows written in bulk
        DbUpdateException or RetryLimitExceededException when exception.InnerException is { } inner => ErrorOf(inner),
        _ => null,
    };

    private Error? ConflictOf(DbException exception) => db.ConflictOf(exception) switch
    {
        StoreConflict.Duplicate when exception.Message.Contains(CodeMapping.KeyColumn, StringComparison.Ordinal) =>
            Error.Conflict("code.taken").In("Code"),
        StoreConflict.Duplicate when exception.Message.Contains(nameof(AuditRecord.RequestId), StringComparison.Ordinal) =>
            Error.Conflict("request.done_already"),
        StoreConflict.Duplicate => Error.Conflict("data.duplicate"),
        StoreConflict.Referenced => Error.Conflict("data.in_use"),
        StoreConflict.Busy => Error.Conflict("data.busy"),
        _ => null,
    };
}
