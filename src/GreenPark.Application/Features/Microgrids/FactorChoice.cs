using GreenPark.Application.Features.Factors;

namespace GreenPark.Application.Features.Microgrids;

public readonly record struct FactorChoiceId(Guid Value) : IId<FactorChoiceId>
{
    public static FactorChoiceId Of(Guid value) => new(value);
}

/// <summary>Which factors count from a day on, until the next choice. Without a residual the grid average counts.</summary>
public sealed class FactorChoice : IOfPark
{
    private FactorChoice() { }

    internal FactorChoice(Microgrid microgrid, DateOnly from, FactorEntryId gridAverage, FactorEntryId? residual) =>
        (Id, ParkId, MicrogridId, From, GridAverageId, ResidualId) = (Platform.Data.Id.New<FactorChoiceId>(), microgrid.ParkId, microgrid.Id, from, gridAverage, residual);

    public FactorChoiceId Id { get; private init; }
    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public DateOnly From { get; private init; }
    public FactorEntryId GridAverageId { get; private init; }
    public FactorEntryId? ResidualId { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FactorChoice>
    {
        public void Configure(EntityTypeBuilder<FactorChoice> builder)
        {
            builder.ToTable("FactorChoices");
            builder.HasIndex(x => new { x.MicrogridId, x.From }).IsUnique();
            builder.HasOne<FactorEntry>().WithMany().HasForeignKey(x => x.GridAverageId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<FactorEntry>().WithMany().HasForeignKey(x => x.ResidualId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
