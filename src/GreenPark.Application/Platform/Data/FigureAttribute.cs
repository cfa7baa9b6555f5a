namespace GreenPark.Application.Platform.Data;

/// <summary>
/// What was measured or calculated of certain days. The audit record says that it was written and not what: it is read whole, also by those
/// who may see the figures of some days only.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FigureAttribute : Attribute;
