namespace GreenPark.Application.Features.Parks;

/// <summary>An industrial park: the outermost scope of everything that is registered.</summary>
public sealed class Park : Entity<ParkId>, IHasCode, IOfPark
{
    public const int AddressLength = 300;

    private Park() { }

    public Code Code { get; private init; }
    public BilingualName Name { get; private set; }

    /// <summary>GB/T 2260 code of the province (<c>330000</c>), by which grid factors are looked up.</summary>
    public string ProvinceCode { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>Both or neither; without them nobody can say when it is night there.</summary>
    public int? LatitudeMicrodegrees { get; private set; }
    public int? LongitudeMicrodegrees { get; private set; }

    public Coordinates? Coordinates => LatitudeMicrodegrees is { } north && LongitudeMicrodegrees is { } east ? new(north, east) : null;

    /// <summary>Whoever takes load curves out is asked where they go.</summary>
    public bool AsksDestination { get; private set; } = true;

    ParkId IOfPark.ParkId => Id;

    public static Park Register(Code code, BilingualName name, string provinceCode, string address, Coordinates? coordinates)
    {
        var park = new Park { Code = code };
        park.Update(name, provinceCode, address, coordinates);
        return park;
    }

    public void Update(BilingualName name, string provinceCode, string address, Coordinates? coordinates) =>
        (Name, ProvinceCode, Address, LatitudeMicrodegrees, LongitudeMicrodegrees) =
            (name, provinceCode, address, coordinates?.LatitudeMicrodegrees, coordinates?.LongitudeMicrodegrees);

    public void AskDestination(bool on) => AsksDestination = on;

    internal sealed class Mapping : IEntityTypeConfiguration<Park>
    {
        public void Configure(EntityTypeBuilder<Park> builder)
        {
            builder.HasName(x => x.Name);
            builder.Property(x => x.ProvinceCode).HasMaxLength(6);
            builder.Property(x => x.Address).HasMaxLength(AddressLength);
            builder.HasUniqueCode();
        }
    }
}
