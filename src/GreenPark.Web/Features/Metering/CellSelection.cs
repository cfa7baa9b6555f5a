using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Queries;

namespace GreenPark.Web.Features.Metering;

/// <summary>Cells of a table that somebody has chosen, by row and column; only those that may be chosen at all.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="mayBe">Whether a cell can be chosen.</param>
public sealed class CellSelection(int rows, int columns, Func<int, int, bool> mayBe)
{
    private readonly HashSet<(int Row, int Column)> chosen = [];
    private (int Row, int Column)? last;

    public int Count => chosen.Count;

    public bool MayBe(int row, int column) => mayBe(row, column);

    public bool Has(int row, int column) => chosen.Contains((row, column));

    /// <summary>Every row with a chosen cell, and its columns, in order.</summary>
    public IEnumerable<(int Row, IReadOnlyList<int> Columns)> ByRow =>
        chosen.GroupBy(x => x.Row, x => x.Column).OrderBy(x => x.Key).Select(x => (x.Key, (IReadOnlyList<int>)[.. x.Order()]));

    /// <summary>The same as days of metering points.</summary>
    public IReadOnlyList<PointDays> Days(GetCompleteness.Shown of) => [.. ByRow.Select(x => new PointDays(of.Points[x.Row].Code, [.. x.Columns.Select(d => of.Days[d])]))];

    /// <summary>One cell, or with <paramref name="extend"/> all from the cell before to this one.</summary>
    public void Press(int row, int column, bool extend)
    {
        if (row < 0 || row >= rows || column < 0 || column >= columns) return;   // of a table that has been replaced since
        if (extend && last is { } from) Put(Between(from.Row, row), Between(from.Column, column), true);
        else Put([row], [column], !Has(row, column));
        last = (row, column);
    }

    /// <summary>The whole row; once all of it is chosen, nothing of it.</summary>
    public void PressRow(int row) => PressAll([row], Enumerable.Range(0, columns));

    public void PressColumn(int column) => PressAll(Enumerable.Range(0, rows), [column]);

    public bool HasRow(int row) => HasAll([row], Enumerable.Range(0, columns));

    public bool HasColumn(int column) => HasAll(Enumerable.Range(0, rows), [column]);

    public void Clear()
    {
        chosen.Clear();
        last = null;
    }

    private void PressAll(IEnumerable<int> ofRows, IEnumerable<int> ofColumns) => Put(ofRows, ofColumns, !HasAll(ofRows, ofColumns));

    private bool HasAll(IEnumerable<int> ofRows, IEnumerable<int> ofColumns)
    {
        var any = false;
        foreach (var row in ofRows)
            foreach (var column in ofColumns)
                if (!mayBe(row, column)) continue;
                else if (Has(row, column)) any = true;
                else return false;
        return any;
    }

    private void Put(IEnumerable<int> ofRows, IEnumerable<int> ofColumns, bool isChosen)
    {
        foreach (var row in ofRows)
            foreach (var column in ofColumns)
                if (!isChosen) chosen.Remove((row, column));
                else if (mayBe(row, column)) chosen.Add((row, column));
    }

    private static IEnumerable<int> Between(int a, int b) => Enumerable.Range(Math.Min(a, b), Math.Abs(a - b) + 1);
}
