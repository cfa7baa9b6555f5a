using MediatR;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>After validation, so that nobody is asked for a password over a form that is not in order.</summary>
internal sealed class GateBehaviour<TRequest, TResponse>(IEnumerable<IGate<TRequest>> gates) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var gate in gates)
            if (await gate.RefusalAsync(request, cancellationToken) is { } error) return Outcome<TResponse>.Failure(error);
        return await next();
    }
}
