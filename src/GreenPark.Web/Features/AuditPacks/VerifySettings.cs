namespace GreenPark.Web.Features.AuditPacks;

/// <summary>Settings under <c>Verify</c>: anyone may send a pack, so what one may cost is limited.</summary>
public sealed record VerifySettings
{
    /// <summary>Larger packs are refused by their size, before they are read; the command line has no such limit.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>All files of a pack unpacked, counted while they come out.</summary>
    public long MaxUnpackedBytes { get; init; } = 2L << 30;

    /// <summary>Entries of a pack.</summary>
    public int MaxFiles { get; init; } = 10_000;

    /// <summary>Verifications at the same time; others wait.</summary>
    public int AtOnce { get; init; } = 2;
}
