namespace GreenPark.Engine.Evidence;

/// <summary>One member's result of one run as it leaves the park (evidence page, "Statement"). Never edited once issued.</summary>
public sealed record Statement
{
    public const string Format = "greenpark-statement/1";

    /// <summary><c>&lt;microgrid&gt;-&lt;yyyyMM of from&gt;-&lt;member&gt;-r&lt;revision&gt;</c></summary>
    public required string Number { get; init; }
    public required DateTime IssuedAt { get; init; }
    public required StatementStatus Status { get; init; }
    /// <summary>Number of the statement this one replaces, or null.</summary>
    public string? Supersedes { get; init; }
    public required StatementParty Park { get; init; }
    public required StatementEntity ResponsibleEntity { get; init; }
    public required string MicrogridCode { get; init; }
    public required string MicrogridName { get; init; }
    public required StatementMember Member { get; init; }
    public required StatementPeriod Period { get; init; }
    public required StatementBasis Basis { get; init; }
    public required StatementFigures Figures { get; init; }
    public required StatementFactors Factors { get; init; }
    public required StatementQuality Quality { get; init; }
    public required StatementIssuer Issuer { get; init; }
}

public enum StatementStatus { Provisional, Final }

public enum CertificateStatus { Outstanding, Issued, Transferred, Retired }

public sealed record StatementParty(string Code, string Name, string NameZh);

public sealed record StatementEntity(string Name, string NameZh, string CreditCode);

public sealed record StatementMember(string Code, string Name, string NameZh, string CreditCode);

/// <param name="From">First local day.</param>
/// <param name="To">Day after the last.</param>
public sealed record StatementPeriod(DateOnly From, DateOnly To, string TimeZone, int IntervalMinutes, int Intervals);

/// <param name="Contracts">The contracts the member takes part in during the period.</param>
/// <param name="ParkSha256">SHA-256 of the pack's input/park.json.</param>
/// <param name="ReadingsSha256">SHA-256 of the pack's input/readings.csv.</param>
/// <param name="Shadow">True: the project's own tracing, not the grid company's.</param>
public sealed record StatementBasis(
    string Method, long Run, IReadOnlyList<StatementContract> Contracts, string ParkSha256, IReadOnlyList<string> ReadingsSha256,
    bool Shadow, CertificateStatus Certificates);

/// <param name="Rule">As in the park file: <c>proRata</c>, …</param>
/// <param name="Sha256">Of the contract's canonical JSON as it stands in the park file.</param>
public sealed record StatementContract(string Code, string Rule, string Sha256);

/// <param name="AttributedWh">Every unit in register order, then <c>storage</c>.</param>
/// <param name="MatchedSharePpm">Attributed over consumption, rounded down; null when nothing was consumed.</param>
public sealed record StatementFigures(
    long ConsumptionWh, IReadOnlyList<KeyValuePair<string, long>> AttributedWh, long AttributedTotalWh, long? MatchedSharePpm,
    long LocationBasedG, long MarketBasedG, long ReductionG);

/// <summary>Factors in g/kWh as decimal strings: <c>536.6</c>.</summary>
/// <param name="Family"><c>operational</c> or <c>lifecycle</c>.</param>
/// <param name="Residual">The grid average where none is published.</param>
/// <param name="Sources">Every unit in register order, then <c>storage</c>.</param>
public sealed record StatementFactors(
    string Family, string Unit, string GridAverage, string Residual, string Baseline,
    IReadOnlyList<KeyValuePair<string, string>> Sources, string Provenance);

public sealed record StatementQuality(long Measured, long Estimated, long Edited);

/// <param name="CertificateSha256">SHA-256 of the certificate's DER, lower-case hex.</param>
/// <param name="Development">True for a development key.</param>
public sealed record StatementIssuer(string Name, string CertificateSha256, bool Development);
