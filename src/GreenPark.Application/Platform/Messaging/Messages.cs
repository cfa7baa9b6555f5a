using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>What pages, endpoints, jobs and verbs send. Every message carries an <see cref="AllowAttribute"/>.</summary>
public interface IMessage<T> : IRequest<Result<T>>;

/// <summary>Reads and changes nothing.</summary>
public interface IQuery<T> : IMessage<T>;

/// <summary>Changes something, in one transaction that is saved and audited by the pipeline, never by the handler.</summary>
public interface ICommand<T> : IMessage<T>, IChangesData;

/// <summary>Marks commands for the pipeline; requests implement <see cref="ICommand{T}"/>.</summary>
public interface IChangesData;

/// <summary>A command that carries why it is sent: the audit record keeps it.</summary>
public interface IHasReason
{
    string Reason { get; }
}

public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>> where TQuery : IQuery<T>;

/// <summary>
/// Changes entities and returns; it does not save. It may run twice (a retry after a lost connection), so it keeps no state
/// and touches nothing but the database.
/// </summary>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>> where TCommand : ICommand<T>;

/// <summary>The value of a command that has nothing to tell.</summary>
public readonly record struct Done
{
    public static readonly Done Value = default;
}
