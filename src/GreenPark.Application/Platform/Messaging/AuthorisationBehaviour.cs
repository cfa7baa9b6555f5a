using System.Reflection;
using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// First in the pipeline: compares the request's <see cref="AllowAttribute"/> with what the user may, and the park and tenant that it names
/// with the user's own; and a role that is over opens nothing. What is below those the query filters keep apart: there, what is another's is not there.
/// </summary>
internal sealed class AuthorisationBehaviour<TRequest, TResponse>(CurrentUser user, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly AllowAttribute Allowed = typeof(TRequest).GetCustomAttribute<AllowAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} says to nobody who may send it: give it [Allow(...)].");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        (user.Until <= clock.UtcNow() ? Error.Forbidden("scope.role_over", user.Until) : Allowed.Admits(user) ? InScope.Check(request, user) : Allowed.Refusal(user)) is { } error
            ? Task.FromResult(Outcome<TResponse>.Failure(error)) : next();
}
