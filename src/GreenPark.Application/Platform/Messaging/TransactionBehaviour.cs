using System.Data.Common;
using MediatR;
using Microsoft.EntityFrameworkCore.Storage;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// Third, for commands: one transaction around handler, audit record and save. It runs inside EF's execution strategy, so a
/// lost connection repeats the whole command; whether a commit whose answer was lost went through is read from the audit
/// record, which has the request's id. Conflicts come back as errors, not as exceptions.
/// </summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(GreenParkDb db, MessageScope scope) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IChangesData) return await next();
        TResponse? response = default;
        try
        {
            return await db.Database.CreateExecutionStrategy().ExecuteAsync(
                next,
                async (_, handler, token) => response = await RunAsync(handler, token),
                async (_, _, token) => new ExecutionResult<TResponse>(await WasCommittedAsync(token), response!),
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome<TResponse>.Failure(Error.Conflict("data.changed_meanwhile"));
        }
        catch (DbUpdateException e) when (e.InnerException is DbException inner && ConflictOf(inner) is { } error)
        {
            return Outcome<TResponse>.Failure(error);
        }
        catch (DbException e) when (ConflictOf(e) is { } error)   // of rows written in bulk
        {
            return Outcome<TResponse>.Failure(error);
        }
    }

    private async Task<TResponse> RunAsync(RequestHandlerDelegate<TResponse> handler, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        db.Changes.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var response = await handler();
        if (Outcome<TResponse>.IsFailure(response)) return response;   // disposing rolls back
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return response;
    }

    private Task<bool> WasCommittedAsync(CancellationToken cancellationToken) =>
        db.AuditRecords.AsNoTracking().AnyAsync(x => x.RequestId == scope.RequestId, cancellationToken);

    private Error? ConflictOf(DbException exception) => db.ConflictOf(exception) switch
    {
        StoreConflict.Duplicate when exception.Message.Contains(CodeMapping.KeyColumn, StringComparison.Ordinal) =>
            Error.Conflict("code.taken").In("Code"),
        StoreConflict.Duplicate when exception.Message.Contains(nameof(AuditRecord.RequestId), StringComparison.Ordinal) =>
            Error.Conflict("request.done_already"),
        StoreConflict.Duplicate => Error.Conflict("data.duplicate"),
        StoreConflict.Referenced => Error.Conflict("data.in_use"),
        _ => null,
    };
}
