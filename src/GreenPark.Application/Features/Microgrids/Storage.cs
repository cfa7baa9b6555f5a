namespace GreenPark.Application.Features.Microgrids;

/// <summary>The microgrid's storage, all batteries together, as the method sees it: a pool with one round-trip efficiency.</summary>
public sealed class Storage : IOfPark
{
    private Storage() { }

    internal Storage(Microgrid microgrid) => (MicrogridId, ParkId) = (microgrid.Id, microgrid.ParkId);

    public MicrogridId MicrogridId { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>Round trip, 1 to 1,000,000.</summary>
    public int EfficiencyPpm { get; private set; }

    public long CapacityWh { get; private set; }
    public long PowerW { get; private set; }

    /// <summary>What the pool held before the first run ever; later runs open with the closing pool of the run before.</summary>
    public long OpeningGreenWh { get; private set; }

    public long OpeningOtherWh { get; private set; }

    /// <summary>Of released energy; 0 unless said otherwise.</summary>
    public EmissionFactor Factor { get; private set; }

    internal void Update(StorageFacts facts)
    {
        (EfficiencyPpm, CapacityWh, PowerW) = (facts.EfficiencyPpm, facts.CapacityWh, facts.PowerW);
        (OpeningGreenWh, OpeningOtherWh, Factor) = (facts.OpeningGreenWh, facts.OpeningOtherWh, facts.Factor);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Storage>
    {
        public void Configure(EntityTypeBuilder<Storage> builder)
        {
            builder.ToTable("Storages");
            builder.HasKey(x => x.MicrogridId);
            builder.Property(x => x.MicrogridId).ValueGeneratedNever();
        }
    }
}

public sealed record StorageFacts(int EfficiencyPpm, long CapacityWh, long PowerW, long OpeningGreenWh, long OpeningOtherWh, EmissionFactor Factor);
