using System.Globalization;

namespace GreenPark.Application.Features.Attribution;

/// <summary>Errors as a failed run keeps them: codes and arguments, so that every reader gets them in the own language.</summary>
public sealed record RunFailure(IReadOnlyList<RunFailure.Item> Errors, int Count)
{
    public sealed record Item(ErrorKind Kind, string Code, string?[] Args, Place? Place = null, string? Field = null);

    public static RunFailure Of(IReadOnlyList<Error> errors, int count) =>
        new([.. errors.Select(e => new Item(e.Kind, e.Code, [.. e.Args.Select(TextOf)], e.Place, e.Field))], count);

    public IReadOnlyList<Error> ToErrors() => [.. Errors.Select(e => new Error(e.Kind, e.Code, [.. e.Args]) { Place = e.Place, Field = e.Field })];

    /// <summary>The invariant culture writes days the American way; everywhere else they are ISO.</summary>
    private static string? TextOf(object? arg) =>
        arg is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : arg is null ? null : Convert.ToString(arg, CultureInfo.InvariantCulture);
}
