using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Metering.Commands;

namespace GreenPark.Application.Features.Demo;

/// <summary>
/// The demo year, month by month, as an operator would have worked it: readings on the first of the next month, the run on the
/// second, final and issued on the third. Each month goes on from where it stands, so an interrupted set-up is resumed.
/// </summary>
public sealed class DemoMonths(Sender sender, RunWorker worker, DemoClock clock)
{
    private const int ImportHour = 1, RunHour = 3, FinaliseHour = 2;   // UTC; the park is eight hours ahead

    /// <summary>Those whose registers are read: not every park reads them all.</summary>
    private static readonly string[] ReadMeters = [DemoReadings.PvMeter, DemoReadings.ImportMeter];

    public static IReadOnlyList<DateOnly> All { get; } =
        [.. Enumerable.Range(0, 12).Select(x => DemoReadings.First.AddMonths(x))];

    /// <summary>The month after the demo year, left for whoever tries the operator's work.</summary>
    public static DateOnly Next => DemoReadings.End;

    public static string FileName(DateOnly month) => $"readings-{month:yyyy-MM}.csv";

    /// <summary>Brings one month to its end.</summary>
    public async Task WorkAsync(DateOnly month, CancellationToken cancellationToken = default)
    {
        var end = month.AddMonths(1);
        var run = await FindAsync(month, cancellationToken);
        if (run is null)
        {
            clock.Set(end, ImportHour);
            var imported = await sender.Send(
                new ImportReadings(DemoPark.Code, DemoPark.Microgrid, FileName(month), DemoReadings.Csv(month, end)), CurrentUser.System, cancellationToken);
            if (imported.IsFailure && imported.FirstError.Code != "import.taken_already") throw Fault(month, imported.FirstError);
            foreach (var meter in ReadMeters)
                foreach (var day in (DateOnly[])[month, end]) await ReadRegisterAsync(meter, day, cancellationToken);
            clock.Set(end.AddDays(1), RunHour);
            var requested = await sender.Send(new RequestRun(DemoPark.Code, DemoPark.Microgrid, month, end), CurrentUser.System, cancellationToken);
            if (requested.IsFailure) throw Fault(month, requested.FirstError);
            run = await FoundAsync(month, cancellationToken);
        }
        if (run.State is RunState.Queued or RunState.Running)
        {
            clock.Set(end.AddDays(1), RunHour);
            await worker.WorkAsync(run.Id, run.State, cancellationToken);
            run = await FoundAsync(month, cancellationToken);
        }
        if (run.State == RunState.Provisional)
        {
            clock.Set(end.AddDays(2), FinaliseHour);
            var decided = await sender.Send(new FinaliseRun(DemoPark.Code, DemoPark.Microgrid, run.Number, run.Version), CurrentUser.System, cancellationToken);
            if (decided.IsFailure) throw Fault(month, decided.FirstError);
            run = await FoundAsync(month, cancellationToken);
        }
        if (run.State == RunState.Finalising)
        {
            clock.Set(end.AddDays(2), FinaliseHour);
            await worker.WorkAsync(run.Id, run.State, cancellationToken);
        }
    }

    /// <summary>What someone reads off the meter at midnight; the end of one month is the beginning of the next.</summary>
    private async Task ReadRegisterAsync(string meter, DateOnly day, CancellationToken cancellationToken)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(8));
        var recorded = await sender.Send(
            new RecordRegisterRead(DemoPark.Code, DemoPark.Microgrid, meter, midnight, DemoReadings.RegisterWh(meter, day)), CurrentUser.System, cancellationToken);
        if (recorded.IsFailure && recorded.FirstError.Code != "register.recorded_already") throw Fault(day, recorded.FirstError);
    }

    /// <summary>Whether the month's documents are issued.</summary>
    public async Task<bool> IsIssuedAsync(DateOnly month, CancellationToken cancellationToken = default) =>
        await FindAsync(month, cancellationToken) is { State: RunState.Final or RunState.Superseded };

    /// <summary>The first run of the month that did not fail: what people request later is their own affair.</summary>
    private async Task<GetRun.Shown?> FindAsync(DateOnly month, CancellationToken cancellationToken)
    {
        var runs = await sender.Send(new ListRuns(DemoPark.Code, DemoPark.Microgrid, Take: Paging.MaxTake), CurrentUser.System, cancellationToken);
        var found = runs.Value.Items.Where(x => x.From == month && x.To == month.AddMonths(1) && x.State != RunState.Failed).MinBy(x => x.Number);
        return found is null ? null : (await sender.Send(new GetRun(DemoPark.Code, DemoPark.Microgrid, found.Number), CurrentUser.System, cancellationToken)).Value;
    }

    private async Task<GetRun.Shown> FoundAsync(DateOnly month, CancellationToken cancellationToken) =>
        await FindAsync(month, cancellationToken) ?? throw new InvalidOperationException($"The run of the demo's month {month:yyyy-MM} failed.");

    private static InvalidOperationException Fault(DateOnly month, Error error) =>
        new($"The demo's month {month:yyyy-MM} could not be made: {ErrorResources.Texts.Text(error)}");
}
