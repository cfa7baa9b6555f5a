using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>Several at once on one microgrid: each leaves all or nothing, and who loses gets an error, never an exception.</summary>
public sealed class AtOnceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February;

    [Fact]
    public async Task Imports_of_the_same_days_are_one_revision_after_the_other()
    {
        var world = await new MonthWorld(database).Build();
        var taken = await AtOnce(Enumerable.Range(1, 4), scale => world.Send(Import(world, scale)));
        taken.ShouldAllBe(x => x.IsSuccess);
        var rows = await database.Look(db => db.ReadingDays.Where(x => x.ParkId == world.ParkId).Select(x => new { x.Point, x.Day, x.Revision }).ToListAsync());
        rows.Count.ShouldBe(taken.Sum(x => x.Value.DaysWritten));
        foreach (var day in rows.GroupBy(x => (x.Point, x.Day))) day.Select(x => x.Revision).Order().ShouldBe(Enumerable.Range(1, day.Count()));
    }

    [Fact]
    public async Task The_same_file_is_taken_once()
    {
        var world = await new MonthWorld(database).Build();
        var results = await AtOnce(Enumerable.Range(0, 4), _ => world.Send(Import(world, 1)));
        results.Count(x => x.IsSuccess).ShouldBe(1);
        results.Where(x => x.IsFailure).ShouldAllBe(x => x.FirstError.Code == "import.taken_already");
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(31 * 7);
    }

    [Fact]
    public async Task A_change_is_approved_before_the_decision_or_once_its_documents_are_made()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        var run = await world.Run(January, February);
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", January, [new(1, 1)], "Typed")).Value();
        var version = await database.Look(db => db.ReadingChanges.Where(x => x.ParkId == world.ParkId).Select(x => x.Version).SingleAsync());
        var finalising = Task.Run(() => world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version)));
        var approving = Task.Run(() => world.Send(new ApproveChange(world.Park, world.Microgrid, 1, version)));
        var (final, approved) = (await finalising, await approving);
        (final.IsSuccess ^ approved.IsSuccess).ShouldBeTrue();
        (final.IsSuccess ? approved.FirstError.Code : final.FirstError.Code).ShouldBe(final.IsSuccess ? "run.busy" : "run.readings_changed");
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId && x.ChangeId != null))).ShouldBe(approved.IsSuccess ? 1 : 0);
    }

    [Fact]
    public async Task Of_changes_of_one_day_one_is_approved_and_none_is_half_written()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        var proposed = await AtOnce(Enumerable.Range(1, 4), x => world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", January, [new(x, x)], "Typed")));
        proposed.Select(x => x.Value.Number).Order().ShouldBe([1, 2, 3, 4]);
        var versions = await database.Look(db => db.ReadingChanges.Where(x => x.ParkId == world.ParkId).ToDictionaryAsync(x => x.Number, x => x.Version));
        var approved = await AtOnce(Enumerable.Range(1, 4), x => world.Send(new ApproveChange(world.Park, world.Microgrid, x, versions[x])));
        approved.Count(x => x.IsSuccess).ShouldBe(1);
        approved.Where(x => x.IsFailure).ShouldAllBe(x => x.FirstError.Code == "change.readings_moved");
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId && x.ChangeId != null))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_requests_of_overlapping_runs_one_is_taken()
    {
        var world = await new MonthWorld(database).Build();
        var results = await AtOnce(Enumerable.Range(0, 6), x => world.Send(new RequestRun(world.Park, world.Microgrid, January.AddDays(x), February)));
        results.Count(x => x.IsSuccess).ShouldBe(1);
        results.Where(x => x.IsFailure).ShouldAllBe(x => x.FirstError.Code == "run.busy");
    }

    [Fact]
    public async Task Of_two_runs_of_a_period_one_is_made_final()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        var runs = new[] { await world.Run(January, February), await world.Run(January, February) };
        var results = await AtOnce(runs.Concat(runs), x => world.Send(new FinaliseRun(world.Park, world.Microgrid, x.Number, x.Version, "because")));
        results.Count(x => x.IsSuccess).ShouldBe(1);
        (await database.Look(db => db.FinalDays.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(31);
    }

    [Fact]
    public async Task Readings_are_either_in_time_or_locked()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        var run = await world.Run(January, February);
        var finalising = Task.Run(() => world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version)));
        var importing = Task.Run(() => world.Send(Import(world, 2)));
        var (final, import) = (await finalising, await importing);
        (final.IsSuccess ^ import.IsSuccess).ShouldBeTrue();
        (final.IsSuccess ? import.FirstError.Code : final.FirstError.Code).ShouldBe(final.IsSuccess ? "period.final" : "run.readings_changed");
    }

    [Fact]
    public async Task Two_workers_store_one_result_and_issue_one_pack()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        var requested = await world.Send(new RequestRun(world.Park, world.Microgrid, January, February)).Value();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Worker.WorkAsync(requested.Id, RunState.Queued))));
        var run = await world.Get(requested.Number);
        run.State.ShouldBe(RunState.Provisional);
        (await database.Look(db => db.MemberDays.CountAsync(x => x.RunId == run.Id))).ShouldBe(2 * 31);

        await world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version)).Value();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Worker.WorkAsync(run.Id, RunState.Finalising))));
        var final = await world.Get(run.Number);
        (final.State, final.ErrorCount).ShouldBe((RunState.Final, 0));
        (await database.Look(db => db.Statements.CountAsync(x => x.RunId == run.Id))).ShouldBe(2);
    }

    [Fact]
    public async Task Processes_that_start_together_sign_with_one_development_key()
    {
        var options = new SigningOptions { DevelopmentKeyFile = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.p12") };
        var fingerprints = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            using var issuer = new Issuer(options, database.Clock);
            return issuer.Key.Fingerprint;
        })));
        fingerprints.Distinct().ShouldHaveSingleItem();
        File.Delete(options.DevelopmentKeyFile);
    }

    private static ImportReadings Import(MonthWorld world, int scale) =>
        new(world.Park, world.Microgrid, $"{scale}.csv", MonthWorld.Csv(January, February, scale));

    /// <summary>Each is sent on a thread of its own: SQLite does not leave the thread that calls it.</summary>
    private static Task<Result<T>[]> AtOnce<TOf, T>(IEnumerable<TOf> each, Func<TOf, Task<Result<T>>> send) => Task.WhenAll(each.Select(x => Task.Run(() => send(x))));
}
