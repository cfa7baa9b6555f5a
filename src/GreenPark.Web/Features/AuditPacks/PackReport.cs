namespace GreenPark.Web.Features.AuditPacks;

/// <summary>What came of one check; a part that the pack does not contain is never said to hold.</summary>
public enum CheckOutcome { Held, Failed, Absent }

/// <param name="Name">In the reader's language.</param>
/// <param name="Compared">What was compared with what, and where it differs.</param>
public sealed record PackCheck(string Name, CheckOutcome Outcome, string Compared);

/// <summary>What the verify page shows of a pack that could be read.</summary>
public sealed record PackReport(string FileName, long Bytes, string Sha256, PackFacts Facts, IReadOnlyList<PackCheck> Checks)
{
    public int Held => Checks.Count(x => x.Outcome == CheckOutcome.Held);
    public int Failed => Checks.Count(x => x.Outcome == CheckOutcome.Failed);
    public int Absent => Checks.Count(x => x.Outcome == CheckOutcome.Absent);
}

/// <summary>Who issued what, as the manifest and the certificate say.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="IssuerSha256">Fingerprint of the certificate.</param>
/// <param name="Development">Signed with a development key.</param>
public sealed record PackFacts(
    bool Full, string Park, string Microgrid, DateOnly From, DateOnly To, int Run, string Issuer, string IssuerSha256, bool Development);
