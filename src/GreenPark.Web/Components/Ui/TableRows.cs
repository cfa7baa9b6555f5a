namespace GreenPark.Web.Components.Ui;

/// <summary>What a table that reads page by page asks for.</summary>
public sealed record TableRequest(int Skip, int Take, string? Search);

/// <summary>One page of rows and the length of the whole.</summary>
public sealed record TableRows<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Sorting and searching of rows that are all there.</summary>
internal static class TableOrder
{
    public static IEnumerable<T> Search<T>(this IEnumerable<T> rows, string? words, IEnumerable<Func<T, object?>> values)
    {
        var parts = (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return rows;
        var getters = values.ToArray();
        return rows.Where(row => parts.All(part => getters.Any(get => get(row)?.ToString()?.Contains(part, StringComparison.CurrentCultureIgnoreCase) == true)));
    }

    public static IEnumerable<T> Sort<T>(this IEnumerable<T> rows, Func<T, object?>? value, bool descending) =>
        value is null ? rows : descending ? rows.OrderByDescending(value, ByValue.Instance) : rows.OrderBy(value, ByValue.Instance);

    /// <summary>Text by the reader's language, all else by its own order; what is missing comes first.</summary>
    private sealed class ByValue : IComparer<object?>
    {
        public static readonly ByValue Instance = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (string a, string b) => StringComparer.CurrentCultureIgnoreCase.Compare(a, b),
            _ => Comparer<object?>.Default.Compare(x, y),
        };
    }
}
