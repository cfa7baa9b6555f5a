namespace GreenPark.Engine.Attribution;

/// <summary>One interval's readings as the six steps take them, in Wh (method page, "Input per interval").</summary>
internal readonly ref struct MeasuredInterval
{
    /// <summary>g[k] per unit.</summary>
    public required Span<long> Generation { get; init; }

    /// <summary>c[i] per member.</summary>
    public required ReadOnlySpan<long> Consumption { get; init; }

    /// <summary>C, the sum of c.</summary>
    public required long ConsumptionSum { get; init; }
    public required long Charge { get; init; }
    public required long Discharge { get; init; }
    public required long Import { get; init; }
    public required long Export { get; init; }
    public required long Curtailed { get; init; }

    /// <summary>Index of a member whose sum is negative, or −1.</summary>
    public required int NegativeMember { get; init; }
}
