using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;

namespace GreenPark.Web.Features.AuditPacks;

/// <param name="Name">In the reader's language.</param>
/// <param name="State">A part that the pack does not contain is never said to hold.</param>
/// <param name="Compared">What was compared with what.</param>
/// <param name="Errors">Where it differs.</param>
public sealed record ReportedCheck(string Name, CheckState State, string Compared, params IReadOnlyList<Error> Errors)
{
    /// <summary>False where nothing is missing from the pack and the reader did not ask: whose certificate it is.</summary>
    public bool CanBeAbsent { get; init; } = true;
}

/// <summary>What the verify page shows of a pack that could be read.</summary>
/// <param name="Facts">Null where the manifest cannot be read.</param>
/// <param name="Development">Signed with a development key.</param>
public sealed record PackReport(string FileName, long Bytes, string Sha256, PackFacts? Facts, bool Development, IReadOnlyList<ReportedCheck> Checks)
{
    public int Held => Count(CheckState.Pass);
    public int Failed => Count(CheckState.Fail);
    public int Absent => Count(CheckState.Absent);

    private int Count(CheckState state) => Checks.Count(x => x.State == state);
}

/// <summary>Who issued what, as the manifest and the certificate say.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="IssuerSha256">Fingerprint of the certificate; null where none could be read.</param>
/// <param name="Trusted">Whether it is the certificate asked for; null where none was asked for.</param>
public sealed record PackFacts(bool Full, string Park, string Microgrid, DateOnly From, DateOnly To, long Run, string? IssuerSha256, bool? Trusted);
