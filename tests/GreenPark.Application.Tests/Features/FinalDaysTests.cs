using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>What keeps a run from being made final, and what becomes of one whose documents cannot be made.</summary>
public sealed class FinalDaysTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, MidJanuary = January.AddDays(14), February = MonthWorld.February, March = MonthWorld.March;

    [Fact]
    public async Task While_a_runs_documents_are_made_no_other_run_of_its_days_is_decided()
    {
        var world = await Imported(January, February);
        var (first, second) = (await world.Run(January, February), await world.Run(January, February));
        await Decide(world, first).Value();
        await Decide(world, second).Fails("run.busy");
    }

    [Fact]
    public async Task Another_period_cannot_share_days_with_a_final_one()
    {
        var world = await Imported(January, March);
        var (first, second) = (await world.Run(January, February), await world.Run(MidJanuary, March));
        await world.Finalise(first.Number);
        await Decide(world, second).Fails("run.overlaps_final");
        await world.Send(new RequestRun(world.Park, world.Microgrid, MidJanuary, March)).Fails("run.overlaps_final");
    }

    [Fact]
    public async Task Two_final_periods_cannot_begin_in_one_month_because_their_statements_would_have_one_number()
    {
        var world = await Imported(January, February);
        var (first, second) = (await world.Run(January, MidJanuary), await world.Run(MidJanuary, February));
        await world.Finalise(first.Number);
        await Decide(world, second).Fails("run.month_taken");
        await world.Send(new RequestRun(world.Park, world.Microgrid, MidJanuary, February)).Fails("run.month_taken");
    }

    [Fact]
    public async Task A_run_of_registers_that_changed_since_cannot_be_made_final()
    {
        var world = await Imported(January, March);
        var run = await world.Run(January, February);
        await world.Send(new EndMembership(world.Park, world.Microgrid, await world.Version(), "mould", March)).Value();
        await world.Send(new EndMembership(world.Park, world.Microgrid, await world.Version(), "forge", February.AddDays(-3))).Value();
        await Decide(world, run).Fails("run.registers_changed");
        (await world.Finalise((await world.Run(January, February)).Number)).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task What_changes_after_the_period_is_no_change_of_the_run()
    {
        var world = await Imported(January, March);
        var run = await world.Run(January, February);
        await world.Send(new EndMembership(world.Park, world.Microgrid, await world.Version(), "mould", February)).Value();
        await Decide(world, run).Value();
    }

    [Fact]
    public async Task After_days_without_a_run_the_last_final_pool_opens_and_not_the_first_balance_again()
    {
        var world = await Imported(January, March.AddMonths(1));
        var january = await world.Run(January, February);
        await world.Finalise(january.Number);
        var march = await world.Run(March, March.AddMonths(1));
        var input = await database.Look(db => db.RunInputs.SingleAsync(x => x.RunId == march.Id));
        input.OpensAfter.ShouldBe(january.Id);
        (await world.Finalise(march.Number)).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task Months_made_final_out_of_order_do_not_count_the_storages_energy_twice()
    {
        var world = await Imported(January, March);
        var february = await world.Run(February, March);
        await world.Finalise(february.Number);
        var january = await world.Run(January, February);
        (await Decide(world, january).Fails("run.later_opened_otherwise")).Args[0].ShouldBe(february.Number);

        // the way out that the sentence names: the later month again, with this one's pool, before this one
        var again = await world.Run(February, March);
        (await world.Finalise(again.Number, "Opens with what January left")).State.ShouldBe(RunState.Final);
        (await world.Finalise(january.Number)).State.ShouldBe(RunState.Final);
        (await OpensAfter(again)).ShouldBe(january.Id);
        (await Steps(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_months_can_be_made_final_before_one_that_was_first()
    {
        var world = await Imported(January, March.AddMonths(1));
        await world.Finalise((await world.Run(March, March.AddMonths(1))).Number);
        var january = await world.Run(January, February);
        var february = await world.Run(February, March);
        await Decide(world, january).Fails("run.later_opened_otherwise");
        await Decide(world, february).Fails("run.before_not_final");
        var march = await world.Run(March, March.AddMonths(1));
        await world.Finalise(march.Number, "Opens with what February left");
        foreach (var run in (GetRun.Shown[])[january, february]) (await world.Finalise(run.Number)).State.ShouldBe(RunState.Final);
        (await Steps(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_month_whose_opening_pool_was_superseded_is_to_be_run_again()
    {
        var world = await Imported(January, March);
        var (first, february) = (await world.Run(January, February), default(GetRun.Shown)!);
        await world.Finalise(first.Number);
        await world.Finalise((february = await world.Run(February, March)).Number);
        await world.Send(new SetStorage(world.Park, world.Microgrid, await world.Version(), 900_000, 1_000_000, 500_000, OpeningGreenWh: 50_000)).Value();
        var second = await world.Run(January, February);
        (await world.Finalise(second.Number, "The first balance was forgotten")).State.ShouldBe(RunState.Final);
        (await Steps(world)).ShouldBe([(OpenWork.RunAgain, February, february.Number)]);
        (await world.Finalise((await world.Run(January, February)).Number, "Once more")).State.ShouldBe(RunState.Final);

        var again = await world.Run(February, March);
        (await Steps(world)).ShouldBe([(OpenWork.Finalise, February, again.Number)]);
        await world.Finalise(again.Number, "Opens with January's new pool");
        (await Steps(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_superseding_run_that_leaves_the_same_pool_concerns_no_later_month()
    {
        var world = await Imported(January, March);
        foreach (var from in (DateOnly[])[January, February]) await world.Finalise((await world.Run(from, from.AddMonths(1))).Number);
        await world.Finalise((await world.Run(January, February)).Number, "A name was corrected");
        (await Steps(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_while_issuing_is_told_and_the_documents_are_made_by_the_next_try()
    {
        var world = await Imported(January, February);
        var run = await world.Run(January, February);
        await Decide(world, run).Value();
        var missing = new SigningOptions { KeyFile = "/nowhere/key.p12" };
        await using (var broken = database.Build(database.Options, x => x.AddSingleton(missing)))
            await broken.GetRequiredService<RunWorker>().WorkAsync(run.Id, RunState.Finalising);
        var told = await world.Get(run.Number);
        (told.State, told.HasPack).ShouldBe((RunState.Finalising, false));
        told.Errors.ShouldHaveSingleItem().Code.ShouldBe("run.issue_broke_off");

        await world.Worker.WorkAsync(run.Id, RunState.Finalising);
        var final = await world.Get(run.Number);
        (final.State, final.HasPack, final.ErrorCount).ShouldBe((RunState.Final, true, 0));
    }

    [Fact]
    public async Task A_fault_while_results_are_stored_fails_the_run_and_leaves_nothing()
    {
        var world = await Imported(January, February);
        var requested = await world.Send(new RequestRun(world.Park, world.Microgrid, January, February)).Value();
        var fault = new FailingSave();
        await using (var broken = database.Build(database.Options, x => x
            .ConfigureDbContext<Persistence.Sqlite.SqliteGreenParkDb>(o => o.AddInterceptors(fault))
            .ConfigureDbContext<Persistence.SqlServer.SqlServerGreenParkDb>(o => o.AddInterceptors(fault))))
            await broken.GetRequiredService<RunWorker>().WorkAsync(requested.Id, RunState.Queued);
        var failed = await world.Get(requested.Number);
        (failed.State, failed.Summary).ShouldBe((RunState.Failed, null));
        failed.Errors.ShouldHaveSingleItem().Code.ShouldBe("run.broke_off");
    }

    [Fact]
    public async Task A_key_that_has_expired_makes_nothing_final()
    {
        var world = await Imported(January, February);
        var run = await world.Run(January, February);
        using var folder = new TemporaryFile();
        using (var old = IssuerKey.CreateDevelopment("Harbour", new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc))) File.WriteAllBytes(folder.Path, old.ToPkcs12(null));
        await using var services = database.Build(database.Options, x => x.AddSingleton(new SigningOptions { KeyFile = folder.Path }));
        await services.GetRequiredService<Sender>().Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version), world.Operator).Fails("evidence.certificate_not_valid");
    }

    [Fact]
    public async Task Only_the_figures_that_were_decided_on_are_issued()
    {
        var world = await Imported(January, March);
        var (january, february) = (await world.Run(January, February), await world.Run(February, March));
        await Decide(world, january).Value();
        var other = await world.Send(new CalculateRun(february.Id), CurrentUser.System).Value();
        await world.Send(new PrepareIssue(january.Id, other), CurrentUser.System).Fails("run.not_reproduced");
    }

    [Fact]
    public async Task A_microgrid_without_a_contract_or_with_all_members_gone_has_final_runs_too()
    {
        var world = await Imported(January, March);
        foreach (var member in (string[])["forge", "mould"])
            await world.Send(new EndMembership(world.Park, world.Microgrid, await world.Version(), member, February)).Value();
        await world.Finalise((await world.Run(January, February)).Number);
        var empty = await world.Run(February, March);
        empty.State.ShouldBe(RunState.Provisional, string.Join("; ", empty.Errors.Select(e => ErrorResources.Texts.Line(e))));
        var final = await world.Finalise(empty.Number);
        final.State.ShouldBe(RunState.Final, string.Join("; ", final.Errors.Select(e => ErrorResources.Texts.Line(e))));
        var pack = await world.Send(new GreenPark.Application.Features.AuditPacks.Queries.GetPack(world.Park, world.Microgrid, empty.Number, GreenPark.Application.Features.Exports.Release.Home)).Value();
        var verified = PackVerifier.Verify(new MemoryStream(pack.Content));
        verified.Holds.ShouldBeTrue(string.Join("\n", verified.Checks.Select(c => $"{c.Sign} {c.Text()} {string.Join("; ", c.Errors.Select(e => ErrorResources.Texts.Line(e)))}")));
    }

    private async Task<MonthWorld> Imported(DateOnly from, DateOnly to)
    {
        database.Clock.Now = new(2026, 4, 2, 8, 0, 0, TimeSpan.Zero);   // March is over
        var world = await new MonthWorld(database).Build();
        await world.Import(from, to);
        return world;
    }

    private Task<RunId?> OpensAfter(GetRun.Shown run) => database.Look(db => db.RunInputs.Where(x => x.RunId == run.Id).Select(x => x.OpensAfter).SingleAsync());

    private static async Task<IEnumerable<(OpenWork, DateOnly, int?)>> Steps(MonthWorld world) =>
        (await world.Send(new ListOpenWork(world.Park)).Value()).Where(x => x.Month < March || x.Step == OpenWork.RunAgain).Select(x => (x.Step, x.Month, x.Run));

    private static Task<Result<RunId>> Decide(MonthWorld world, GetRun.Shown run) =>
        world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version, "because"));

    private sealed class FailingSave : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor
    {
        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int>> SavingChangesAsync(
            Microsoft.EntityFrameworkCore.Diagnostics.DbContextEventData eventData, Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            eventData.Context!.ChangeTracker.Entries<RunSummary>().Any() ? throw new InvalidOperationException("the disk is full") : ValueTask.FromResult(result);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();
        public void Dispose() => File.Delete(Path);
    }
}
