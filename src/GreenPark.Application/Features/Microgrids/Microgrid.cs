using System.Linq.Expressions;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Microgrids;

public readonly record struct MicrogridId(Guid Value) : IId<MicrogridId>
{
    public static MicrogridId Of(Guid value) => new(value);
}

/// <summary>Grid-connected or off-grid (并网型/离网型; Document 688 [2026], 1).</summary>
public enum MicrogridType { GridConnected, OffGrid }

/// <summary>
/// A direct-connection project: sources, storage and members behind one interface to the public grid, run by one responsible
/// entity. What it measures and how (interval, zone, factor family) is fixed when it is registered.
/// </summary>
public sealed class Microgrid : Entity<MicrogridId>, IHasCode, IOfPark, ISeenByTenants<Microgrid>
{
    private readonly List<GenerationUnit> units = [];
    private readonly List<Membership> memberships = [];
    private readonly List<FactorChoice> factorChoices = [];

    private Microgrid() { }

    public ParkId ParkId { get; private init; }
    public Code Code { get; private init; }
    public MicrogridType Type { get; private init; }

    /// <summary>5, 15, 30 or 60.</summary>
    public int IntervalMinutes { get; private init; }

    /// <summary>IANA name; days and months are this zone's.</summary>
    public string TimeZone { get; private init; } = "";

    /// <summary>Factors of the other family cannot be chosen.</summary>
    public FactorFamily FactorFamily { get; private init; }

    public BilingualName Name { get; private set; }
    public ResponsibleEntity Responsible { get; private set; }
    public UnifiedSocialCreditCode? ResponsibleCreditCode { get; private set; }

    /// <summary>W; null where none is agreed.</summary>
    public long? ConnectionCapacityW { get; private set; }

    public LossTreatment LossTreatment { get; private set; }
    public LocationBasis LocationBasis { get; private set; }
    public int BalanceTolerancePpm { get; private set; }

    /// <summary>Whoever proposes a change of readings cannot decide on it.</summary>
    public bool FourEyes { get; private set; }

    public IReadOnlyList<GenerationUnit> Units => units;
    public IReadOnlyList<Membership> Memberships => memberships;
    public IReadOnlyList<FactorChoice> FactorChoices => factorChoices;
    public Storage? Storage { get; private set; }

    /// <summary>A tenant is or was a member.</summary>
    static Expression<Func<Microgrid, bool>> ISeenByTenants<Microgrid>.IsSeenBy(GreenParkDb db) => x => x.Memberships.Any(m => m.TenantId == db.TenantScope);

    public static Microgrid Register(ParkId park, Code code, MicrogridType type, int intervalMinutes, string timeZone, FactorFamily family, MicrogridFacts facts)
    {
        var microgrid = new Microgrid
        {
            ParkId = park, Code = code, Type = type, IntervalMinutes = intervalMinutes, TimeZone = timeZone, FactorFamily = family,
        };
        microgrid.Update(facts);
        return microgrid;
    }

    public void Update(MicrogridFacts facts)
    {
        (Name, Responsible, ResponsibleCreditCode) = (facts.Name, facts.Responsible, facts.ResponsibleCreditCode);
        (ConnectionCapacityW, LossTreatment) = (facts.ConnectionCapacityW, facts.LossTreatment);
        (LocationBasis, BalanceTolerancePpm) = (facts.LocationBasis, facts.BalanceTolerancePpm);
    }

    public Error? SetFourEyes(bool on, bool canPropose)
    {
        if (!on && new FourEyesAreSwitchedOffByThoseWhoCannotPropose(Code, canPropose).Check() is { } error) return error;
        FourEyes = on;
        return null;
    }

    public Result<GenerationUnit> AddUnit(Code code, UnitFacts facts)
    {
        if (Rule.FirstBroken(new StorageIsNoNameForAUnit(code), new UnitCodesOfAMicrogridDiffer(units, code)) is { } error) return error;
        var unit = new GenerationUnit(this, code, facts with { RegisterOrder = facts.RegisterOrder ?? NextOrder(units.Select(x => x.RegisterOrder)) });
        units.Add(unit);
        return unit;
    }

    public void SetStorage(StorageFacts facts)
    {
        Storage ??= new Storage(this);
        Storage.Update(facts);
    }

    public Result<Membership> Join(TenantId tenant, int? registerOrder, DateRange valid)
    {
        if (Rule.FirstBroken(new MemberCannotJoinTheSameMicrogridTwice(memberships, tenant, valid)) is { } error) return error;
        var order = registerOrder
            ?? memberships.Where(x => x.TenantId == tenant).Select(x => (int?)x.RegisterOrder).FirstOrDefault()
            ?? NextOrder(memberships.Select(x => x.RegisterOrder));
        var membership = new Membership(this, tenant, order, valid);
        memberships.Add(membership);
        return membership;
    }

    /// <summary>The member's last day is the day before <paramref name="to"/>.</summary>
    public Error? Leave(TenantId tenant, DateOnly to)
    {
        var membership = memberships.SingleOrDefault(x => x.TenantId == tenant && x.Valid.Contains(to.AddDays(-1)));
        if (membership is null) return Error.RuleBroken("microgrid.no_member_then", to);
        membership.EndOn(to);
        return null;
    }

    public Error? ChooseFactors(DateOnly from, FactorEntry gridAverage, FactorEntry? residual)
    {
        if (Rule.FirstBroken(
            new FactorsAreOfTheMicrogridsFamily(FactorFamily, gridAverage, residual),
            new TheResidualFactorIsAResidual(residual),
            new FactorsAreChosenOnceFromADay(factorChoices, from)) is { } error) return error;
        factorChoices.Add(new FactorChoice(this, from, gridAverage.Id, residual?.Id));
        return null;
    }

    /// <summary>The choice in force on a day, or null.</summary>
    public FactorChoice? FactorsOn(DateOnly day) => factorChoices.Where(x => x.From <= day).MaxBy(x => x.From);

    private static int NextOrder(IEnumerable<int> orders) => orders.DefaultIfEmpty().Max() + 1;

    internal sealed class Mapping : IEntityTypeConfiguration<Microgrid>
    {
        public void Configure(EntityTypeBuilder<Microgrid> builder)
        {
            builder.HasName(x => x.Name);
            builder.Property(x => x.TimeZone).HasMaxLength(64);
            builder.ComplexProperty(x => x.Responsible, ResponsibleEntity.Map);
            builder.HasUniqueCode(nameof(ParkId));
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.Units).WithOne().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.Memberships).WithOne().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(x => x.FactorChoices).WithOne().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(x => x.Storage).WithOne().HasForeignKey<Storage>(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What may change of a microgrid.</summary>
public sealed record MicrogridFacts(
    BilingualName Name, ResponsibleEntity Responsible, UnifiedSocialCreditCode? ResponsibleCreditCode, long? ConnectionCapacityW,
    LossTreatment LossTreatment, LocationBasis LocationBasis, int BalanceTolerancePpm);

/// <summary>The project's responsible entity (项目主责单位) by name; both may be empty until it is founded.</summary>
public readonly record struct ResponsibleEntity(string Name, string NameZh)
{
    internal static void Map(ComplexPropertyBuilder<ResponsibleEntity> entity)
    {
        entity.Property(x => x.Name).HasMaxLength(BilingualName.MaxLength);
        entity.Property(x => x.NameZh).HasMaxLength(BilingualName.MaxLength);
    }
}
