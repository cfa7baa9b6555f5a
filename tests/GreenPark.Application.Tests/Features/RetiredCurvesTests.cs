using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Features.Retention.Commands;
using GreenPark.Application.Features.Retention.Queries;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Reads;
using GreenPark.Application.Platform.Retention;
using GreenPark.Application.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>Load curves of months that are old and final go whole; whoever asks for them is told so, and what was made of them stays.</summary>
public sealed class RetiredCurvesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Fifth = new(2026, 1, 5);

    /// <summary>January's 36 whole months are over, February's are not.</summary>
    private static readonly DateTimeOffset Later = new(2029, 2, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Months_that_are_old_and_final_go_whole_and_nothing_else_does()
    {
        var world = await TwoMonths();
        var before = await Rows(world);
        database.Clock.Now = Later.AddDays(-1);
        (await CarryOut(world)).ShouldBe(0, "January is kept for 36 whole months after its end");
        database.Clock.Now = Later;
        var removed = await CarryOut(world);
        var after = await Rows(world);
        removed.ShouldBe(before.All - after.All);
        (after.January, after.Packs).ShouldBe((0, 1));
        (after.February, before.January).ShouldBe((before.February, removed - 1));
        (await CarryOut(world)).ShouldBe(0);

        var record = (await world.Send(new ListAuditRecords(Action: nameof(CarryOutRetention), Park: world.Park)).Value()).Items.ShouldHaveSingleItem();
        record.ObjectName.ShouldBe("LoadCurves 2026-02-01");
        record.Changes.ShouldContain(nameof(RetiredMonth));
        (await world.Send(new CheckAuditChain(world.Park)).Value()).Faults.ShouldBeEmpty();
        var shown = (await world.Send(new GetRetention(world.Park)).Value()).Kinds.Single(x => x.Kind == RetentionKind.LoadCurves);
        (shown.IsOfPark, shown.Months, shown.LeastMonths, shown.Removed).ShouldBe((true, 36, 36, removed));
        await world.Send(new SetRetention(world.Park, RetentionKind.LoadCurves, RetentionRule.Months, 35, "Less")).Fails("retention.months_out_of_range");
    }

    [Fact]
    public async Task Whoever_asks_for_them_is_told_so()
    {
        var world = await Retired();
        var (p, g) = (world.Park, world.Microgrid);
        var (january, february) = (MonthWorld.January, MonthWorld.February);
        var error = await world.Send(new GetPack(p, g, 1, Release.Home)).Fails("data.retired");
        error.Args.ShouldBe(["2026-01-01", "2026-01-31", "2029-02-01"]);
        foreach (var file in (string[])["attribution.csv", "balance.csv", "summary.json"]) await world.Send(new GetRunFile(p, g, 1, file, Release.Home)).Fails("data.retired");
        await world.Send(new GetMemberSeries(p, g, 1, "forge")).Fails("data.retired");
        await world.Send(new GetMemberSeries(p, g, 1, "forge"), People.Of(world.ParkId, world.Forge)).Fails("data.retired");
        await world.Send(new GetMemberDays(p, g, 1)).Fails("data.retired");
        await world.Send(new GetRunBalance(p, g, 1, january, february)).Fails("data.retired");
        await world.Send(new GetRunSupply(p, g, 1, january, february)).Fails("data.retired");
        await world.Send(new GetDayCurve(p, g, "MP-F", Fifth)).Fails("data.retired");
        await world.Send(new GetReadingsAsOf(p, g, "MP-F", january, MonthWorld.March, Now)).Fails("data.retired");
        await world.Send(new ListReadingRevisions(p, g, "MP-F", Fifth)).Fails("data.retired");
        await world.Send(new ListChanges(p, g, Day: Fifth)).Fails("data.retired");
        await world.Send(new GetMissingList(p, g, january)).Fails("data.retired");
        await world.Send(new ListMissingReadings(p, g, january)).Fails("data.retired");
        await world.Send(new PreviewEstimates(p, g, january, february)).Fails("data.retired");
        await world.Send(new PreviewMethods(p, g, "MP-F", Fifth, 1, 4)).Fails("data.retired");
        await world.Send(new ValidateReadings(p, g, january)).Fails("data.retired");
        await world.Send(new GetBlastRadius(p, g, 1)).Fails("data.retired");

        var month = await world.Send(new GetCompleteness(p, g, Fifth)).Value();
        (month.Retired, month.Total).ShouldBe((new RetiredDays(january, february, Later.UtcDateTime), default));
        (await world.Send(new GetCompleteness(p, g, february)).Value()).Retired.ShouldBeNull();
        var change = await world.Send(new GetChange(p, g, 1)).Value();
        (change.Retired is not null, change.IsFinal, change.Days.Total, change.Reason).ShouldBe((true, true, 0, "Meter exchange"));
        (await world.Send(new ListOpenWork(p)).Value()).ShouldNotContain(x => x.Month < MonthWorld.March);
        (await world.Send(new GetCoverage(p, g)).Value()).ShouldNotContain(x => x.First <= january, "no list of months looks back as far");
    }

    [Fact]
    public async Task Nothing_new_is_made_of_them()
    {
        var world = await Retired();
        var (p, g) = (world.Park, world.Microgrid);
        var (january, february) = (MonthWorld.January, MonthWorld.February);
        var file = MonthWorld.Csv(january, february, 3);
        await world.Send(new ImportReadings(p, g, "late.csv", file)).Fails("data.retired");
        await world.Send(new ImportReadings(p, g, "late.csv", file, Correction: "Wrong meter")).Fails("data.retired");
        (await world.Send(new PreviewReadings(p, g, "late.csv", file)).Value()).Errors.Select(x => x.Code).ShouldBe(["data.retired"]);
        await world.Send(new ProposeEdit(p, g, "MP-F", Fifth, [new ProposeEdit.Value(1, 5)], "Wrong")).Fails("data.retired");
        await world.Send(new EstimateGaps(p, g, january, february, null, "Gaps")).Fails("data.retired");
        await world.Send(new RequestRun(p, g, january, february)).Fails("data.retired");
        await world.Send(new RequestRun(p, g, january, MonthWorld.March)).Fails("data.retired");
        var change = await world.Send(new GetChange(p, g, 1)).Value();
        await world.Send(new RevertChange(p, g, 1, change.Version, "Back")).Fails("data.retired");
        (await database.Look(db => db.ReadingChanges.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_made_of_them_stays_and_is_verified()
    {
        var world = await TwoMonths();
        var statement = (await world.Send(new ListStatements(world.Park)).Value()).Items.First(x => x.From == MonthWorld.January);
        var pack = (await world.Send(new ListPacks(world.Park)).Value()).Items.Single(x => x.Run == 1);
        var run = await world.Get(1);
        database.Clock.Now = Later;
        (await CarryOut(world)).ShouldBeGreaterThan(0);
        (await world.Send(new GetPublicStatement(world.Park, statement.Number), CurrentUser.System).Value()).Sha256.ShouldBe(statement.Sha256);
        foreach (var kind in Enum.GetValues<StatementFile>())
            (await world.Send(new GetStatementFile(world.Park, statement.Number, kind), People.Of(world.ParkId, statement.Tenant == "forge" ? world.Forge : world.Mould)).Value()).Content.Length.ShouldBeGreaterThan(0);
        var listed = (await world.Send(new ListPacks(world.Park)).Value()).Items;
        listed.Single(x => x.Run == 1).ShouldBe(pack with { Retired = new RetiredDays(MonthWorld.January, MonthWorld.February, Later.UtcDateTime) });
        listed.Single(x => x.Run == 2).Retired.ShouldBeNull();
        var kept = await world.Get(1);
        (kept.Summary, kept.ReadingsSha256, kept.RevisionsSha256, kept.HasPack, kept.Retired is null).ShouldBe((run.Summary, run.ReadingsSha256, run.RevisionsSha256, true, false));
        await database.Services.GetRequiredService<ReadLog>().WriteAsync();
        (await database.Look(db => db.DataReads.Where(x => x.ParkId == world.ParkId && x.Request == nameof(GetRun)).Select(x => x.TenantId).Distinct().CountAsync())).ShouldBe(2, "that sums were shown is noted for each member still");
    }

    [Fact]
    public async Task Months_after_them_open_with_their_pool_and_are_run_again()
    {
        var world = await Retired();
        var closing = await database.Look(async db => await db.RunSummaries.SingleAsync(x => x.RunId == db.Runs.Single(r => r.MicrogridId == db.Microgrids.Single(m => m.ParkId == world.ParkId).Id && r.Number == 1).Id));
        (await world.Send(new GetPack(world.Park, world.Microgrid, 2, Release.Home), People.VerifierOf(world.ParkId)).Value()).Content.ShouldNotBeEmpty();
        (await world.Send(new GetRunFile(world.Park, world.Microgrid, 2, "balance.csv", Release.Home)).Value()).Content.IsEmpty.ShouldBeFalse();
        var again = await world.Run(MonthWorld.February, MonthWorld.March);
        again.State.ShouldBe(RunState.Provisional);
        (await database.Look(async db => System.Text.Encoding.UTF8.GetString((await db.RunInputs.SingleAsync(x => x.RunId == again.Id)).ParkJson))).ShouldContain($"\"openingGreenWh\":{closing.PoolGreenWh}");
        (await world.Finalise(again.Number, "Once more")).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task What_is_on_hold_not_final_or_still_worked_on_stays()
    {
        var world = await TwoMonths();
        database.Clock.Now = Later;
        var (officer, clerk) = (People.OfficerOf(world.ParkId), People.OperatorOf(world.ParkId));
        await world.Send(new HoldMonths(world.Park, MonthWorld.January, MonthWorld.February, "A dispute"), officer).Value();
        (await CarryOut(world)).ShouldBe(0);
        await world.Send(new ReleaseHold(world.Park, 1, "Settled"), officer).Value();
        var edit = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new ProposeEdit.Value(2, 9)], "Wrong"), clerk).Value();
        (await CarryOut(world)).ShouldBe(0, "a change waits");
        await world.Send(new WithdrawChange(world.Park, world.Microgrid, edit.Number, (await world.Send(new GetChange(world.Park, world.Microgrid, edit.Number)).Value()).Version), clerk).Value();
        var again = await world.Run(MonthWorld.January, MonthWorld.February);
        (await CarryOut(world)).ShouldBe(0, "a run waits for a decision");
        await world.Finalise(again.Number, "Once more");
        (await CarryOut(world)).ShouldBeGreaterThan(0);
        (await Rows(world)).January.ShouldBe(0, "superseded results go too");
    }

    [Fact]
    public async Task A_month_beside_one_that_is_not_final_stays()
    {
        database.Clock.Now = Now;
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.March);
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
        await SetTerm(world);
        database.Clock.Now = Later.AddMonths(12);
        (await CarryOut(world)).ShouldBe(0);
        await world.Finalise((await world.Run(MonthWorld.February, MonthWorld.March)).Number);
        (await CarryOut(world)).ShouldBeGreaterThan(0);
        (await Rows(world)).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task A_run_of_two_months_goes_with_both_or_not_at_all()
    {
        database.Clock.Now = Now;
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.March);
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.March)).Number);
        await SetTerm(world);
        database.Clock.Now = Later;
        (await CarryOut(world)).ShouldBe(0);
        database.Clock.Now = Later.AddMonths(1).AddDays(1);
        (await CarryOut(world)).ShouldBeGreaterThan(0);
        (await Rows(world)).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public async Task The_triggers_let_go_what_is_of_a_retired_month_of_its_microgrid_and_nothing_is_ever_changed()
    {
        var (here, there) = (await TwoMonths(), await Retired());
        string[] tables = ["ReadingDays", "ReadingChangeDays", "MemberDays", "BalanceDays", "AuditPackContents"];
        foreach (var table in tables) (await Fault($"DELETE FROM {table} WHERE ParkId = {{0}}", here)).ShouldContain("append-only", Case.Sensitive, "a month is its own microgrid's");
        database.Clock.Now = Later;
        await CarryOut(here);
        foreach (var table in tables.Except(["ReadingChangeDays"]))
        {
            (await Fault($"DELETE FROM {table} WHERE ParkId = {{0}}", here)).ShouldContain("append-only", Case.Sensitive, "what is younger stays");
            (await Fault($"UPDATE {table} SET ParkId = ParkId WHERE ParkId = {{0}}", there)).ShouldContain("append-only");
        }
        foreach (var table in (string[])["RetiredMonths", "AuditPacks", "RunInputs", "RunSummaries", "FinalDays"]) (await Fault($"DELETE FROM {table} WHERE ParkId = {{0}}", here)).ShouldContain("append-only");
    }

    private Task<int> CarryOut(MonthWorld world) => database.Sender.Send(new CarryOutRetention(RetentionKind.LoadCurves, world.ParkId), CurrentUser.System).Value();

    private static Task SetTerm(MonthWorld world) => world.Send(new SetRetention(world.Park, RetentionKind.LoadCurves, RetentionRule.Months, 36, "As agreed")).Value();

    /// <summary>January, with a change of a day, and February are final; the park keeps 36 months.</summary>
    private async Task<MonthWorld> TwoMonths()
    {
        database.Clock.Now = Now;
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.March);
        var edit = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new ProposeEdit.Value(1, 299_000)], "Meter exchange")).Value();
        var version = (await world.Send(new GetChange(world.Park, world.Microgrid, edit.Number)).Value()).Version;
        await world.Send(new ApproveChange(world.Park, world.Microgrid, edit.Number, version), People.As(Role.ParkManager, world.ParkId)).Value();
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
        await world.Finalise((await world.Run(MonthWorld.February, MonthWorld.March)).Number);
        await SetTerm(world);
        return world;
    }

    private async Task<MonthWorld> Retired()
    {
        var world = await TwoMonths();
        database.Clock.Now = Later;
        (await CarryOut(world)).ShouldBeGreaterThan(0);
        return world;
    }

    /// <summary>Rows of days by month, the files of packs, and all of them.</summary>
    private Task<(int January, int February, int Packs, int All)> Rows(MonthWorld world) => database.Look(async db =>
    {
        var days = new List<DateOnly>();
        days.AddRange(await db.ReadingDays.Where(x => x.ParkId == world.ParkId).Select(x => x.Day).ToListAsync());
        days.AddRange(await db.ReadingChangeDays.Where(x => x.ParkId == world.ParkId).Select(x => x.Day).ToListAsync());
        days.AddRange(await db.MemberDays.Where(x => x.ParkId == world.ParkId).Select(x => x.Day).ToListAsync());
        days.AddRange(await db.BalanceDays.Where(x => x.ParkId == world.ParkId).Select(x => x.Day).ToListAsync());
        var packs = await db.AuditPackContents.CountAsync(x => x.ParkId == world.ParkId);
        return (days.Count(x => x < MonthWorld.February), days.Count(x => x >= MonthWorld.February), packs, days.Count + packs);
    });

    private Task<string> Fault(string sql, MonthWorld world) => database.Look(async db =>
        (await Should.ThrowAsync<global::System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql, world.ParkId.Value))).Message);
}
