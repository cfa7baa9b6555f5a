using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

/// <summary>What a command that proposes answers.</summary>
public sealed record ProposedChange(ReadingChangeId Id, int Number);

/// <summary>Keeps a proposed change with its days.</summary>
internal sealed class ChangeProposals(GreenParkDb db, CurrentUser user, TimeProvider clock)
{
    /// <param name="microgrid">Whose turn the command has: numbers follow each other.</param>
    /// <param name="days">At least one.</param>
    public async Task<ProposedChange> KeepAsync(Microgrid microgrid, ChangeKind kind, string reason, IReadOnlyList<ProposedDay> days, CancellationToken cancellationToken,
        ReadingImportId? import = null, ReadingChangeId? reverts = null)
    {
        var number = await db.ReadingChanges.Where(x => x.MicrogridId == microgrid.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
        var change = ReadingChange.Propose(microgrid, number + 1, kind, reason.Trim(), user, clock.UtcNow(),
            (days.Min(x => x.Day), days.Max(x => x.Day).AddDays(1), days.Count), import, reverts);
        db.Add(change);
        await db.BulkInsertAsync(days.Select(x => ReadingChangeDay.Of(change, x)), cancellationToken);
        return new ProposedChange(change.Id, change.Number);
    }

    /// <summary>A day of a metering point as it stands, to be changed; an empty one where it has no readings yet.</summary>
    public async Task<Result<ProposedDay>> DayAsync(Microgrid microgrid, string point, DateOnly day, CancellationToken cancellationToken)
    {
        var found = await db.FindMeteringPointAsync(microgrid.Id, point, user, cancellationToken);
        if (!found.TryGet(out var metering)) return found.To<ProposedDay>();
        if (new OnlyDaysThatHaveComeAreChanged(day, clock.TodayIn(microgrid.TimeZone)).Check() is { } future) return future.In("Day");
        var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, day, day.AddDays(1));
        if (grid.IsFailure) return grid.To<ProposedDay>();
        var newest = await db.NewestReadingDays(microgrid.Id, day, day.AddDays(1)).SingleOrDefaultAsync(x => x.Point == metering.Code, cancellationToken);
        return new ProposedDay(metering.Code, day, newest?.Revision ?? 0, newest?.Series ?? DaySeries.Empty(grid.Value.Intervals));
    }
}
