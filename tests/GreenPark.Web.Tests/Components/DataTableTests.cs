using System.Globalization;
using GreenPark.Web.Components.Ui;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Tests.Components;

/// <summary>A table that became shorter while its last page was shown.</summary>
public sealed class DataTableTests
{
    private static readonly RenderFragment Columns = builder =>
    {
        builder.OpenComponent<Column<string>>(0);
        builder.AddComponentParameter(1, "Title", "Name");
        builder.AddComponentParameter(2, "Value", (Func<string, object?>)(x => x));
        builder.CloseComponent();
    };

    public DataTableTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Rows_that_are_read_page_by_page_are_shown_from_a_page_that_there_is()
    {
        var all = Rows(60);
        Func<TableRequest, Task<TableRows<string>>> source = x => Task.FromResult(new TableRows<string>([.. all.Skip(x.Skip).Take(x.Take)], all.Count));
        await using var page = new Rendered();
        var table = await page.ShowAsync<DataTable<string>>(new() { ["Columns"] = Columns, ["Source"] = source, ["Caption"] = "Names" });
        await page.ClickAsync("Next page");
        page.Texts("td").ShouldBe(all.Skip(50));
        await page.ClickAsync("Next page");
        page.Texts("td").ShouldBe(all.Skip(50), "the second of two quick clicks goes nowhere");

        all = Rows(40);
        await page.Dispatcher.InvokeAsync(() => table.RefreshAsync());
        page.Texts("td").ShouldBe(all);
    }

    [Fact]
    public async Task Rows_that_are_all_there_are_shown_from_a_page_that_there_is()
    {
        await using var page = new Rendered();
        Dictionary<string, object?> With(int count) => new() { ["Columns"] = Columns, ["Items"] = Rows(count), ["Caption"] = "Names" };
        await page.ShowAsync<DataTable<string>>(With(120));
        await page.ClickAsync("Next page");
        await page.ClickAsync("Next page");
        page.Texts("td").Count.ShouldBe(20);
        await page.ClickAsync("Next page");
        page.Texts("td").Count.ShouldBe(20);

        await page.ChangeAsync(With(70));
        page.Texts("td").ShouldBe(Rows(70).Skip(50));
    }

    private static List<string> Rows(int count) => [.. Enumerable.Range(1, count).Select(x => $"row {x:000}")];
}
