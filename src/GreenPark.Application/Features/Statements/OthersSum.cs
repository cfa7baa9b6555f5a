using GreenPark.Application.Features.Attribution;

namespace GreenPark.Application.Features.Statements;

/// <summary>
/// What a member is told of the other members of its run together. Written by the job that issues the run, since a tenant's user sees
/// nothing that it could be added up from; null where the sums would tell of one of them (<see cref="OthersSums"/>).
/// </summary>
public sealed class OthersSum : IAppendOnly, IOfPark, IOfTenant
{
    private OthersSum() { }

    public RunId RunId { get; private init; }
    public TenantId TenantId { get; private init; }
    public ParkId ParkId { get; private init; }
    [Figure] public long? ConsumptionWh { get; private init; }
    [Figure] public long? AttributedWh { get; private init; }

    internal static OthersSum Of(Run run, TenantId tenant, (long ConsumptionWh, long AttributedWh)? told) => new()
    {
        RunId = run.Id, TenantId = tenant, ParkId = run.ParkId, ConsumptionWh = told?.ConsumptionWh, AttributedWh = told?.AttributedWh,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<OthersSum>
    {
        public void Configure(EntityTypeBuilder<OthersSum> builder)
        {
            builder.HasKey(x => new { x.RunId, x.TenantId });
            builder.HasOne<Run>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
