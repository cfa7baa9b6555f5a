using System.Reflection;
using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>First in the pipeline: compares the request's <see cref="AllowAttribute"/> with what the user may.</summary>
internal sealed class AuthorisationBehaviour<TRequest, TResponse>(CurrentUser user) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly AllowAttribute Allowed = typeof(TRequest).GetCustomAttribute<AllowAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} says to nobody who may send it: give it [Allow(...)].");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Allowed.Admits(user) ? next() : Task.FromResult(Outcome<TResponse>.Failure(Allowed.Refusal(user)));
}
