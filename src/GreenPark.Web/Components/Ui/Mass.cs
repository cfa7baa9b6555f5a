namespace GreenPark.Web.Components.Ui;

/// <summary>The unit of emissions by the family of the factors behind them (as the park file names it); the two are never mixed.</summary>
public static class Mass
{
    public static string Unit(string? family) => family == "lifecycle" ? "t CO₂e" : "t CO₂";
}
