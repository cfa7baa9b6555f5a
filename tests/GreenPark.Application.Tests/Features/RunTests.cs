using System.Text;
using System.Text.Json;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>A run from the queue to its result, why it fails, and what can be had of it before it is final.</summary>
public sealed class RunTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Missing_readings_stop_a_run_with_the_list_of_what_is_missing()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.January.AddDays(10));
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        run.State.ShouldBe(RunState.Failed);
        run.Errors.Count(e => e.Code == "readings.missing").ShouldBe(7);
        run.Errors[0].Args[1].ShouldBe("2026-01-11T00:00:00+08:00");
    }

    [Fact]
    public void A_kept_failure_tells_days_as_everywhere_and_where_the_fault_stands()
    {
        var error = Error.Invalid("any.code", new DateOnly(2024, 1, 31), 7, null).At("park.json", 3, 4).In("From");
        var kept = JsonSerializer.Deserialize<RunFailure>(JsonSerializer.Serialize(RunFailure.Of([error], 1)))!.ToErrors().Single();
        kept.Args.ShouldBe(["2024-01-31", "7", null]);
        (kept.Place, kept.Field).ShouldBe((error.Place, "From"));
    }

    [Fact]
    public async Task Work_that_an_interrupted_process_left_is_done_again_and_a_straggler_stores_nothing()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var requested = await world.Send(new RequestRun(world.Park, world.Microgrid, MonthWorld.January, MonthWorld.February)).Value();
        var attempt = await world.Send(new StartRun(requested.Id), CurrentUser.System).Value();
        var straggler = await world.Send(new CalculateRun(requested.Id), CurrentUser.System).Value();
        (await world.Send(new ListUnfinishedRuns(), CurrentUser.System).Value()).ShouldContain(x => x.Id == requested.Id);

        await world.Worker.WorkAsync(requested.Id, RunState.Running);
        (await world.Get(requested.Number)).State.ShouldBe(RunState.Provisional);
        await world.Send(new CompleteRun(requested.Id, attempt, straggler), CurrentUser.System).Fails("run.taken_over");
        (await database.Look(db => db.MemberDays.CountAsync(x => x.RunId == requested.Id))).ShouldBe(2 * 31);
    }

    [Fact]
    public async Task Stored_day_rows_are_the_runs_figures()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        var result = (await world.Send(new CalculateRun(run.Id), CurrentUser.System).Value()).Result;
        var forge = await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, "forge")).Value();
        forge.ConsumptionWh.Sum().ShouldBe(result.Totals.ConsumptionWh[0]);
        forge.Sources.Select(s => s.Value.Sum()).ShouldBe(result.AttributedOf(0).Select(a => a.Value));
        var balance = await world.Send(new GetRunBalance(world.Park, world.Microgrid, run.Number, MonthWorld.January, MonthWorld.February)).Value();
        balance.Columns["attributed"].ShouldBe(result.Series.Balance.Attributed);
        balance.Columns["pool_green"].ShouldBe(result.Series.Balance.PoolGreen);
        var days = await world.Send(new GetMemberDays(world.Park, world.Microgrid, run.Number)).Value();
        days.Sum(d => d.AttributedWh).ShouldBe(result.Totals.AttributedTotalWh);
        await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, "forge"), People.Of(world.ParkId, world.Forge)).Fails("run.not_found");
    }

    [Fact]
    public async Task A_runs_files_are_calculated_again_from_its_stored_input()
    {
        var world = await new MonthWorld(database).Build();
        var queued = await world.Send(new RequestRun(world.Park, world.Microgrid, MonthWorld.January, MonthWorld.February)).Value();
        await world.Send(new GetRunFile(world.Park, world.Microgrid, queued.Number, "balance.csv", Release.Home)).Fails("run.no_result");
        await world.Worker.WorkAsync(queued.Id, RunState.Queued);
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Import(MonthWorld.January, MonthWorld.February, scale: 2);   // later readings change nothing
        var summary = await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "summary.json")).Value();
        Encoding.UTF8.GetString(summary.Content.Span).ShouldBe(run.Summary);
        foreach (var file in (string[])["attribution.csv", "attribution-pv-1.csv", "attribution-storage.csv", "balance.csv"])
            (await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, file, Release.Home)).Value()).ContentType.ShouldBe("text/csv");
        await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "../park.json")).Fails("run.no_such_file");
    }

    [Fact]
    public async Task Few_calculations_go_on_at_once_and_a_wrong_name_waits_for_none()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        var (end, begun) = (new TaskCompletionSource(), 0);
        var calculations = database.Services.GetRequiredService<WaitedCalculations>();
        var others = Enumerable.Range(0, WaitedCalculations.AtOnce + 1).Select(_ => calculations.DoAsync<Done>(async () =>
        {
            Interlocked.Increment(ref begun);
            await end.Task;
            return Done.Value;
        }, TestContext.Current.CancellationToken)).ToList();

        await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "attribution-wind.csv", Release.Home)).Fails("run.no_such_file");
        await world.Send(new PreviewStatement(world.Park, world.Microgrid, run.Number, "nobody")).Fails("tenant.not_found");
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => database.Sender.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "balance.csv", Release.Home), world.Operator, impatient.Token));
        begun.ShouldBe(WaitedCalculations.AtOnce);
        end.SetResult();
        await Task.WhenAll(others);
        begun.ShouldBe(others.Count);
    }

    [Fact]
    public async Task A_provisional_statement_can_be_previewed_and_is_kept_nowhere()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        var preview = await world.Send(new PreviewStatement(world.Park, world.Microgrid, run.Number, "mould")).Value();
        preview.FileName.ShouldBe("mg-1-202601-mould-r1-provisional.pdf");
        (await database.Look(db => db.Statements.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(0);
        await world.Finalise(run.Number);
        await world.Send(new PreviewStatement(world.Park, world.Microgrid, run.Number, "mould")).Fails("run.no_preview");
    }

    [Fact]
    public async Task A_run_that_has_no_result_yet_has_no_statements_to_preview()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var waiting = await world.Send(new RequestRun(world.Park, world.Microgrid, MonthWorld.January, MonthWorld.February)).Value();
        await world.Send(new PreviewStatement(world.Park, world.Microgrid, waiting.Number, "mould")).Fails("run.no_result");
    }
}
