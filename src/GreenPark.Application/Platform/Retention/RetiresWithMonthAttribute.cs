namespace GreenPark.Application.Platform.Retention;

/// <summary>
/// An append-only table of days of which rows go with the whole month: its trigger lets rows be deleted whose microgrid has a retired month
/// with their day, unless the month is on hold. Nothing of it is ever changed.
/// </summary>
/// <param name="day">Column with a row's local day.</param>
/// <param name="owner">Table that says the microgrid, where the row itself does not.</param>
/// <param name="key">Column with the owner's id.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RetiresWithMonthAttribute(string day, string? owner = null, string? key = null) : Attribute
{
    /// <summary>By which the model tells the migrations.</summary>
    public const string Annotation = "GreenPark:RetiresWithMonth";

    /// <summary>As the annotation has it: column of the day, then owner and key where there are any.</summary>
    public string Text => owner is null ? day : $"{day} {owner} {key}";
}
