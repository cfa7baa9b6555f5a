using System.Reflection;
using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>First in the pipeline: compares the request's <see cref="AllowAttribute"/> with the user's roles.</summary>
internal sealed class AuthorisationBehaviour<TRequest, TResponse>(CurrentUser user) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly Role Allowed = typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Roles
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} says to nobody who may send it: give it [Allow(...)].");

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        user.IsSystem || (user.Roles & Allowed) != 0
            ? next()
            : Task.FromResult(Outcome<TResponse>.Failure(AllowAttribute.Refusal(user, Allowed)));
}
