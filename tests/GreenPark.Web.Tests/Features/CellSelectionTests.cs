using GreenPark.Web.Features.Metering;

namespace GreenPark.Web.Tests.Features;

/// <summary>What presses on cells, rows and columns choose.</summary>
public sealed class CellSelectionTests
{
    /// <summary>Three rows and four columns; the last cell of the first row cannot be chosen.</summary>
    private readonly CellSelection selection = new(3, 4, (row, column) => (row, column) != (0, 3));

    [Fact]
    public void A_press_chooses_a_cell_and_another_lets_it_go()
    {
        selection.Press(1, 2, false);
        selection.Has(1, 2).ShouldBeTrue();
        selection.Press(1, 2, false);
        selection.Count.ShouldBe(0);
    }

    [Fact]
    public void An_extended_press_chooses_all_between_in_either_direction()
    {
        selection.Press(2, 3, false);
        selection.Press(0, 2, true);
        Chosen().ShouldBe(["0:2", "1:2,3", "2:2,3"]);
        selection.Clear();
        selection.Press(1, 1, true);
        Chosen().ShouldBe(["1:1"], "nothing was pressed before");
    }

    [Fact]
    public void A_row_or_column_is_chosen_whole_and_let_go_whole_but_for_what_cannot_be_chosen()
    {
        selection.Press(0, 1, false);
        selection.HasRow(0).ShouldBeFalse();
        selection.PressRow(0);
        (selection.HasRow(0), selection.Count).ShouldBe((true, 3));
        selection.PressColumn(3);
        Chosen().ShouldBe(["0:0,1,2", "1:3", "2:3"]);
        selection.HasColumn(3).ShouldBeTrue();
        selection.PressRow(0);
        selection.PressColumn(3);
        selection.Count.ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_chosen_or_is_not_there_is_not_chosen()
    {
        selection.Press(0, 3, false);
        selection.Press(3, 0, false);
        selection.Press(0, -1, false);
        selection.Count.ShouldBe(0);
        new CellSelection(1, 1, (_, _) => false).HasRow(0).ShouldBeFalse("a row of which nothing can be chosen");
    }

    private IEnumerable<string> Chosen() => selection.ByRow.Select(x => $"{x.Row}:{string.Join(',', x.Columns)}");
}
