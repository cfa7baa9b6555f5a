namespace GreenPark.Application.Features.Microgrids;

public readonly record struct GenerationUnitId(Guid Value) : IId<GenerationUnitId>
{
    public static GenerationUnitId Of(Guid value) => new(value);
}

/// <summary>"Wind, solar, biomass and the like" (Document 688 [2026], 1).</summary>
public enum Technology { Solar, Wind, Biomass, Hydro, Geothermal, Other }

/// <summary>A source of the microgrid, with a meter of its own. Its order in the register decides remainders.</summary>
public sealed class GenerationUnit : IHasCode, IOfPark
{
    private GenerationUnit() { }

    internal GenerationUnit(Microgrid microgrid, Code code, UnitFacts facts)
    {
        (Id, ParkId, MicrogridId, Code) = (Platform.Data.Id.New<GenerationUnitId>(), microgrid.ParkId, microgrid.Id, code);
        Update(facts);
    }

    public GenerationUnitId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public Code Code { get; private init; }
    public BilingualName Name { get; private set; }
    public Technology Technology { get; private set; }
    public long CapacityW { get; private set; }
    public EmissionFactor Factor { get; private set; }
    public int RegisterOrder { get; private set; }
    public DateRange Valid { get; private set; }

    internal void Update(UnitFacts facts)
    {
        (Name, Technology, CapacityW, Factor, Valid) = (facts.Name, facts.Technology, facts.CapacityW, facts.Factor, facts.Valid);
        RegisterOrder = facts.RegisterOrder ?? RegisterOrder;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GenerationUnit>
    {
        public void Configure(EntityTypeBuilder<GenerationUnit> builder)
        {
            builder.HasName(x => x.Name);
            builder.HasValidity(x => x.Valid);
            builder.HasUniqueCode(nameof(MicrogridId));
        }
    }
}

/// <param name="RegisterOrder">Null: after the others (adding), as before (changing).</param>
public sealed record UnitFacts(BilingualName Name, Technology Technology, long CapacityW, EmissionFactor Factor, int? RegisterOrder, DateRange Valid);

public static class RegisterOrders
{
    /// <summary>The order of the register; where two units say the same, the code decides.</summary>
    public static IEnumerable<GenerationUnit> InOrder(this IEnumerable<GenerationUnit> units) => units.OrderBy(x => x.RegisterOrder).ThenBy(x => x.Code);
}
