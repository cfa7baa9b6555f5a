using System.Text;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Tests.Features;

/// <summary>Readings that people and methods change: proposed, decided, reverted, and what is known of them afterwards.</summary>
public sealed class ChangesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February, Fifth = January.AddDays(4);

    [Fact]
    public async Task An_estimated_interval_is_told_as_such_from_the_run_to_the_statement_and_the_pack_verifies()
    {
        var world = await Imported(gapAt: 5);
        (await world.Run(January, February)).State.ShouldBe(RunState.Failed);
        var proposed = await Estimate(world, Fifth, (6, 300_123));
        (await world.Run(January, February)).State.ShouldBe(RunState.Failed, "what is only proposed counts for nothing");
        await Approve(world, proposed.Number).Value();

        var run = await world.Run(January, February);
        run.State.ShouldBe(RunState.Provisional, string.Join("; ", run.Errors.Select(e => ErrorResources.Texts.Line(e))));
        RunFigures.Read(Encoding.UTF8.GetBytes(run.Summary!)).Quality.ShouldBe(new RunFigures.OfReadings(31 * 24 * 7 - 1, 1, 0, 0));
        (await world.Finalise(run.Number)).State.ShouldBe(RunState.Final);
        var pack = await world.Send(new GetPack(world.Park, world.Microgrid, run.Number, Release.Home)).Value();
        PackVerifier.Verify(new MemoryStream(pack.Content)).Holds.ShouldBeTrue();
        TextOf(pack.Content, "quality.csv").Split('\n').Single(x => x.StartsWith("2026-01-05T05:00", StringComparison.Ordinal)).ShouldContain("E");
        TextOf(pack.Content, "quality.csv").Count(x => x == 'E').ShouldBe(1 + "MP-EXP".Count(x => x == 'E'));
        var statement = (await world.Send(new ListStatements(world.Park)).Value()).Items.Single(x => x.Tenant == "forge");
        var json = await world.Send(new GetStatementFile(world.Park, statement.Number, StatementFile.Json)).Value();
        StatementJson.Read(json.Content.ToArray(), "statement.json").Value.Figures.ShouldNotBeNull();
        Encoding.UTF8.GetString(json.Content.ToArray()).ShouldContain("\"estimated\":1");
        var log = TextOf(pack.Content, "log.jsonl");
        foreach (var action in (string[])[nameof(ProposeEstimates), nameof(ApproveChange), nameof(ImportReadings)]) log.Split($"\"action\":\"{action}\"").Length.ShouldBe(2, action);
    }

    [Fact]
    public async Task A_file_carries_on_quality_and_flags_of_the_intervals_that_it_does_not_have()
    {
        var world = await Imported(gapAt: 5);
        await Approve(world, (await Estimate(world, Fifth, (6, 1_000), (7, 2_000))).Number).Value();
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, February)).TrimEnd('\n').Split('\n');
        var part = string.Join('\n', lines[0], lines[1 + 4 * 24 + 6]);   // the seventh hour of the fifth, measured after all
        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "part.csv", Encoding.ASCII.GetBytes(part))).Value();
        preview.Overwrites!.ShouldSatisfyAllConditions(x => x.Code.ShouldBe("import.overwrites_changes"), x => x.Args.ShouldBe([1L, "MP-F 2026-01-05"]));
        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "part.csv", Encoding.ASCII.GetBytes(part), Correction: true)).Value()).Overwrites.ShouldBeNull();
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "part.csv", Encoding.ASCII.GetBytes(part))).Fails("import.overwrites_changes");
        (await Newest(world, "MP-F", Fifth)).Revision.ShouldBe(2);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "part.csv", Encoding.ASCII.GetBytes(part), ReplaceChanges: true)).Value();
        var newest = await Newest(world, "MP-F", Fifth);
        (newest.Revision, newest.Readings!.Quality, newest.Readings.Marks).ShouldBe((3, "MMMMMEMMMMMMMMMMMMMMMMMM", "6:GP/linear"));
        (newest.Readings.ValuesWh[5], newest.Readings.ValuesWh[6]).ShouldBe((1_000, 304_000));
    }

    [Fact]
    public async Task What_a_file_says_as_it_was_approved_or_of_other_readings_replaces_nothing()
    {
        var world = await Imported(gapAt: 5);
        await Approve(world, (await Estimate(world, Fifth, (6, 1_000))).Number).Value();
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, February, 2)).TrimEnd('\n').Split('\n');
        // generation and export are others, and Forge's hour that was estimated is not in the file
        lines[1 + 4 * 24 + 5] = string.Join(',', lines[1 + 4 * 24 + 5].Split(',').Select((x, i) => i == 2 ? "" : x));
        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, "others.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines)))).Value();
        taken.DaysWritten.ShouldBe(31 * 2);
        (await Newest(world, "MP-F", Fifth)).Readings!.Marks.ShouldBe("6:GP/linear");

        // an edit is told even in a day that a file has written since
        await Approve(world, (await Edit(world, Fifth, (10, 7_000))).Number).Value();
        var eleventh = string.Join('\n', lines[0], lines[1 + 4 * 24 + 10].Replace("304.000", "305.000", StringComparison.Ordinal));
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "eleventh.csv", Encoding.ASCII.GetBytes(eleventh), ReplaceChanges: true)).Value();
        var tenth = string.Join('\n', lines[0], lines[1 + 4 * 24 + 9]);
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "tenth.csv", Encoding.ASCII.GetBytes(tenth))).Fails("import.overwrites_changes")).Args[0].ShouldBe(1L);
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "tenth.csv", Encoding.ASCII.GetBytes(tenth), Correction: "the meter was right")).Value()).Change.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_proposes_may_decide_unless_the_microgrid_asks_for_four_eyes()
    {
        var world = await Imported();
        var (otto, officer) = (world.Operator, People.OfficerOf(world.ParkId));
        var first = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 7_000)], "Meter read wrongly"), otto).Value();
        await Approve(world, first.Number, otto).Value();
        await world.Send(new SetFourEyes(world.Park, world.Microgrid, await world.Version(), true)).Fails("user.not_allowed");
        await world.Send(new SetFourEyes(world.Park, world.Microgrid, await world.Version(), true), officer).Value();
        (await world.Send(new GetMicrogrid(world.Park, world.Microgrid)).Value()).FourEyes.ShouldBeTrue();

        var second = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 8_000)], "Meter read wrongly"), otto).Value();
        await Approve(world, second.Number, otto).Fails("change.needs_another");
        await world.Send(new RejectChange(world.Park, world.Microgrid, second.Number, await VersionOf(world, second.Number), "no"), otto).Fails("change.needs_another");
        (await Shown(world, second.Number, otto)).MayDecide.ShouldBeFalse();
        (await Shown(world, second.Number, officer)).MayDecide.ShouldBeTrue();
        await Approve(world, second.Number, officer).Value();
        (await Newest(world, "MP-F", Fifth)).Readings!.ValuesWh[0].ShouldBe(8_000);
        (await database.Look(db => db.AuditRecords.CountAsync(x => x.ParkId == world.ParkId && x.Action == nameof(ApproveChange) && x.UserName == "Cora"))).ShouldBe(1);
    }

    [Fact]
    public async Task Under_four_eyes_a_correction_that_ones_own_key_delivered_is_ones_own()
    {
        var world = await Imported();
        var (otto, olga) = (world.Operator, world.Operator);
        await world.Send(new SetFourEyes(world.Park, world.Microgrid, await world.Version(), true), People.OfficerOf(world.ParkId)).Value();
        var key = await world.Send(new CreateApiKey(world.Park, "gateway", "Substation 1"), otto).Value();
        var identified = await world.Send(new IdentifyApiKey(key.Key), CurrentUser.System).Value();
        var gateway = People.As(Role.MeterGateway, world.ParkId, name: "API key gateway", id: identified.Id.Value);
        var change = (await world.Send(new ImportReadings(world.Park, world.Microgrid, "late.csv", MonthWorld.Csv(January, January.AddDays(1), 2), Correction: "Wrong factor"), gateway).Value()).Change!.Value;
        await Approve(world, change, otto).Fails("change.needs_another");
        (await Shown(world, change, otto)).MayDecide.ShouldBeFalse();
        (await Shown(world, change, otto)).ProposedBy.ShouldBe("API key gateway");
        ((await Shown(world, change, otto)).MayWithdraw, (await Shown(world, change, olga)).MayWithdraw).ShouldBe((true, false));
        await Approve(world, change, olga).Value();
        (await Shown(world, change, otto)).MayWithdraw.ShouldBeFalse();
    }

    [Fact]
    public async Task Four_eyes_is_switched_off_only_by_those_who_cannot_propose()
    {
        var world = await Imported();
        var officer = People.OfficerOf(world.ParkId);
        await Switch(true, People.Administrator).Value();
        foreach (var both in (CurrentUser[])[People.Administrator, await WhoIsAlso(Role.ParkClerk), await WhoIsAlso(Role.Administrator)])
            (await Switch(false, both).Fails("microgrid.four_eyes_bound")).Args.ShouldBe(["mg-1"]);
        (await world.Send(new GetMicrogrid(world.Park, world.Microgrid)).Value()).FourEyes.ShouldBeTrue();
        await Switch(false, officer).Value();

        // an officer who holds another role too, and does not act as it now
        async Task<CurrentUser> WhoIsAlso(Role role)
        {
            var email = $"{Guid.CreateVersion7():N}@greenpark.example";
            var id = (await world.Send(new CreateUser(email, new UserFields("Cora", "en"), new RoleFields(Role.ComplianceOfficer, world.Park)), People.Administrator).Value()).Id;
            await world.Send(new GiveRole(email, new RoleFields(role, role == Role.Administrator ? "" : world.Park)), People.Administrator).Value();
            return officer with { Id = id };
        }

        async Task<Result<Done>> Switch(bool on, CurrentUser by) => await world.Send(new SetFourEyes(world.Park, world.Microgrid, await world.Version(), on), by);
    }

    [Fact]
    public async Task A_change_on_readings_that_have_moved_since_is_refused_and_leaves_nothing()
    {
        var world = await Imported();
        var (first, second) = (await Edit(world, Fifth, (1, 7_000)), await Edit(world, Fifth, (2, 8_000)));
        (first.Number, second.Number).ShouldBe((1, 2));
        await Approve(world, first.Number).Value();
        (await Approve(world, second.Number).Fails("change.readings_moved")).Args.ShouldBe([2, Code.Of("MP-F"), Fifth]);
        (await Shown(world, second.Number)).State.ShouldBe(ChangeState.Proposed);
        (await Newest(world, "MP-F", Fifth)).Revision.ShouldBe(2);
        await Approve(world, first.Number).Fails("change.not_proposed");
    }

    [Fact]
    public async Task What_is_rejected_or_withdrawn_counts_for_nothing_and_stays_on_record()
    {
        var world = await Imported();
        var otto = world.Operator;
        var (rejected, withdrawn) = (await Edit(world, Fifth, (1, 7_000)), await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, null)], "why"), otto).Value());
        await world.Send(new RejectChange(world.Park, world.Microgrid, rejected.Number, await VersionOf(world, rejected.Number), "")).Fails("field.missing");
        await world.Send(new RejectChange(world.Park, world.Microgrid, rejected.Number, await VersionOf(world, rejected.Number), "The meter was right")).Value();
        await world.Send(new WithdrawChange(world.Park, world.Microgrid, withdrawn.Number, await VersionOf(world, withdrawn.Number))).Fails("change.of_another");
        await world.Send(new WithdrawChange(world.Park, world.Microgrid, withdrawn.Number, Guid.CreateVersion7()), otto).Fails("data.changed_meanwhile");
        await world.Send(new WithdrawChange(world.Park, world.Microgrid, withdrawn.Number, await VersionOf(world, withdrawn.Number)), otto).Value();
        (await world.Send(new ListChanges(world.Park, world.Microgrid)).Value()).Items.Select(x => (x.Number, x.State)).ShouldBe([(2, ChangeState.Withdrawn), (1, ChangeState.Rejected)]);
        (await world.Send(new ListChanges(world.Park, world.Microgrid, ChangeState.Rejected)).Value()).Total.ShouldBe(1);
        (await Newest(world, "MP-F", Fifth)).Revision.ShouldBe(1);
        var shown = (await Shown(world, withdrawn.Number)).Days.Items.Single();
        (shown.Before!.ValuesWh[0], shown.After.ValuesWh[0], shown.After.Quality[0]).ShouldBe((304_000, null, '-'));
    }

    [Fact]
    public async Task A_reversal_puts_back_what_was_there_and_is_a_change_itself()
    {
        var world = await Imported();
        var before = await Newest(world, "MP-F", Fifth);
        var edit = await Edit(world, Fifth, (1, 7_000), (24, null));
        await Revert(world, edit.Number).Fails("change.not_approved");
        await Approve(world, edit.Number).Value();
        var reversal = await Revert(world, edit.Number).Value();
        (await Newest(world, "MP-F", Fifth)).Readings!.ValuesWh[0].ShouldBe(7_000);
        await Approve(world, reversal.Number).Value();
        var after = await Newest(world, "MP-F", Fifth);
        after.Revision.ShouldBe(3);
        after.Readings.ShouldSayTheSameAs(before.Readings);
        var reverted = await Shown(world, edit.Number);
        (reverted.State, reverted.RevertedBy, (await Shown(world, reversal.Number)).Reverts).ShouldBe((ChangeState.Reverted, reversal.Number, edit.Number));
        await Revert(world, edit.Number).Fails("change.not_approved");
        await Approve(world, (await Revert(world, reversal.Number).Value()).Number).Value();
        (await Shown(world, edit.Number)).RevertedBy.ShouldBe(reversal.Number, "what reverted it stays known once it is reverted itself");
    }

    [Fact]
    public async Task A_reversal_never_throws_away_what_came_later()
    {
        var world = await Imported();
        var (first, later) = (await Edit(world, Fifth, (1, 7_000)), default(ProposedChange)!);
        await Approve(world, first.Number).Value();
        await Approve(world, (later = await Edit(world, Fifth, (2, 8_000))).Number).Value();
        await Revert(world, first.Number).Fails("change.changed_again");
        await Approve(world, (await Revert(world, later.Number).Value()).Number).Value();
        await Revert(world, first.Number).Fails("change.changed_again");   // the reversal of the later one is the newest now
    }

    [Fact]
    public async Task A_day_without_readings_is_one_again_after_a_reversal()
    {
        var world = await Imported();
        var (day, start) = (MonthWorld.March, database.Clock.Now);
        database.Clock.Now = start.AddDays(1);   // two days of March are over
        var estimate = await Estimate(world, day, [.. Enumerable.Range(1, 24).Select(x => (x, 1_000L * x))]);
        var nothing = await Missing();
        await Approve(world, estimate.Number).Value();
        (await Missing()).ShouldContain(x => x.Point == "MP-F" && x.From == day.AddDays(1));
        await Approve(world, (await Revert(world, estimate.Number).Value()).Number).Value();
        (await Missing()).ShouldBe(nothing);
        (await Newest(world, "MP-F", day)).Missing.ShouldBe(24);
        nothing.ShouldHaveSingleItem();
        database.Clock.Now = start;

        Task<IReadOnlyList<ReadingGap>> Missing() => world.Send(new ListMissingReadings(world.Park, world.Microgrid, day)).Value();
    }

    [Fact]
    public async Task Readings_are_told_as_they_were_known_at_any_instant()
    {
        var world = await Imported();
        var (imported, start) = (database.Clock.Now, database.Clock.Now);
        database.Clock.Now = start.AddHours(1);
        var edit = await Edit(world, Fifth, (1, 7_000));
        database.Clock.Now = start.AddHours(2);
        await Approve(world, edit.Number).Value();
        (await Known(imported.AddSeconds(-1))).ShouldBeEmpty();
        (await Known(imported)).Single().Readings.ValuesWh[0].ShouldBe(304_000);
        (await Known(start.AddHours(1).AddMinutes(30))).Single().Revision.ShouldBe(1, "proposed is not known");
        var now = (await Known(start.AddHours(2))).Single();
        (now.Revision, now.Readings.ValuesWh[0], now.Readings.Quality[0]).ShouldBe((2, 7_000, 'X'));
        var revisions = await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, "MP-F", Fifth)).Value();
        revisions.Select(x => (x.Revision, x.By, x.File, x.Change)).ShouldBe([(2, "Otto", null, edit.Number), (1, "Otto", "2026-01.csv", null)]);
        database.Clock.Now = start;

        Task<IReadOnlyList<GetReadingsAsOf.OfDay>> Known(DateTimeOffset at) => world.Send(new GetReadingsAsOf(world.Park, world.Microgrid, "MP-F", Fifth, Fifth.AddDays(1), at)).Value();
    }

    [Fact]
    public async Task A_proposal_that_makes_no_sense_is_refused()
    {
        var world = await Imported();
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 304_000)], "why")).Fails("change.nothing");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(25, 1)], "why")).Fails("change.no_such_interval");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, -5)], "why")).Fails("field.out_of_range");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 5)], " ")).Fails("field.missing");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-X", Fifth, [new(1, 5)], "why")).Fails("metering.not_found");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", new DateOnly(2026, 3, 3), [new(1, 5)], "why")).Fails("change.in_the_future");
        await world.Send(new ProposeEstimates(world.Park, world.Microgrid, [new("MP-F", Fifth, [new(0, 5, "GP/linear")])], "why")).Fails("change.no_such_interval");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 5)], "why"), People.VerifierOf(world.ParkId)).Fails("user.not_allowed");
        await world.Send(new ListChanges(world.Park, world.Microgrid), People.Of(world.ParkId, world.Forge)).Fails("user.not_allowed");
        (await world.Send(new ListChanges(world.Park, world.Microgrid)).Value()).Total.ShouldBe(0);
    }

    /// <summary>January, without the hour given on the fifth for Forge.</summary>
    private async Task<MonthWorld> Imported(int? gapAt = null)
    {
        var world = await new MonthWorld(database).Build();
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, February)).Split('\n');
        if (gapAt is { } hour)
        {
            var cells = lines[1 + 4 * 24 + hour].Split(',');
            cells[2] = "";
            lines[1 + 4 * 24 + hour] = string.Join(',', cells);
        }
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "2026-01.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines)))).Value();
        return world;
    }

    private static Task<ProposedChange> Edit(MonthWorld world, DateOnly day, params (int Interval, long? Wh)[] values) =>
        world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", day, [.. values.Select(x => new ProposeEdit.Value(x.Interval, x.Wh))], "Meter read wrongly")).Value();

    private static Task<ProposedChange> Estimate(MonthWorld world, DateOnly day, params (int Interval, long Wh)[] values) =>
        world.Send(new ProposeEstimates(world.Park, world.Microgrid, [new("MP-F", day, [.. values.Select(x => new ProposeEstimates.Value(x.Interval, x.Wh, "GP/linear"))])], "Gateway was down")).Value();

    private static async Task<Result<ApproveChange.Approved>> Approve(MonthWorld world, int number, CurrentUser? by = null) =>
        await world.Send(new ApproveChange(world.Park, world.Microgrid, number, await VersionOf(world, number)), by);

    private static async Task<Result<ProposedChange>> Revert(MonthWorld world, int number) =>
        await world.Send(new RevertChange(world.Park, world.Microgrid, number, await VersionOf(world, number), "It was right before"));

    private static Task<GetChange.Detail> Shown(MonthWorld world, int number, CurrentUser? by = null) => world.Send(new GetChange(world.Park, world.Microgrid, number), by).Value();

    private static async Task<Guid> VersionOf(MonthWorld world, int number) => (await Shown(world, number)).Version;

    private static async Task<ListReadingRevisions.Item> Newest(MonthWorld world, string point, DateOnly day) =>
        (await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, point, day)).Value())[0];

    private static string TextOf(byte[] pack, string file)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(pack));
        using var reader = new StreamReader(archive.Entries.Single(x => x.Name == file).Open());
        return reader.ReadToEnd();
    }
}
