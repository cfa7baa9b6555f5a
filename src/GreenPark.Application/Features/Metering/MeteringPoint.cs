using System.Linq.Expressions;
using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

public readonly record struct MeteringPointId(Guid Value) : IId<MeteringPointId>
{
    public static MeteringPointId Of(Guid value) => new(value);
}

/// <summary>
/// A place where energy is measured. What it measures never changes; to whom it counts is told by periods that do not overlap.
/// Readings are kept by (point, local day, revision), outside this aggregate.
/// </summary>
public sealed class MeteringPoint : Entity<MeteringPointId>, IHasCode, IOfPark, ISeenByTenants<MeteringPoint>
{
    private readonly List<MeteringPeriod> periods = [];

    private MeteringPoint() { }

    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public Code Code { get; private init; }
    public Measurand Measures { get; private init; }

    public IReadOnlyList<MeteringPeriod> Periods => periods;

    /// <summary>A point counts to a tenant on some of its days at least.</summary>
    static Expression<Func<MeteringPoint, bool>> ISeenByTenants<MeteringPoint>.IsSeenBy(GreenParkDb db) => x => x.Periods.Any(p => p.Parts.Any(m => m.Member == db.TenantScope));

    public static Result<MeteringPoint> Register(Microgrid microgrid, Code code, Measurand measures, MeteringFacts facts)
    {
        if (Rule.FirstBroken(new StorageMetersNeedAStorage(microgrid, measures)) is { } error) return error;
        var point = new MeteringPoint { ParkId = microgrid.ParkId, MicrogridId = microgrid.Id, Code = code, Measures = measures };
        return point.AddPeriod(facts) is { } refused ? refused : point;
    }

    public Error? AddPeriod(MeteringFacts facts)
    {
        if (Check(facts, periods) is { } error) return error;
        periods.Add(new MeteringPeriod(this, facts));
        return null;
    }

    /// <summary>Changes the period that starts on the day given (null: that has no start).</summary>
    public Error? UpdatePeriod(DateOnly? from, MeteringFacts facts)
    {
        if (periods.SingleOrDefault(x => x.Valid.From == from) is not { } period) return Error.NotFound("metering.no_period", from);
        if (Check(facts, periods.Where(x => x != period)) is { } error) return error;
        period.Update(facts);
        return null;
    }

    private Error? Check(MeteringFacts facts, IEnumerable<MeteringPeriod> others) => Rule.FirstBroken(
        new MeteringPointDatesCannotOverlap(others, facts.Valid),
        new EachKindOfMeterHasItsParts(Measures, facts),
        new OnlyConsumptionStandsAtASite(Measures, facts));

    internal sealed class Mapping : IEntityTypeConfiguration<MeteringPoint>
    {
        public void Configure(EntityTypeBuilder<MeteringPoint> builder)
        {
            builder.HasUniqueCode(nameof(MicrogridId));
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.Periods).WithOne().HasForeignKey(x => x.MeteringPointId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
