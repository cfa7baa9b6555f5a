using System.Collections.Immutable;

namespace GreenPark.Engine.Parks;

/// <summary>
/// What a run needs besides readings: the content of <c>park.json</c>, valid as a whole (only the reader
/// makes one). Method page, "Park file". Dates are local days of the park's zone; <c>To</c> is exclusive everywhere.
/// </summary>
public sealed record ParkFile
{
    public required string Method { get; init; }
    public Park? Park { get; init; }
    public ResponsibleEntity? ResponsibleEntity { get; init; }
    public required Microgrid Microgrid { get; init; }
}

public sealed record Park(string Code, string Name, string NameZh);

public sealed record ResponsibleEntity(string Name, string NameZh, string CreditCode);

public enum LossTreatment { None, Proportional }

/// <summary>How Scope 2 by location counts energy over the project's own lines.</summary>
public enum LocationBasis { Grid, DirectLine }

public sealed record Microgrid
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string TimeZone { get; init; }
    public required int IntervalMinutes { get; init; }
    public required LossTreatment LossTreatment { get; init; }
    public LocationBasis LocationBased { get; init; } = LocationBasis.Grid;
    public int BalanceTolerancePpm { get; init; } = 20_000;
    public long? ConnectionCapacityW { get; init; }
    public bool OffGrid { get; init; }
    public Storage? Storage { get; init; }
    public required ImmutableArray<Source> Sources { get; init; }
    public required ImmutableArray<Member> Members { get; init; }
    public required ImmutableArray<MeteringPoint> MeteringPoints { get; init; }
    public required ImmutableArray<Contract> Contracts { get; init; }
    public required FactorSet Factors { get; init; }
}

/// <param name="EfficiencyPpm">Round trip, 1 to 1,000,000.</param>
/// <param name="OpeningGreenWh">Charged Wh of green origin not yet discharged when the run begins.</param>
/// <param name="OpeningOtherWh">The same of other origin.</param>
/// <param name="Factor">Emission factor of released energy.</param>
public sealed record Storage(int EfficiencyPpm, long OpeningGreenWh, long OpeningOtherWh, EmissionFactor Factor);

public sealed record Source(string Code, string Technology, EmissionFactor Factor);

public sealed record Member(string Code, string Name, string NameZh, string CreditCode, EmissionFactor? BaselineFactor);

public enum Measurand { Generation, Consumption, Charge, Discharge, Import, Export, Curtailment }

/// <summary>One dated part of a metering point; several parts of one code have dates that do not overlap.</summary>
public sealed record MeteringPoint(string Code, Measurand Measures, ImmutableArray<MeteringPart> Parts, DateRange Valid);

/// <param name="Of">Source (generation) or member (consumption) code; empty for the others.</param>
/// <param name="Sign">+1 or −1.</param>
public sealed record MeteringPart(string Of, int Sign);

public enum AllocationRule { ProRata, FixedShares, SharesThenRedistribute, PriorityTiers }

/// <summary>One dated part of a joint procurement contract.</summary>
public sealed record Contract(
    string Code, int Priority, ImmutableArray<string> Sources, AllocationRule Rule, ImmutableArray<ContractMember> Members, DateRange Valid)
{
    /// <summary>SHA-256 of this entry's canonical JSON as it stands in the park file, lower-case hex.</summary>
    public string Sha256 { get; init; } = "";
}

public sealed record ContractMember(string Code, int SharePpm, int Tier, DateRange Valid);

public enum FactorFamily { Operational, Lifecycle }

/// <param name="Family">CO2 of operation (g CO2/kWh) or of the life cycle (g CO2e/kWh); never mixed.</param>
/// <param name="GridAverage">Grid average.</param>
/// <param name="Residual">Residual mix, or null where none is published: then the grid average counts.</param>
/// <param name="Provenance">Who published them, for which year and region.</param>
public sealed record FactorSet(FactorFamily Family, EmissionFactor GridAverage, EmissionFactor? Residual, string Provenance)
{
    public string Unit => Family == FactorFamily.Operational ? "gCO2/kWh" : "gCO2e/kWh";
}
