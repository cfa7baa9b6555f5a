using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.Identity;

/// <summary>How a role that somebody holds is called where there is room for one line.</summary>
internal static class RoleNames
{
    public static string Of(Texts texts, ListHeldRoles.Held held)
    {
        var place = held.ParkId is null ? texts["administration.everyPark"] : Names.Of(held.ParkName, held.ParkNameZh);
        return Line(texts, held.Role, held.Tenant.Length > 0 ? $"{place} / {held.Tenant}" : place, held.SeesFrom, held.SeesTo);
    }

    public static string Line(Texts texts, Role role, string place, DateOnly? seesFrom, DateOnly? seesTo) =>
        string.Join(" · ", ((string?[])[texts[$"role.{role}"], place, Months(seesFrom, seesTo)]).Where(x => !string.IsNullOrEmpty(x)));

    /// <summary>The months of an engagement; null for a role that sees all.</summary>
    public static string? Months(DateOnly? from, DateOnly? to) => from is not { } first || to is not { } end ? null
        : first.AddMonths(1) == end ? Periods.Month(first) : $"{Periods.Month(first)} – {Periods.Month(end.AddMonths(-1))}";
}
