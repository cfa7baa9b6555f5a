using System.Linq.Expressions;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Metering;

public readonly record struct MeteringPeriodId(Guid Value) : IId<MeteringPeriodId>
{
    public static MeteringPeriodId Of(Guid value) => new(value);
}

public readonly record struct MeteringPartId(Guid Value) : IId<MeteringPartId>
{
    public static MeteringPartId Of(Guid value) => new(value);
}

/// <summary>Some days of a metering point: where it stands and to whom it counts. Outside its periods its values are ignored.</summary>
public sealed class MeteringPeriod : IOfPark, ISeenByTenants<MeteringPeriod>
{
    private readonly List<MeteringPart> parts = [];

    private MeteringPeriod() { }

    internal MeteringPeriod(MeteringPoint point, MeteringFacts facts)
    {
        (Id, ParkId, MeteringPointId) = (Platform.Data.Id.New<MeteringPeriodId>(), point.ParkId, point.Id);
        Update(facts);
    }

    public MeteringPeriodId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public MeteringPointId MeteringPointId { get; private init; }
    public DateRange Valid { get; private set; }
    public SiteId? SiteId { get; private set; }

    /// <summary>The meter through which all energy of this one passes too; what stands behind one meter never shows more than it.</summary>
    public MeteringPointId? HeadId { get; private set; }

    public IReadOnlyList<MeteringPart> Parts => parts;

    /// <summary>On which days a point counts to a neighbour is the neighbour's own affair.</summary>
    static Expression<Func<MeteringPeriod, bool>> ISeenByTenants<MeteringPeriod>.IsSeenBy(GreenParkDb db) => x => x.Parts.Any(p => p.Member == db.TenantScope);

    internal void Update(MeteringFacts facts)
    {
        (Valid, SiteId, HeadId) = (facts.Valid, facts.Site, facts.Head);
        parts.RemoveAll(x => !facts.Parts.Any(x.Is));
        parts.AddRange(facts.Parts.Where(x => !parts.Any(p => p.Is(x))).Select(x => new MeteringPart(this, x)));
    }

    internal sealed class Mapping : IEntityTypeConfiguration<MeteringPeriod>
    {
        public void Configure(EntityTypeBuilder<MeteringPeriod> builder)
        {
            builder.ToTable("MeteringPeriods");
            builder.HasValidity(x => x.Valid);
            builder.HasOne<Site>().WithMany().HasForeignKey(x => x.SiteId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<MeteringPoint>().WithMany().HasForeignKey(x => x.HeadId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.Parts).WithOne().HasForeignKey(x => x.MeteringPeriodId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>One party of a metering point: a generation unit (generation), or a member with a sign (consumption).</summary>
public sealed class MeteringPart : IOfPark, ISeenByTenants<MeteringPart>
{
    private MeteringPart() { }

    internal MeteringPart(MeteringPeriod period, PartFacts facts) =>
        (Id, ParkId, MeteringPeriodId, Unit, Member, Sign) = (Platform.Data.Id.New<MeteringPartId>(), period.ParkId, period.Id, facts.Unit, facts.Member, facts.Sign);

    public MeteringPartId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public MeteringPeriodId MeteringPeriodId { get; private init; }
    public GenerationUnitId? Unit { get; private init; }
    public TenantId? Member { get; private init; }

    /// <summary>+1 or −1.</summary>
    public int Sign { get; private init; }

    static Expression<Func<MeteringPart, bool>> ISeenByTenants<MeteringPart>.IsSeenBy(GreenParkDb db) => x => x.Member == db.TenantScope;

    internal bool Is(PartFacts facts) => (Unit, Member, Sign) == (facts.Unit, facts.Member, facts.Sign);

    internal sealed class Mapping : IEntityTypeConfiguration<MeteringPart>
    {
        public void Configure(EntityTypeBuilder<MeteringPart> builder)
        {
            builder.ToTable("MeteringParts");
            builder.HasOne<GenerationUnit>().WithMany().HasForeignKey(x => x.Unit).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Tenant>().WithMany().HasForeignKey(x => x.Member).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

public sealed record MeteringFacts(DateRange Valid, SiteId? Site, IReadOnlyList<PartFacts> Parts, MeteringPointId? Head);

public sealed record PartFacts(GenerationUnitId? Unit, TenantId? Member, int Sign);
