namespace GreenPark.Application.Platform.Data;

/// <summary>One page of a list, with the length of the whole.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Skip, int Take);

/// <summary>A query whose list may be long. <c>Take</c> is at most <see cref="Paging.MaxTake"/>.</summary>
public interface IPaged
{
    int Skip { get; }
    int Take { get; }
}

public static class Paging
{
    public const int DefaultTake = 50;
    public const int MaxTake = 500;

    /// <summary>What is wrong with a caller's <c>skip</c> and <c>take</c>.</summary>
    internal static IEnumerable<Error> Check(IPaged paging)
    {
        if (paging.Skip < 0) yield return Error.Invalid("field.out_of_range", 0, int.MaxValue).In(nameof(IPaged.Skip));
        if (paging.Take is < 1 or > MaxTake) yield return Error.Invalid("field.out_of_range", 1, MaxTake).In(nameof(IPaged.Take));
    }

    /// <summary>Counts and takes; the query must be ordered by something unique.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> ordered, IPaged paging, CancellationToken cancellationToken)
    {
        var (skip, take) = (paging.Skip, paging.Take);
        var total = await ordered.CountAsync(cancellationToken);
        var items = skip >= total ? [] : await ordered.Skip(skip).Take(take).ToListAsync(cancellationToken);
        return new Page<T>(items, total, skip, take);
    }

    /// <summary>A LIKE pattern (escape character <c>\</c>) for "contains", or null for no search.</summary>
    public static string? Pattern(string? search) => string.IsNullOrWhiteSpace(search)
        ? null
        : $"%{search.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_").Replace("[", "\\[")}%";
}
