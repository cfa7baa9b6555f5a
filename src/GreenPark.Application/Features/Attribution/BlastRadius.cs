using GreenPark.Application.Features.Metering;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution;

/// <summary>What of the final periods would become other, were a change approved.</summary>
/// <param name="Periods">Those with a day of the change, and later ones whose opening pool would be another; oldest first.</param>
/// <param name="IsWhole">False where there may be more: so many are calculated at most, and after one that cannot be calculated none.</param>
public sealed record BlastRadius(IReadOnlyList<BlastRadius.Period> Periods, bool IsWhole)
{
    public const int MostPeriods = 24;

    /// <param name="Run">Number of the final run.</param>
    /// <param name="HasDays">The change has days of it; else only its opening pool would be another.</param>
    /// <param name="RegistersChanged">The registers have changed since it became final, which is part of the difference.</param>
    /// <param name="ReadingsChanged">So have readings, by others than this change, which is part of the difference too.</param>
    /// <param name="Statements">Numbers of the statements that a revision would supersede.</param>
    /// <param name="Pack">File name of the pack, or null while it is being made.</param>
    /// <param name="Members">Empty where it cannot be calculated; then <paramref name="Errors"/> says why.</param>
    public sealed record Period(
        DateOnly From, DateOnly To, int Run, int Revision, bool HasDays, bool RegistersChanged, bool ReadingsChanged, IReadOnlyList<string> Statements, string? Pack,
        IReadOnlyList<Member> Members, IReadOnlyList<Error> Errors);

    /// <param name="Before">As in the final run; null where the member was not in it.</param>
    /// <param name="After">Null where it would not be in it any more.</param>
    public sealed record Member(string Code, Figures? Before, Figures? After)
    {
        /// <summary>After less before.</summary>
        public Figures Difference => (After ?? Figures.None) - (Before ?? Figures.None);

        /// <summary>False where its energy stays and a gram moved by rounding alone: what all members have together is shared out to whole grams.</summary>
        public bool IsTouched => Before is null || After is null || Difference is not { ConsumptionWh: 0, AttributedWh: 0 } of
            || Math.Abs(of.LocationBasedG) > 1 || Math.Abs(of.MarketBasedG) > 1 || Math.Abs(of.ReductionG) > 1;
    }

    /// <summary>Wh, and g of CO2 or CO2e.</summary>
    public sealed record Figures(long ConsumptionWh, long AttributedWh, long LocationBasedG, long MarketBasedG, long ReductionG)
    {
        internal static readonly Figures None = new(0, 0, 0, 0, 0);

        public static Figures operator -(Figures a, Figures b) => new(
            a.ConsumptionWh - b.ConsumptionWh, a.AttributedWh - b.AttributedWh, a.LocationBasedG - b.LocationBasedG, a.MarketBasedG - b.MarketBasedG, a.ReductionG - b.ReductionG);

        internal static Figures Of(RunFigures.OfMember x) => new(x.ConsumptionWh, x.AttributedTotalWh, x.LocationBasedG, x.MarketBasedG, x.ReductionG);
    }
}

/// <summary>Calculates the periods again in memory, one after the other, with the proposed readings; stores nothing.</summary>
internal sealed class BlastRadiusCalculation(GreenParkDb db)
{
    public async Task<BlastRadius> OfAsync(ReadingChange change, CancellationToken cancellationToken)
    {
        // what is approved stands in the readings already
        var proposed = change.State is ChangeState.Approved or ChangeState.Reverted ? (ReadingChangeId?)null : change.Id;
        var changed = (await db.ReadingChangeDays.Where(x => x.ChangeId == change.Id).Select(x => new { x.Point, x.Day, x.BaseRevision }).ToListAsync(cancellationToken))
            .ToDictionary(x => (x.Point.Value, x.Day), x => x.BaseRevision);
        var periods = new List<BlastRadius.Period>();
        StoragePool? left = null;   // by the run before, where it is another than that one left when it was made
        foreach (var run in await new ReachableRuns(db).OfAsync(change.MicrogridId, change.From, cancellationToken))
        {
            var hasDays = changed.Keys.Any(x => x.Day >= run.From && x.Day < run.To);
            if (!hasDays && left is null) continue;
            var input = await db.RunInputs.AsNoTracking().SingleAsync(x => x.RunId == run.Id, cancellationToken);
            var microgrid = ParkFileReader.Read(input.ParkJson, "park.json").Value.Microgrid;
            var openedWith = OpeningOf(microgrid);
            if (!hasDays && left == openedWith) left = null;
            if (!hasDays && left is null) continue;
            if (periods.Count == BlastRadius.MostPeriods) return new BlastRadius(periods, false);

            var calculated = await new RunCalculation(db).IfAsync(run, left ?? (await OpeningPool.OfAsync(db, run, cancellationToken))?.Pool, proposed, cancellationToken);
            var before = RunFigures.Read(await db.RunSummaries.Where(x => x.RunId == run.Id).Select(x => x.Summary).SingleAsync(cancellationToken));
            var after = calculated.TryGet(out var made) ? RunFigures.Read(SummaryJson.Write(made.Result, made.Inputs).Span) : null;
            if (run.State != RunState.Provisional)
            {
                var registers = await new RunCalculation(db).ExportAsync(run, openedWith, cancellationToken);
                var registersChanged = registers.IsFailure || !registers.Value.AsSpan().SequenceEqual(input.ParkJson);
                var others = await RunReadings.WrittenByOthersAsync(db, run.MicrogridId, microgrid, run.From, run.To, input.Revisions, changed, proposed is null, cancellationToken);
                var period = await PeriodAsync(run, hasDays, registersChanged, others, cancellationToken);
                periods.Add(after is null ? period with { Errors = calculated.Errors } : period with { Members = MembersOf(before, after) });
            }
            if (after is null) return new BlastRadius(periods, false);
            var closing = PoolOf(after);
            left = closing == PoolOf(before) ? null : closing;
        }
        return new BlastRadius(periods, true);
    }

    private async Task<BlastRadius.Period> PeriodAsync(Run run, bool hasDays, bool registersChanged, bool readingsChanged, CancellationToken cancellationToken)
    {
        var statements = await db.Statements.Where(x => x.RunId == run.Id).OrderBy(x => x.LeafIndex).Select(x => x.Number).ToListAsync(cancellationToken);
        var pack = await db.AuditPacks.Where(x => x.RunId == run.Id).Select(x => x.FileName).SingleOrDefaultAsync(cancellationToken);
        return new BlastRadius.Period(run.From, run.To, run.Number, run.Revision, hasDays, registersChanged, readingsChanged, statements, pack, [], []);
    }

    private static IReadOnlyList<BlastRadius.Member> MembersOf(RunFigures before, RunFigures after)
    {
        var (old, made) = (before.Members.ToDictionary(x => x.Code, BlastRadius.Figures.Of), after.Members.ToDictionary(x => x.Code, BlastRadius.Figures.Of));
        return [.. after.Members.Concat(before.Members).Select(x => x.Code).Distinct().Select(x => new BlastRadius.Member(x, old.GetValueOrDefault(x), made.GetValueOrDefault(x)))];
    }

    private static StoragePool? OpeningOf(Microgrid microgrid) => microgrid.Storage is { } storage ? new StoragePool(storage.OpeningGreenWh, storage.OpeningOtherWh) : null;

    private static StoragePool PoolOf(RunFigures figures) => new(figures.Totals.PoolGreenWh, figures.Totals.PoolOtherWh);
}
