using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Engine.Parks;
using GreenPark.Web.Components.Charts;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.Attribution;

/// <summary>How a run's sources are called and coloured.</summary>
internal static class Sources
{
    public static string NameOf(GetRunParties.Party source, Texts texts) =>
        source.Code == Codes.Storage ? texts["runs.storage"] : Names.Of(source.Name, source.NameZh);

    public static Hue HueOf(GetRunParties.Party source) => source.Code == Codes.Storage ? Hue.Storage : source.Technology switch
    {
        "solar" => Hue.Solar,
        "wind" => Hue.Wind,
        "hydro" => Hue.Hydro,
        _ => Hue.Biomass,
    };

    /// <summary>Sources of one colour are one area; several of them carry the name of what they are.</summary>
    public static string GroupName(IReadOnlyList<GetRunParties.Party> group, Texts texts) =>
        group.Count == 1 ? NameOf(group[0], texts) : texts[$"runs.hue{HueOf(group[0])}"];
}
