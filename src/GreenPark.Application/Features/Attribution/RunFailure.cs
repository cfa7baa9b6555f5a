using System.Globalization;

namespace GreenPark.Application.Features.Attribution;

/// <summary>Errors as a failed run keeps them: codes and arguments, so that every reader gets them in the own language.</summary>
public sealed record RunFailure(IReadOnlyList<RunFailure.Item> Errors, int Count)
{
    public sealed record Item(ErrorKind Kind, string Code, string?[] Args);

    public static RunFailure Of(IReadOnlyList<Error> errors, int count) =>
        new([.. errors.Select(e => new Item(e.Kind, e.Code, [.. e.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture))]))], count);

    public IReadOnlyList<Error> ToErrors() => [.. Errors.Select(e => new Error(e.Kind, e.Code, [.. e.Args]))];
}
