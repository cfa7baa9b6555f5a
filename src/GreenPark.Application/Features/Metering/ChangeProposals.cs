using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Retention;

namespace GreenPark.Application.Features.Metering;

/// <summary>What a command that proposes answers.</summary>
public sealed record ProposedChange(ReadingChangeId Id, int Number);

/// <summary>Keeps a proposed change with its days.</summary>
internal sealed class ChangeProposals(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope)
{
    /// <param name="microgrid">Whose turn the command has: numbers follow each other.</param>
    /// <param name="days">At least one.</param>
    public async Task<ProposedChange> KeepAsync(Microgrid microgrid, ChangeKind kind, string reason, IReadOnlyList<ProposedDay> days, CancellationToken cancellationToken,
        ReadingImportId? import = null, ReadingChangeId? reverts = null)
    {
        var number = await db.ReadingChanges.Where(x => x.MicrogridId == microgrid.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
        var change = ReadingChange.Propose(microgrid, number + 1, kind, reason.Trim(), user.Name, await ProposersAsync(cancellationToken), clock.UtcNow(), scope.RequestId,
            (days.Min(x => x.Day), days.Max(x => x.Day).AddDays(1), days.Count), import, reverts);
        db.Add(change);
        await db.BulkInsertAsync(days.Select(x => ReadingChangeDay.Of(change, x)), cancellationToken);
        return new ProposedChange(change.Id, change.Number);
    }

    /// <summary>Under four eyes nobody decides on what a key has delivered that they made, or whose secret they were shown: whoever made it first.</summary>
    private async Task<IReadOnlyList<Guid>> ProposersAsync(CancellationToken cancellationToken)
    {
        if (user.Role != Role.MeterGateway) return [user.Id];
        var key = new ApiKeyId(user.Id);
        return (await db.ApiKeys.AsNoTracking().SingleAsync(x => x.Id == key, cancellationToken)).HoldersAt(clock.UtcNow());
    }

    /// <summary>Days of a metering point as they stand, to be changed; an empty one where it has no readings yet.</summary>
    public async Task<Result<IReadOnlyList<ProposedDay>>> DaysAsync(Microgrid microgrid, string point, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        var found = await db.FindMeteringPointAsync(microgrid.Id, point, cancellationToken);
        if (!found.TryGet(out var metering)) return found.To<IReadOnlyList<ProposedDay>>();
        var (first, end) = (days.Min(), days.Max().AddDays(1));
        if (new OnlyDaysThatHaveComeAreChanged(end.AddDays(-1), clock.TodayIn(microgrid.TimeZone)).Check() is { } future) return future.In("Day");
        if (await db.RetiredErrorAsync(microgrid.Id, days, cancellationToken) is { } retired) return retired;
        var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, first, end);
        if (grid.IsFailure) return grid.To<IReadOnlyList<ProposedDay>>();
        var newest = await db.NewestReadingDays(microgrid.Id, first, end).Where(x => x.Point == metering.Code).ToDictionaryAsync(x => x.Day, cancellationToken);
        return days.Select(day => newest.TryGetValue(day, out var row)
            ? new ProposedDay(metering.Code, day, row.Revision, row.Series)
            : new ProposedDay(metering.Code, day, 0, DaySeries.Empty(grid.Value.IntervalsOf(day.DayNumber - first.DayNumber)))).ToList();
    }
}
