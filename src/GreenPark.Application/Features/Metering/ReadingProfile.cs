using System.Text;
using GreenPark.Application.Features.Parks;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering;

public readonly record struct ReadingProfileId(Guid Value) : IId<ReadingProfileId>
{
    public static ReadingProfileId Of(Guid value) => new(value);
}

/// <summary>
/// How the files of one meter system are read, kept by the park. What was read by it keeps its text: a profile that is changed or
/// removed changes nothing that was taken.
/// </summary>
public sealed class ReadingProfile : Entity<ReadingProfileId>, IHasCode, IOfWholePark
{
    public const int NameLength = 80, JsonLength = 100_000;

    private ReadingProfile() { }

    public ParkId ParkId { get; private init; }
    public Code Code { get; private init; }

    /// <summary>The meter system or its supplier.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Canonical JSON, <c>greenpark-import-profile/1</c>.</summary>
    public string Json { get; private set; } = "";

    public static ReadingProfile Of(ParkId park, Code code, string name, ImportProfile profile)
    {
        var kept = new ReadingProfile { ParkId = park, Code = code };
        kept.Change(name, profile);
        return kept;
    }

    public void Change(string name, ImportProfile profile) => (Name, Json) = (name, Encoding.UTF8.GetString(ImportProfileJson.Write(profile)));

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingProfile>
    {
        public void Configure(EntityTypeBuilder<ReadingProfile> builder)
        {
            builder.Property(x => x.Name).HasMaxLength(NameLength);
            builder.HasUniqueCode(nameof(ParkId));
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
