using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Factors;

public readonly record struct FactorEntryId(Guid Value) : IId<FactorEntryId>
{
    public static FactorEntryId Of(Guid value) => new(value);
}

/// <summary>Where a factor holds: the nation, one of its regional grids, a province, or energy of one source.</summary>
public enum FactorScope { National, Region, Province, Source }

public enum FactorKind { Average, Residual, Fossil, Lifecycle }

/// <summary>How the figure came here: an official copy was read, a secondary source reports it, or a user entered it.</summary>
public enum FactorConfidence { OfficialCopy, Secondary, OwnEntry }

/// <summary>
/// An emission factor: one that was published, which all parks share, or an entry of a park's own, which is that park's alone. Never edited: a corrected figure is a new entry that names the one it supersedes, and runs
/// name the entries they used. Values are g CO2/kWh (operational) or g CO2e/kWh (life cycle), exact to 0.0001.
/// </summary>
public sealed class FactorEntry : IHasCode, IAppendOnly, IOfParkOrShared
{
    public const int PublisherLength = 100;
    public const int SourceLength = 500;

    private FactorEntry() { }

    public FactorEntryId Id { get; private init; }

    /// <summary>Whose own entry it is; null where all parks share it.</summary>
    public ParkId? ParkId { get; private init; }

    /// <summary>Region, year and kind, such as <c>330000-2023-average</c>; users choose the code of their own entries.</summary>
    public Code Code { get; private init; }

    public FactorScope Scope { get; private init; }

    /// <summary><c>CN</c>, a regional grid such as <c>GRID-E</c>, a province code, or a source such as <c>SRC-PV</c>.</summary>
    public Code Region { get; private init; }

    public BilingualName Name { get; private init; }
    public int Year { get; private init; }
    public FactorKind Kind { get; private init; }
    public FactorFamily Family { get; private init; }
    public EmissionFactor Value { get; private init; }
    public string Publisher { get; private init; } = "";

    /// <summary>The citation, with its address where there is one.</summary>
    public string Source { get; private init; } = "";

    public FactorConfidence Confidence { get; private init; }
    public FactorEntryId? SupersedesId { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime AddedAt { get; private init; }

    /// <summary>What a park file says about where factors are from; those of one source share its citation.</summary>
    public static string ProvenanceOf(params IEnumerable<FactorEntry> entries) => string.Join("; ", entries.GroupBy(x => x.Source)
        .Select(source => $"{source.Key} ({string.Join("; ", source.Select(x => $"{x.Region} {x.Year}, {x.Code}"))})"));

    public static Result<FactorEntry> Add(FactorFacts facts, ParkId? park, FactorEntryId? supersedes, DateTime now)
    {
        if (Rule.FirstBroken(new LifecycleFactorsAreOfTheLifecycleFamily(facts.Kind, facts.Family)) is { } error) return error;
        return new FactorEntry
        {
            Id = Platform.Data.Id.New<FactorEntryId>(),
            ParkId = park,
            Code = facts.Code,
            Scope = facts.Scope,
            Region = facts.Region,
            Name = facts.Name,
            Year = facts.Year,
            Kind = facts.Kind,
            Family = facts.Family,
            Value = facts.Value,
            Publisher = facts.Publisher,
            Source = facts.Source,
            Confidence = facts.Confidence,
            SupersedesId = supersedes,
            AddedAt = now,
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<FactorEntry>
    {
        public void Configure(EntityTypeBuilder<FactorEntry> builder)
        {
            builder.HasName(x => x.Name);
            builder.Property(x => x.Publisher).HasMaxLength(PublisherLength);
            builder.Property(x => x.Source).HasMaxLength(SourceLength);
            // neither database holds two empty parks against each other: what is shared has an index of its own
            builder.HasUniqueCode(nameof(ParkId));
            builder.HasIndex([CodeMapping.KeyColumn], "IX_FactorEntries_SharedCodeKey").IsUnique().HasFilter("[ParkId] IS NULL");
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(x => x.SupersedesId).IsUnique();   // an entry is superseded once
            builder.HasIndex(x => new { x.Region, x.Year, x.Kind });
            builder.HasOne<FactorEntry>().WithMany().HasForeignKey(x => x.SupersedesId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What is known of a factor when it is entered.</summary>
public sealed record FactorFacts(
    Code Code, FactorScope Scope, Code Region, BilingualName Name, int Year, FactorKind Kind, FactorFamily Family,
    EmissionFactor Value, string Publisher, string Source, FactorConfidence Confidence);

/// <summary>The two families are never mixed (method page, "Quantities").</summary>
internal sealed class LifecycleFactorsAreOfTheLifecycleFamily(FactorKind kind, FactorFamily family) : Rule
{
    public override Error? Check() =>
        kind == FactorKind.Lifecycle && family != FactorFamily.Lifecycle ? Error.RuleBroken("factor.wrong_family").In("Family") : null;
}
