using System.Reflection;

namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// Makes and reads a <c>Result&lt;T&gt;</c> where only the whole response type is known: the container cannot close a behaviour
/// over <c>Result&lt;T&gt;</c>, so behaviours are generic in the response.
/// </summary>
internal static class Outcome<TResponse>
{
    private static readonly Func<IReadOnlyList<Error>, int?, TResponse> Make = typeof(TResponse)
        .GetMethod(nameof(Result<int>.Failure), BindingFlags.Public | BindingFlags.Static)!
        .CreateDelegate<Func<IReadOnlyList<Error>, int?, TResponse>>();

    private static readonly PropertyInfo Failed = typeof(TResponse).GetProperty(nameof(Result<int>.IsFailure))!;

    public static TResponse Failure(params IReadOnlyList<Error> errors) => Make(errors, null);

    public static bool IsFailure(TResponse response) => (bool)Failed.GetValue(response)!;
}
