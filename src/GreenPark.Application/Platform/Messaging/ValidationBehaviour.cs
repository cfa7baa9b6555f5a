using FluentValidation.Results;
using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>Second: what a request's validators say becomes <c>Invalid</c> errors, each with its field.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var errors = new List<Error>();
        foreach (var validator in validators)
            errors.AddRange((await validator.ValidateAsync(request, cancellationToken)).Errors.Select(ErrorOf));
        if (request is IPaged paged) errors.AddRange(Paging.Check(paged));
        if (Rehearsal.IsOn && request is IChangesData) errors.Add(Rehearsal.End);
        return errors.Count == 0 ? await next() : Outcome<TResponse>.Failure(errors);
    }

    private static Error ErrorOf(ValidationFailure failure) =>
        Error.Invalid(failure.ErrorCode, failure.CustomState as object?[] ?? [failure.AttemptedValue]).In(failure.PropertyName);
}
