using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Attribution;

/// <summary>A run's published figures: <c>summary.json</c>, and what lists and the next run need of it as columns.</summary>
public sealed class RunSummary : IAppendOnly, IOfWholePark
{
    private RunSummary() { }

    public RunId RunId { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>RFC 8785.</summary>
    public byte[] Summary { get; private init; } = [];
    [Figure] public long ConsumptionWh { get; private init; }
    [Figure] public long GenerationWh { get; private init; }
    [Figure] public long AttributedWh { get; private init; }
    [Figure] public long ExportWh { get; private init; }
    [Figure] public long ReductionG { get; private init; }
    [Figure] public int BalanceFlagged { get; private init; }

    /// <summary>The pool at the end: the next period opens with it.</summary>
    [Figure] public long PoolGreenWh { get; private init; }
    [Figure] public long PoolOtherWh { get; private init; }

    internal static RunSummary Of(Run run, Engine.Results.RunResult result, byte[] summary) => new()
    {
        RunId = run.Id, ParkId = run.ParkId, Summary = summary,
        ConsumptionWh = result.Totals.TotalConsumptionWh, GenerationWh = result.Totals.GenerationWh, AttributedWh = result.Totals.AttributedTotalWh,
        ExportWh = result.Totals.ExportWh, ReductionG = result.Emissions.Reduction.Total, BalanceFlagged = result.Quality.BalanceFlagged,
        PoolGreenWh = result.Totals.PoolGreenWh, PoolOtherWh = result.Totals.PoolOtherWh,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<RunSummary>
    {
        public void Configure(EntityTypeBuilder<RunSummary> builder)
        {
            builder.HasKey(x => x.RunId);
            builder.HasOne<Run>().WithOne().HasForeignKey<RunSummary>(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One member's day in a run: consumption, then what each source gave, interval by interval.</summary>
[RetiresWithMonth(nameof(Day), "Runs", nameof(RunId))]
public sealed class MemberDay : IAppendOnly, IOfPark, IOfDay, IOfTenant
{
    private MemberDay() { }

    public RunId RunId { get; private init; }
    public TenantId TenantId { get; private init; }
    public DateOnly Day { get; private init; }
    public ParkId ParkId { get; private init; }
    [Figure] public long ConsumptionWh { get; private init; }
    [Figure] public long AttributedWh { get; private init; }

    /// <summary>Wh: the day's consumption, then the day of each source in register order (storage last), one after the other, packed.</summary>
    public byte[] ValuesWh { get; private init; } = [];

    internal static MemberDay Of(Run run, TenantId tenant, DateOnly day, long consumptionWh, long attributedWh, byte[] values) => new()
    {
        RunId = run.Id, ParkId = run.ParkId, TenantId = tenant, Day = day, ConsumptionWh = consumptionWh, AttributedWh = attributedWh, ValuesWh = values,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<MemberDay>
    {
        public void Configure(EntityTypeBuilder<MemberDay> builder)
        {
            builder.HasKey(x => new { x.RunId, x.TenantId, x.Day });
            builder.HasOne<Run>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The microgrid's day in a run.</summary>
[RetiresWithMonth(nameof(Day), "Runs", nameof(RunId))]
public sealed class BalanceDay : IAppendOnly, IOfWholePark, IOfPark, IOfDay
{
    /// <summary>The columns in <see cref="ValuesWh"/>, in this order; the sources' unattributed energy follows.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["generation", "import", "discharge", "consumption", "charge", "export", "loss", "export_from_generation", "charge_green", "green_loss",
            "storage_released", "over", "attributed", "unattributed", "pool_green", "pool_other"];

    private BalanceDay() { }

    public RunId RunId { get; private init; }
    public DateOnly Day { get; private init; }
    public ParkId ParkId { get; private init; }
    [Figure] public long GenerationWh { get; private init; }
    [Figure] public long ConsumptionWh { get; private init; }
    [Figure] public long AttributedWh { get; private init; }

    /// <summary>Wh: the day of each column, one after the other, packed. The residual, which can be negative, follows from the others.</summary>
    public byte[] ValuesWh { get; private init; } = [];

    internal static BalanceDay Of(Run run, DateOnly day, long generationWh, long consumptionWh, long attributedWh, byte[] values) => new()
    {
        RunId = run.Id, ParkId = run.ParkId, Day = day, GenerationWh = generationWh, ConsumptionWh = consumptionWh, AttributedWh = attributedWh, ValuesWh = values,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<BalanceDay>
    {
        public void Configure(EntityTypeBuilder<BalanceDay> builder)
        {
            builder.HasKey(x => new { x.RunId, x.Day });
            builder.HasOne<Run>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>
/// A local day whose attribution is final. The key lets one run only have a day's revision: the same generation cannot be
/// attributed twice, however many processes try.
/// </summary>
public sealed class FinalDay : IAppendOnly, IOfWholePark, IOfPark, IOfDay
{
    private FinalDay() { }

    public Microgrids.MicrogridId MicrogridId { get; private init; }
    public DateOnly Day { get; private init; }
    public int Revision { get; private init; }
    public RunId RunId { get; private init; }
    public ParkId ParkId { get; private init; }

    internal static FinalDay Of(Run run, DateOnly day) =>
        new() { MicrogridId = run.MicrogridId, Day = day, Revision = run.Revision, RunId = run.Id, ParkId = run.ParkId };

    internal sealed class Mapping : IEntityTypeConfiguration<FinalDay>
    {
        public void Configure(EntityTypeBuilder<FinalDay> builder)
        {
            builder.HasKey(x => new { x.MicrogridId, x.Day, x.Revision });
            builder.HasOne<Run>().WithMany().HasForeignKey(x => x.RunId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
