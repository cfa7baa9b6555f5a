using System.Text;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Tests.Features;

/// <summary>Readings of final days that turn out to be others: proposed with what would follow, approved, run again, and all that was before is kept.</summary>
public sealed class CorrectionsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February, March = MonthWorld.March, April = new(2026, 4, 1);

    [Fact]
    public async Task A_file_of_final_days_is_proposed_as_a_correction_and_counts_for_nothing_until_it_is_approved()
    {
        var world = await Final(January);
        var file = Dark(January.AddDays(30));
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "late.csv", file)).Fails("period.final")).Args.ShouldBe(["2026-01-31", "2026-01-31"]);
        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "late.csv", file, null, Correction: true)).Value()).ErrorCount.ShouldBe(0);
        var taken = await Correct(world, file);
        (taken.Change, taken.DaysWritten, taken.Readings).ShouldBe((1, 0, 48));
        var change = await Shown(world, 1);
        (change.Kind, change.State, change.File, change.Days.Total).ShouldBe((ChangeKind.Correction, ChangeState.Proposed, "late.csv", 2));
        change.Days.Items.ShouldContain(x => x.Point == "MP-PV" && x.Before!.ValuesWh[12] == 900_000 && x.After.ValuesWh[12] == 0 && x.After.Quality == new string('M', 24));
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId && x.Revision > 1))).ShouldBe(0);
        (await world.Send(new CalculateRun((await world.Get(1)).Id), CurrentUser.System).Value()).Inputs.Readings[0].ShouldBe((await world.Get(1)).ReadingsSha256);
    }

    [Fact]
    public async Task A_file_whose_correction_was_rejected_can_come_again_and_one_that_differs_nowhere_proposes_nothing()
    {
        var world = await Final(January);
        var file = Dark(January.AddDays(30));
        await Correct(world, file);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "late.csv", file, Correction: "again")).Fails("import.proposed_already");
        await world.Send(new RejectChange(world.Park, world.Microgrid, 1, (await Shown(world, 1)).Version, "Ask the meter's owner first")).Value();
        (await Correct(world, file)).Change.ShouldBe(2);
        (await world.Send(new ListImports(world.Park, world.Microgrid)).Value()).Items.Select(x => x.Change).ShouldBe([null, 1, 2], ignoreOrder: true);
        (await database.Look(db => db.ReadingImports.Where(x => x.ParkId == world.ParkId && x.FileName == "late.csv").Select(x => x.Attempt).ToListAsync())).Order().ShouldBe([1, 2]);
        var same = MonthWorld.Csv(January, January.AddDays(1));
        (await Correct(world, same)).Change.ShouldBeNull();
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "x.csv", same, Correction: new string('x', 501))).Fails("field.too_long");
    }

    [Fact]
    public async Task A_file_taken_by_the_wrong_columns_comes_again_as_a_correction_by_the_right_ones()
    {
        var world = await Final(January);
        var file = MonthWorld.Csv(February, February.AddDays(1));
        var names = Encoding.ASCII.GetString(file).Split('\n')[0].Split(',')[1..];
        var wrong = names.ToDictionary(x => x, x => x is "MP-F" ? "MP-M" : x is "MP-M" ? "MP-F" : (string?)x);
        var first = await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", file, wrong)).Value();
        (await world.Send(new GetImport(world.Park, world.Microgrid, $"{first.Id.Value}")).Value()).ShouldSatisfyAllConditions(x => x.FileName.ShouldBe("february.csv"), x => x.ProfileJson.ShouldBeNull(), x => x.Change.ShouldBeNull());
        await world.Send(new GetImport(world.Park, world.Microgrid, "none")).Fails("import.not_found");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", file)).Fails("import.taken_already");
        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "february.csv", file, wrong, Correction: true)).Value()).Errors.Single().Code.ShouldBe("import.taken_already");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", file, wrong, "Nothing else")).Fails("import.taken_already");

        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "february.csv", file, Correction: true)).Value()).ErrorCount.ShouldBe(0);
        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", file, Correction: "Two columns were exchanged")).Value();
        (await Shown(world, taken.Change!.Value)).Days.Items.Select(x => x.Point).ShouldBe(["MP-F", "MP-M"], ignoreOrder: true);
        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "february.csv", file)).Value()).Errors.Single().Code.ShouldBe("import.proposed_already");
        await Approve(world, taken.Change!.Value);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", file, Correction: "Once more")).Fails("import.taken_already");
    }

    [Fact]
    public async Task The_blast_radius_is_what_the_superseding_runs_then_give()
    {
        database.Clock.Now = new(2026, 4, 2, 8, 0, 0, TimeSpan.Zero);
        var world = await Final(January, February, March);
        await Correct(world, Dark(January.AddDays(30)));
        var radius = await world.Send(new GetBlastRadius(world.Park, world.Microgrid, 1), People.VerifierOf(world.ParkId)).Value();
        // the storage is empty at the end of February: March opens with nothing as before
        radius.Periods.Select(x => (x.From, x.Run, x.HasDays, x.RegistersChanged)).ShouldBe([(January, 1, true, false), (February, 2, false, false)]);
        (radius.IsWhole, radius.Periods[0].Pack).ShouldBe((true, (await world.Send(new GetPack(world.Park, world.Microgrid, 1, Release.Home)).Value()).FileName));
        radius.Periods[0].Statements.ShouldBe(["mg-1-202601-forge-r1", "mg-1-202601-mould-r1"], ignoreOrder: true);
        var forge = radius.Periods[0].Members.Single(x => x.Code == "forge");
        (forge.Difference.ConsumptionWh, forge.Difference.AttributedWh < 0, forge.Difference.MarketBasedG > 0).ShouldBe((0, true, true));
        radius.Periods[1].Members.Sum(x => x.Difference.AttributedWh).ShouldBeLessThan(0);
        (await world.Send(new ListRuns(world.Park)).Value()).Total.ShouldBe(3, "nothing is stored");

        var approved = await Approve(world, 1);
        approved.Runs.ShouldBe([4]);
        await Work(world, 4);
        (await MembersOf(world, 4)).ShouldBe(radius.Periods[0].Members.Select(x => x.After));
        await world.Finalise(4, "Meter was dark");
        (await Steps(world)).ShouldBe([(OpenWork.RunAgain, February, 2)]);
        var february = await world.Run(February, March);
        (await MembersOf(world, february.Number)).ShouldBe(radius.Periods[1].Members.Select(x => x.After));
        await world.Finalise(february.Number, "Opens with January's new pool");
        (await Steps(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_approved_change_tells_the_runs_that_took_it_and_the_statements_they_revised()
    {
        var world = await Final(January, February);
        await Correct(world, Dark(January.AddDays(30)));
        (await Shown(world, 1)).Runs.ShouldBeEmpty();
        database.Clock.Now = database.Clock.Now.AddHours(1);
        await Approve(world, 1);
        (await Shown(world, 1)).Runs.Select(x => (x.Number, x.From, x.To, x.State, x.Supersedes, x.Statements.Count)).ShouldBe([(3, January, February, RunState.Queued, null, 0)]);
        await Work(world, 3);
        await world.Finalise(3, "Meter was dark");
        var revised = (await Shown(world, 1)).Runs.Single();
        (revised.State, revised.Supersedes, revised.Revision).ShouldBe((RunState.Final, 1, 2));
        revised.Statements.ShouldBe(["mg-1-202601-forge-r2", "mg-1-202601-mould-r2"], ignoreOrder: true);
        database.Clock.Now = database.Clock.Now.AddHours(-1);
    }

    [Fact]
    public async Task A_correction_that_leaves_the_same_pool_touches_no_later_period()
    {
        var world = await Final(January, February);
        await Correct(world, MonthWorld.Csv(January, February, scale: 2));
        var radius = await world.Send(new GetBlastRadius(world.Park, world.Microgrid, 1)).Value();
        radius.Periods.Select(x => x.From).ShouldBe([January]);
        radius.Periods[0].Members.ShouldAllBe(x => x.Difference.ConsumptionWh == 0);
    }

    [Fact]
    public async Task While_a_superseding_run_is_issued_its_period_is_told_once()
    {
        var world = await Final(January, February);
        var again = await world.Run(January, February);
        await world.Send(new FinaliseRun(world.Park, world.Microgrid, again.Number, again.Version, "Once more")).Value();
        await Correct(world, Dark(January.AddDays(30)));
        var periods = (await Reach(world, 1)).Periods;
        periods.Select(x => (x.From, x.Run, x.HasDays)).ShouldBe([(January, again.Number, true), (February, 2, false)]);
        await world.Worker.WorkAsync(again.Id, RunState.Finalising);
        (await Reach(world, 1)).Periods.Select(x => x.Members).ShouldSayTheSameAs(periods.Select(x => x.Members));
    }

    [Fact]
    public async Task What_others_have_changed_since_is_told_to_be_part_of_the_difference()
    {
        var world = await Final(January);
        await Correct(world, Dark(January.AddDays(10)));
        (await OthersIn(1)).ShouldBeFalse();
        await Approve(world, 1);
        (await OthersIn(1)).ShouldBeFalse("its own revisions are no others'");
        await Correct(world, Dark(January.AddDays(20)));
        (await OthersIn(2)).ShouldBeTrue();
        await Work(world, 2);
        await world.Finalise(2, "Correction 1");
        ((await OthersIn(1)), (await OthersIn(2))).ShouldBe((false, false), "the final run has them now");
        await Approve(world, 2);
        ((await OthersIn(1)), (await OthersIn(2))).ShouldBe((true, false));

        async Task<bool> OthersIn(int change) => (await Reach(world, change)).Periods.Single().ReadingsChanged;
    }

    [Fact]
    public async Task A_final_period_that_opened_after_a_provisional_one_is_reached_through_it()
    {
        database.Clock.Now = new(2026, 4, 2, 8, 0, 0, TimeSpan.Zero);
        var world = await new MonthWorld(database).Build();
        await world.Import(January, April);
        foreach (var month in (DateOnly[])[January, March]) await world.Finalise((await world.Run(month, month.AddMonths(1))).Number);
        (await world.Run(February, March)).State.ShouldBe(RunState.Provisional);
        (await world.Finalise((await world.Run(March, April)).Number, "Opens with February's pool")).State.ShouldBe(RunState.Final);

        await Correct(world, Dark(February.AddDays(27)));
        var radius = await Reach(world, 1);
        radius.Periods.Select(x => (x.From, x.Run, x.HasDays)).ShouldBe([(March, 4, false)]);
        radius.Periods[0].Members.Sum(x => x.Difference.AttributedWh).ShouldBeLessThan(0);
        (await Approve(world, 1)).Runs.ShouldBeEmpty();
        await world.Run(February, March);
        (await MembersOf(world, (await world.Run(March, April)).Number)).ShouldBe(radius.Periods[0].Members.Select(x => x.After));
    }

    [Fact]
    public async Task A_month_is_put_in_order_while_the_one_after_it_is_still_issued()
    {
        database.Clock.Now = new(2026, 4, 2, 8, 0, 0, TimeSpan.Zero);
        var world = await new MonthWorld(database).Build();
        await world.Import(January, April);
        foreach (var month in (DateOnly[])[January, March]) await world.Finalise((await world.Run(month, month.AddMonths(1))).Number);
        var february = await world.Run(February, March);
        var march = await world.Run(March, April);
        await world.Send(new FinaliseRun(world.Park, world.Microgrid, march.Number, march.Version, "Opens with February's pool")).Value();
        (await world.Get(march.Number)).State.ShouldBe(RunState.Finalising);
        (await world.Finalise(february.Number)).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task A_change_of_days_that_are_not_final_touches_nothing_and_one_that_cannot_be_calculated_says_why()
    {
        var world = await Final(January);
        var edit = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", January.AddDays(3), [new(1, null)], "No reading after all")).Value();
        var radius = await world.Send(new GetBlastRadius(world.Park, world.Microgrid, edit.Number)).Value();
        (radius.IsWhole, radius.Periods.Single().Errors.Single().Code).ShouldBe((false, "readings.missing"));
        await world.Import(February, February.AddDays(2));
        var later = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", February, [new(1, 1)], "Typed")).Value();
        (await world.Send(new GetBlastRadius(world.Park, world.Microgrid, later.Number)).Value()).Periods.ShouldBeEmpty();
        (await Approve(world, later.Number)).Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_final_period_with_a_corrected_day_is_requested_again_in_order_or_nothing_is_approved()
    {
        var world = await Final(January, February);
        await Correct(world, Dark(January.AddDays(30), February));
        var busy = await world.Send(new RequestRun(world.Park, world.Microgrid, February, March)).Value();
        await world.Send(new ApproveChange(world.Park, world.Microgrid, 1, (await Shown(world, 1)).Version)).Fails("run.busy");
        ((await Shown(world, 1)).State, await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId && x.Revision > 1))).ShouldBe((ChangeState.Proposed, 0));
        await Work(world, busy.Number);
        (await Approve(world, 1)).Runs.ShouldBe([4, 5]);
        (await world.Get(4)).From.ShouldBe(January);
        (await world.Get(5)).From.ShouldBe(February);
    }

    [Fact]
    public async Task A_final_month_whose_corrected_readings_cannot_be_run_is_open_work()
    {
        var world = await Final(January);
        var edit = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", January.AddDays(3), [new(1, null)], "No reading after all")).Value();
        database.Clock.Now = database.Clock.Now.AddHours(1);
        var runs = (await Approve(world, edit.Number)).Runs;
        (await Steps(world)).ShouldBe([(OpenWork.RunAtWork, January, runs[0])]);
        await Work(world, runs[0]);
        (await world.Get(runs[0])).State.ShouldBe(RunState.Failed);
        (await Steps(world)).ShouldBe([(OpenWork.RunAgain, January, 1)]);
        database.Clock.Now = database.Clock.Now.AddHours(-1);
    }

    [Fact]
    public async Task After_two_corrections_the_first_run_is_made_again_byte_for_byte_and_its_pack_still_verifies()
    {
        var world = await Final(January);
        var first = await world.Get(1);
        var pack = (await world.Send(new GetPack(world.Park, world.Microgrid, 1, Release.Home)).Value()).Content;
        foreach (var (change, day) in (IEnumerable<(int, int)>)[(1, 10), (2, 20)])
        {
            await Correct(world, Dark(January.AddDays(day)));
            var run = (await Approve(world, change)).Runs.Single();
            await Work(world, run);
            await world.Send(new FinaliseRun(world.Park, world.Microgrid, run, (await world.Get(run)).Version)).Fails("run.reason_missing");
            (await world.Finalise(run, $"Correction {change}")).Revision.ShouldBe(change + 1);
        }
        (await world.Send(new ListStatements(world.Park)).Value()).Items.Where(x => x.Tenant == "forge").Select(x => (x.Revision, x.Superseded)).ShouldBe([(3, false), (2, true), (1, true)]);
        var again = await world.Send(new CalculateRun(first.Id), CurrentUser.System).Value();
        again.Inputs.Readings[0].ShouldBe(first.ReadingsSha256);
        Encoding.UTF8.GetString(Engine.Results.SummaryJson.Write(again.Result, again.Inputs).Span).ShouldBe(first.Summary);
        var newest = await world.Send(new GetPack(world.Park, world.Microgrid, 3, Release.Home)).Value();
        foreach (var kept in (byte[][])[pack, (await world.Send(new GetPack(world.Park, world.Microgrid, 1, Release.Home)).Value()).Content, newest.Content])
            PackVerifier.Verify(new MemoryStream(kept)).Holds.ShouldBeTrue();
        (await world.Get(3)).ReadingsSha256.ShouldNotBe(first.ReadingsSha256);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(newest.Content));
        using var imports = new StreamReader(archive.Entries.Single(x => x.Name == "imports.json").Open());
        imports.ReadToEnd().ShouldContain("late.csv", customMessage: "the file that a correction came with");
    }

    /// <summary>Months made final, by runs 1, 2 …; the storage is emptied in the evening of 28 February.</summary>
    private async Task<MonthWorld> Final(params DateOnly[] months)
    {
        var world = await new MonthWorld(database).Build();
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, months[^1].AddMonths(1))).Split('\n');
        var evening = Array.FindIndex(lines, x => x.StartsWith("2026-02-28T19:", StringComparison.Ordinal));
        if (evening > 0) lines[evening] = string.Join(',', lines[evening].Split(',').Select((x, i) => i == 5 ? "5000.000" : x));
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "all.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines)))).Value();
        foreach (var month in months) await world.Finalise((await world.Run(month, month.AddMonths(1))).Number);
        return world;
    }

    /// <summary>Days on which the sun did not shine; what was charged came from the grid.</summary>
    private static byte[] Dark(params DateOnly[] days)
    {
        var csv = new StringBuilder("interval_start,MP-PV,MP-IMP\n");
        foreach (var day in days)
            for (var hour = 0; hour < 24; hour++) csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{hour:00}:00:00+08:00,0.000,{(hour == 12 ? 700 : 600)}.000\n");
        return Encoding.ASCII.GetBytes(csv.ToString());
    }

    private static Task<ImportReadings.Taken> Correct(MonthWorld world, byte[] file) =>
        world.Send(new ImportReadings(world.Park, world.Microgrid, "late.csv", file, Correction: "The inverter reported wrongly")).Value();

    private static async Task<ApproveChange.Approved> Approve(MonthWorld world, int number) =>
        await world.Send(new ApproveChange(world.Park, world.Microgrid, number, (await Shown(world, number)).Version)).Value();

    private static async Task Work(MonthWorld world, int run) => await world.Worker.WorkAsync((await world.Get(run)).Id, RunState.Queued);

    [Fact]
    public void A_member_whose_energy_stays_is_not_touched_by_the_rounding_of_a_gram()
    {
        BlastRadius.Member Of(long consumptionWh, long marketG) => new("forge", new(1_000, 500, 10, 10, 10), new(1_000 + consumptionWh, 500, 10, 10 + marketG, 10));
        (Of(0, 0).IsTouched, Of(0, 1).IsTouched, Of(0, -1).IsTouched, Of(0, 2).IsTouched, Of(1, 0).IsTouched).ShouldBe((false, false, false, true, true));
        new BlastRadius.Member("forge", null, new(0, 0, 0, 0, 0)).IsTouched.ShouldBeTrue();
    }

    private static Task<BlastRadius> Reach(MonthWorld world, int change) => world.Send(new GetBlastRadius(world.Park, world.Microgrid, change)).Value();

    private static Task<GetChange.Detail> Shown(MonthWorld world, int number) => world.Send(new GetChange(world.Park, world.Microgrid, number)).Value();

    private static async Task<IEnumerable<BlastRadius.Figures>> MembersOf(MonthWorld world, int run) =>
        RunFigures.Read(Encoding.UTF8.GetBytes((await world.Get(run)).Summary!)).Members
            .Select(x => new BlastRadius.Figures(x.ConsumptionWh, x.AttributedTotalWh, x.LocationBasedG, x.MarketBasedG, x.ReductionG));

    private static async Task<IEnumerable<(OpenWork, DateOnly, int?)>> Steps(MonthWorld world) =>
        (await world.Send(new ListOpenWork(world.Park)).Value()).Where(x => x.Step is not OpenWork.ImportReadings).Select(x => (x.Step, x.Month, x.Run));
}
