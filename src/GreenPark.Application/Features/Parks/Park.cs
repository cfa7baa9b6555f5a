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

    ParkId IOfPark.ParkId => Id;

    public static Park Register(Code code, BilingualName name, string provinceCode, string address) =>
        new() { Code = code, Name = name, ProvinceCode = provinceCode, Address = address };

    public void Update(BilingualName name, string provinceCode, string address) =>
        (Name, ProvinceCode, Address) = (name, provinceCode, address);

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
