namespace GreenPark.Application.Features.Metering;

/// <summary>Settings under <c>Import</c>.</summary>
public sealed record ImportOptions
{
    /// <summary>Larger files are refused by their size, before they are read.</summary>
    public long MaxBytes { get; init; } = 2_000_000_000;

    /// <summary>Larger CSVs are read in blocks, with temporary files, and take no more memory than one of this size.</summary>
    public long InBlocksAboveBytes { get; init; } = 50_000_000;

    /// <summary>Formats that can only be read whole, and corrections, are refused where they are larger.</summary>
    public long MaxBytesInMemory { get; init; } = 200_000_000;

    public string TemporaryFolder { get; init; } = Path.Combine(Path.GetTempPath(), "greenpark");
}
