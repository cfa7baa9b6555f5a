namespace GreenPark.Application.Features.Metering;

/// <summary>Settings under <c>Import</c>.</summary>
public sealed record ImportOptions
{
    /// <summary>Larger files are refused by their size, before they are read.</summary>
    public long MaxBytes { get; init; } = 2_000_000_000;
}
