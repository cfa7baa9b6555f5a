using System.Globalization;

namespace GreenPark.Application.Features.Attribution;

/// <summary>Errors as a failed run keeps them: codes and arguments, so that every reader gets them in the own language.</summary>
public sealed record RunFailure(IReadOnlyList<RunFailure.Item> Errors, int Count)
{
    /// <param name="Place">Where in the run's input, for an error that has a place.</param>
    public sealed record Item(ErrorKind Kind, string Code, string?[] Args, Place? Place = null);

    public static RunFailure Of(IReadOnlyList<Error> errors, int count) =>
        new([.. errors.Select(e => new Item(e.Kind, e.Code, [.. e.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture))], e.Place))], count);

    public IReadOnlyList<Error> ToErrors() => [.. Errors.Select(e => new Error(e.Kind, e.Code, [.. e.Args]) { Place = e.Place })];
}
