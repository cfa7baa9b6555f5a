using GreenPark.Engine.Evidence;

namespace GreenPark.Documents.Statements;

/// <summary>What registers and earlier statements add to a run's PDFs. The statement itself stays as its format has it.</summary>
public sealed record StatementContext
{
    public string MicrogridNameZh { get; init; } = "";

    /// <summary>Names of units by code.</summary>
    public IReadOnlyDictionary<string, SourceName> Sources { get; init; } = new Dictionary<string, SourceName>();

    /// <summary>By the code of the member whose earlier statement is superseded.</summary>
    public IReadOnlyDictionary<string, Correction> Corrections { get; init; } = new Dictionary<string, Correction>();
}

/// <param name="NameZh">Empty where there is none.</param>
public sealed record SourceName(string Name, string NameZh);

/// <param name="Reason">Why the earlier statement is superseded; empty while that is not decided.</param>
/// <param name="Before">The figures of the superseded statement.</param>
public sealed record Correction(string Reason, StatementFigures Before);
