using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Components.Ui;

/// <summary>
/// A table: either all rows at once (<see cref="Items"/>; sorted, searched and paged here) or page by page
/// (<see cref="Source"/>; in the order the query gives). While the rows are null, grey lines stand in their place.
/// </summary>
public partial class DataTable<TRow> : ComponentBase
{
    /// <summary>So many rows are shown without a scroll bar of their own; a longer table keeps its head in sight instead.</summary>
    private const int Whole = 31;

    private readonly List<Column<TRow>> columns = [];
    private TableRows<TRow>? rows;
    private Column<TRow>? sorted;
    private bool descending;
    private string? search;
    private int skip;
    private int asked;

    [Parameter] public IReadOnlyList<TRow>? Items { get; set; }
    [Parameter] public Func<TableRequest, Task<TableRows<TRow>>>? Source { get; set; }

    /// <summary>What the table holds, for those who do not see it.</summary>
    [Parameter, EditorRequired] public string Caption { get; set; } = "";
    [Parameter, EditorRequired] public RenderFragment? Columns { get; set; }
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Filters and buttons at the right of the search field.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }
    [Parameter] public bool Searchable { get; set; }
    [Parameter] public int PageSize { get; set; } = 50;

    /// <summary>The first column's cells become links to these addresses.</summary>
    [Parameter] public Func<TRow, string>? Href { get; set; }

    /// <summary>Reads a page-by-page table again, after a change; from the first page where a filter changed.</summary>
    public async Task RefreshAsync(bool fromStart = false)
    {
        if (fromStart) skip = 0;
        await ReadAsync();
        StateHasChanged();
    }

    internal void Add(Column<TRow> column) => columns.Add(column);
    internal void Remove(Column<TRow> column) => columns.Remove(column);

    protected override Task OnInitializedAsync() => Source is null ? Task.CompletedTask : ReadAsync();

    protected override void OnParametersSet()
    {
        if (Source is not null) return;
        Arrange();
    }

    private void Arrange()
    {
        if (Items is null)
        {
            rows = null;
            return;
        }
        var values = columns.Select(x => x.Value).OfType<Func<TRow, object?>>();
        var found = Items.Search(search, values).Sort(sorted?.Value, descending).ToList();
        skip = Math.Min(skip, LastPage(found.Count));
        rows = new TableRows<TRow>(found.Skip(skip).Take(PageSize).ToList(), found.Count);
    }

    /// <summary>Answers can overtake each other while someone types; only the last question's answer counts.</summary>
    private async Task ReadAsync()
    {
        if (Source is null)
        {
            Arrange();
            return;
        }
        var question = ++asked;
        while (true)
        {
            var answer = await Source(new TableRequest(skip, PageSize, string.IsNullOrWhiteSpace(search) ? null : search.Trim()));
            if (question != asked) return;
            rows = answer;
            if (skip <= LastPage(answer.Total)) return;
            skip = LastPage(answer.Total);   // there were more rows when the page was turned
        }
    }

    private int LastPage(int total) => total == 0 ? 0 : (total - 1) / PageSize * PageSize;

    private Task SearchAsync(ChangeEventArgs args)
    {
        search = args.Value?.ToString();
        skip = 0;
        return ReadAsync();
    }

    private void SortBy(Column<TRow> column)
    {
        descending = sorted == column && !descending;
        sorted = column;
        Arrange();
    }

    private Task TurnAsync(int pages)
    {
        skip = Math.Max(0, skip + pages * PageSize);
        return ReadAsync();
    }

    private RenderFragment Head(Column<TRow> column) => builder =>
    {
        if (column.Title.Length > 0) builder.AddContent(0, column.Title);
        else builder.AddMarkupContent(0, $"<span class=\"sr-only\">{System.Net.WebUtility.HtmlEncode(T["ui.actions"])}</span>");
        if (column.Unit is not null) builder.AddMarkupContent(1, $" <span class=\"unit\">{System.Net.WebUtility.HtmlEncode(column.Unit)}</span>");
    };

    private RenderFragment Cell(Column<TRow> column, TRow row) => builder =>
    {
        var linked = Href is not null && column == columns[0];
        if (linked)
        {
            builder.OpenElement(0, "a");
            builder.AddAttribute(1, "href", Href!(row));
        }
        if (column.Code)
        {
            builder.OpenElement(2, "span");
            builder.AddAttribute(3, "class", "code");
        }
        if (column.ChildContent is not null) builder.AddContent(4, column.ChildContent(row));
        else builder.AddContent(5, column.Value?.Invoke(row)?.ToString());
        if (column.Code) builder.CloseElement();
        if (linked) builder.CloseElement();
    };
}
