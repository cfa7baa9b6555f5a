using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.Metering;

/// <summary>
/// How a cell of the completeness table looks: colour, sign and words say the same, so that nobody needs the colour. Cells that are
/// alike share their texts, of which a large park has thousands.
/// </summary>
internal sealed class CompletenessLook(Texts texts)
{
    /// <summary>After the sign of a cell whose day stands in a change that waits.</summary>
    public const string Pending = "*";

    /// <param name="Name">What is read out instead of the sign; null where the sign and the title do.</param>
    public sealed record Cell(string Class, string Sign, string Title, string? Name = null);

    private readonly Dictionary<(GetCompleteness.Share, bool, int?), Cell> known = [];
    private readonly Cell later = new("later", "", texts["completeness.later"]);
    private readonly Cell none = new("none", "", texts["completeness.notNeeded"]);

    /// <param name="share">Of a day.</param>
    /// <param name="isOver">The day is over.</param>
    /// <param name="isFinal">The day is final.</param>
    /// <param name="change">Number of a change that is proposed for the day, or null.</param>
    public Cell Of(GetCompleteness.Share share, bool isOver, bool isFinal, int? change = null)
    {
        if (!isOver) return later;
        if (share.Needed == 0) return none;
        return known.TryGetValue((share, isFinal, change), out var cell) ? cell : known[(share, isFinal, change)] = Make(share, isFinal, change);
    }

    private Cell Make(GetCompleteness.Share share, bool isFinal, int? change)
    {
        var (kind, sign) = share switch
        {
            { Missing: > 0 } when share.Missing == share.Needed => ("missing", "–"),
            { Missing: > 0 } => ("partly", $"{share.Missing}"),
            { Edited: > 0, Estimated: > 0 } => ("edited", "EX"),
            { Edited: > 0 } => ("edited", "X"),
            { Estimated: > 0 } => ($"estimated part-{(4 * share.Estimated + share.Needed - 1) / share.Needed}", "E"),
            _ => ("measured", "·"),
        };
        return new Cell($"{kind}{(isFinal ? " final" : "")}{(change is null ? "" : " pending")}", change is null ? sign : sign + Pending, Title(), change is null ? null : Title());

        string Title() => string.Join(texts["completeness.join"], Parts(share, isFinal, change));
    }

    private IEnumerable<string> Parts(GetCompleteness.Share share, bool isFinal, int? change)
    {
        foreach (var (key, count) in ((string, int)[])[("completeness.measured", share.Measured), ("completeness.estimated", share.Estimated),
            ("completeness.edited", share.Edited), ("completeness.missing", share.Missing)])
            if (count > 0) yield return texts["completeness.partOf", texts[key], Figures.Count(count), Figures.Count(share.Needed)];
        if (isFinal) yield return texts["completeness.final"];
        if (change is not null) yield return texts["completeness.pendingNumber", change];
    }
}
