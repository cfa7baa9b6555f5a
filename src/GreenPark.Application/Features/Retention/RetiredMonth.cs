using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Retention;

/// <summary>
/// A local month of a microgrid whose load curves were removed. The triggers of their tables let go exactly what is of such a month; whoever
/// asks for it later is told so.
/// </summary>
public sealed class RetiredMonth : IAppendOnly, IOfPark, IHasLabel
{
    private RetiredMonth() { }

    string IHasLabel.Label => $"{From:yyyy-MM}";

    public MicrogridId MicrogridId { get; private init; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The first day after.</summary>
    public DateOnly To { get; private init; }
    public ParkId ParkId { get; private init; }
    public DateTime At { get; private init; }

    internal static RetiredMonth Of(Microgrid microgrid, DateOnly first, DateTime at) =>
        new() { MicrogridId = microgrid.Id, From = first, To = first.AddMonths(1), ParkId = microgrid.ParkId, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<RetiredMonth>
    {
        public void Configure(EntityTypeBuilder<RetiredMonth> builder)
        {
            builder.HasKey(x => new { x.MicrogridId, x.From });
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
