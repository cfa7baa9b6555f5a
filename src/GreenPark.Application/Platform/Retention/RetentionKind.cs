namespace GreenPark.Application.Platform.Retention;

/// <summary>What is kept for a period and then removed: who looked at tenants' data, sign-ins that are over, letters that were sent or given up, load curves of final months.</summary>
public enum RetentionKind { ReadLog, Sessions, Letters, LoadCurves }

/// <summary>
/// An append-only table of a park of which rows go when their time is over: its trigger lets rows be deleted that are older than a
/// <see cref="RetentionLimit"/> of their park, and of no month on hold. Nothing of it is ever changed.
/// </summary>
/// <param name="kind">Whose limits count.</param>
/// <param name="at">Column with the instant of a row.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RetiresAttribute(RetentionKind kind, string at) : Attribute
{
    /// <summary>By which the model tells the migrations.</summary>
    public const string Annotation = "GreenPark:Retires";

    /// <summary>As the annotation has it: kind and column.</summary>
    public string Text => $"{kind} {at}";
}
