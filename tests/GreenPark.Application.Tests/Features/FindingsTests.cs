using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>What validation finds as work with owners and states, and gaps estimated by declared methods.</summary>
public sealed class FindingsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February, Fifth = January.AddDays(4);

    [Fact]
    public async Task A_gap_is_a_finding_that_a_second_validation_does_not_double_and_that_is_resolved_when_it_is_gone()
    {
        var world = await Imported((5, 5, 3));
        var first = await world.Send(new ValidateReadings(world.Park, world.Microgrid, Fifth)).Value();
        first.Points.ShouldBe(7);
        (await database.Look(db => db.AuditRecords.Where(x => x.ParkId == world.ParkId && x.Action == nameof(ValidateReadings)).Select(x => x.ObjectName).SingleAsync())).ShouldBe("mg-1 2026-01", "named after its month");
        var gap = (await List(world)).Findings.Items.Single(x => x.Rule == "gap");
        (gap.State, gap.Severity, gap.FirstDay, gap.Intervals).ShouldBe((FindingState.Open, Severity.Error, Fifth, 3));
        gap.Points.ShouldBe(["MP-F"]);
        gap.Text.ShouldContain("no reading");
        gap.TextZh.ShouldContain("无读数");
        gap.Month.ShouldBe(January);

        var again = await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        (again.New, again.Reopened, again.Resolved).ShouldBe((0, 0, 0));
        (await Shown(world, gap.Number)).Version.ShouldBe(gap.Version, "what is the same is left alone");

        (await List(world)).Validation!.DaysChanged.ShouldBe(0);
        (await world.Send(new ListOpenWork(world.Park)).Value()).Single(x => x.Step == OpenWork.SeeToFindings).ShouldSatisfyAllConditions(x => x.Month.ShouldBe(January), x => x.Count.ShouldBe(1));

        database.Clock.Now += TimeSpan.FromSeconds(1);
        await world.Import(January, February);
        (await List(world)).Validation!.DaysChanged.ShouldBe(1, "only the day of the gap has become another");
        (await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value()).Resolved.ShouldBe(1);
        (await world.Send(new ListOpenWork(world.Park)).Value()).ShouldNotContain(x => x.Step == OpenWork.SeeToFindings);
        (await Shown(world, gap.Number)).State.ShouldBe(FindingState.Resolved);
        (await world.Send(new ListFindings(world.Park, world.Microgrid, January, FindingState.Resolved)).Value()).Findings.Items.Single().Number.ShouldBe(gap.Number);
        (await world.Send(new ListFindings(world.Park, world.Microgrid, February)).Value()).Findings.Total.ShouldBe(0);
        await world.Send(new ReopenFinding(world.Park, world.Microgrid, gap.Number, (await Shown(world, gap.Number)).Version)).Fails("finding.not_held");
    }

    [Fact]
    public async Task A_finding_is_taken_accepted_with_a_reason_and_open_again_when_it_has_become_another()
    {
        var world = await Imported((5, 5, 3));
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var gap = (await List(world)).Findings.Items.Single(x => x.Rule == "gap");
        await world.Send(new TakeFinding(world.Park, world.Microgrid, gap.Number, gap.Version)).Value();
        var taken = await Shown(world, gap.Number);
        (taken.State, taken.Owner).ShouldBe((FindingState.InWork, "Otto"));
        await world.Send(new TakeFinding(world.Park, world.Microgrid, gap.Number, gap.Version)).Fails("finding.not_open");
        await world.Send(new AcceptFinding(world.Park, world.Microgrid, gap.Number, taken.Version, " ")).Fails("field.missing");
        await world.Send(new AcceptFinding(world.Park, world.Microgrid, gap.Number, gap.Version, "Meter exchanged")).Fails("data.changed_meanwhile");
        await world.Send(new AcceptFinding(world.Park, world.Microgrid, gap.Number, taken.Version, "Meter exchanged"), People.OfficerOf(world.ParkId)).Value();
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var accepted = await Shown(world, gap.Number);
        (accepted.State, accepted.Owner, accepted.Reason).ShouldBe((FindingState.Accepted, "Cora", "Meter exchanged"));

        await Put(world, 5, 5);   // the first hour of the gap came after all
        (await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value()).Reopened.ShouldBe(1);
        var reopened = await Shown(world, gap.Number);
        (reopened.State, reopened.Owner, reopened.Intervals, reopened.Reason).ShouldBe((FindingState.Open, "", 2, "Meter exchanged"));

        await world.Send(new TakeFinding(world.Park, world.Microgrid, gap.Number, reopened.Version)).Value();
        await world.Send(new ReopenFinding(world.Park, world.Microgrid, gap.Number, (await Shown(world, gap.Number)).Version)).Value();
        (await Shown(world, gap.Number)).State.ShouldBe(FindingState.Open);
        (await database.Look(db => db.AuditRecords.CountAsync(x => x.ParkId == world.ParkId && x.Action == nameof(AcceptFinding)))).ShouldBe(1);
    }

    [Fact]
    public async Task What_could_not_be_checked_is_told_with_the_validation_of_the_month()
    {
        var world = await Imported();
        (await List(world)).Validation.ShouldBeNull();
        var outcome = await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var validation = (await List(world)).Validation.ShouldNotBeNull();
        (validation.By, validation.Points, validation.NotChecked.Count).ShouldBe(("Otto", 7, outcome.NotChecked));
        var night = validation.NotChecked.Single(x => x.Rule == "nightGeneration");
        (night.Reason, night.Points.Single()).ShouldBe(("NoCoordinates", "MP-PV"));
        night.TextZh.ShouldContain("未检查");
        validation.NotChecked.Single(x => x.Rule == "aboveCapacity").Points.ShouldBe(["MP-F", "MP-M"], "gate, storage and unit have one");
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, new DateOnly(2099, 1, 1))).Fails("validation.month_to_come");
        (await world.Send(new ListFindings(world.Park, world.Microgrid)).Value()).Validation.ShouldBeNull("of no month");
    }

    [Fact]
    public async Task A_reading_beyond_the_capacity_and_days_before_a_point_counts_are_told_apart()
    {
        var world = await Imported();
        await Put(world, 7, 12, 6_000, "MP-PV");
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-M", await PointVersion(world, "MP-M"), null,
            new MeteringFields([new MeteringFields.Part("mould")], From: new DateOnly(2026, 1, 3)))).Value();
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var found = (await List(world)).Findings.Items;
        var above = found.Single(x => x.Rule == "aboveCapacity");
        (above.Points.Single(), above.Severity, above.Measured, above.Unit).ShouldBe(("MP-PV", Severity.Error, 6_000_000L, FindingUnit.Wh));
        found.ShouldNotContain(x => x.Rule == "gap", "a point has no gaps on days on which it does not count");
        (await world.Send(new ListFindings(world.Park, world.Microgrid, January, null, Severity.Error)).Value()).Findings.Items.ShouldAllBe(x => x.Severity == Severity.Error);
    }

    [Fact]
    public async Task A_validation_that_another_one_or_other_readings_overtake_changes_nothing()
    {
        var world = await Imported((5, 5, 3));
        var validate = new ValidateReadings(world.Park, world.Microgrid, January);
        await Overtaken(validate, () => world.Import(January, February)).Fails("data.changed_meanwhile");
        (await List(world)).Findings.Total.ShouldBe(0);
        await Overtaken(validate, () => world.Send(validate).Value()).Fails("data.changed_meanwhile");
        (await List(world)).Validation!.By.ShouldBe("Otto");
        (await database.Look(db => db.ReadingValidations.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(1);
    }

    [Fact]
    public async Task Gaps_are_estimated_before_anyone_else_has_to_wait_and_again_where_readings_came_meanwhile()
    {
        var world = await Imported((5, 5, 2));
        var estimate = new EstimateGaps(world.Park, world.Microgrid, January, February, null, "The gateway was down");
        await Overtaken(estimate, () => Put(world, 5, 5)).Fails("data.changed_meanwhile");
        (await world.Send(estimate).Value()).GapsFilled.ShouldBe(1);
    }

    /// <summary>The command's work before its transaction, then what someone else is faster with, then the rest of it.</summary>
    private async Task<Result<T>> Overtaken<T>(ICommand<T> command, Func<Task> by)
    {
        await using var services = database.Build(database.Options, x => x.AddScoped(
            typeof(IPreparation<>).MakeGenericType(command.GetType()), _ => Activator.CreateInstance(typeof(Meanwhile<>).MakeGenericType(command.GetType()), by)!));
        return await services.GetRequiredService<Sender>().Send(command, People.Administrator);
    }

    private sealed class Meanwhile<T>(Func<Task> other) : IPreparation<T>
    {
        public Task PrepareAsync(T request, CancellationToken cancellationToken) => other();
    }

    [Fact]
    public async Task Gaps_are_previewed_and_proposed_with_the_mark_of_their_method_and_originals_stay()
    {
        var world = await Imported((5, 5, 2), (12, 0, 24));
        var preview = await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February)).Value();
        preview.Select(x => (x.Point, x.Intervals, x.Method)).ShouldBe([("MP-F", 2, "linear"), ("MP-F", 24, "likeDay")]);
        (preview[0].ValuesWh.Count, preview[0].EnergyWh).ShouldBe((2, 2 * 304_000L));
        preview.ShouldAllBe(x => x.Waiting.Count == 0 && x.DaysWithoutAny.Count == 0, "the other meters have readings on these days");
        preview.Select(x => x.MethodName).ShouldBe(["linear interpolation", "mean of like days"]);
        preview[1].TriedBefore.Select(x => x.Method).ShouldBe(["register", "nightZero", "linear"]);
        (await world.Send(new ListChanges(world.Park, world.Microgrid)).Value()).Total.ShouldBe(0);

        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, ["MP-NONE"], "The gateway was down")).Fails("metering.not_found");
        var change = await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, ["MP-F"], "The gateway was down")).Value();
        (change.Number, change.GapsFilled, change.GapsLeft).ShouldBe((1, 2, 0));
        (await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February)).Value()).ShouldAllBe(x => x.Waiting.SequenceEqual(new[] { 1 }), "who proposes them again is told");
        var detail = await world.Send(new GetChange(world.Park, world.Microgrid, change.Number)).Value();
        (detail.Kind, detail.State, detail.Days.Total).ShouldBe((ChangeKind.Estimate, ChangeState.Proposed, 2));
        var fifth = detail.Days.Items.Single(x => x.Day == Fifth);
        (fifth.After.Marks, fifth.After.Quality[5], fifth.Before!.ValuesWh[5]).ShouldBe(("6-7:GP/linear", 'E', null));
        detail.Days.Items.Single(x => x.Day == Fifth.AddDays(7)).After.Marks.ShouldBe("1-24:GP/likeDay");

        await world.Send(new ApproveChange(world.Park, world.Microgrid, change.Number, detail.Version, "")).Value();
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "again")).Fails("estimate.no_gaps");
    }

    [Fact]
    public async Task An_estimate_of_the_month_before_is_no_reading_to_estimate_from()
    {
        var world = await Imported((31, 23, 1));
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", Csv(February, February.AddDays(5), (1, 0, 1)))).Value();
        const string estimated = """{ "points": [ { "point": "MP-F", "start": "2026-01-31T23:00:00+08:00", "intervalMinutes": 60, "kWh": [330], "quality": "E" } ] }""";
        foreach (var (quality, method) in new[] { ("E", "likeDay"), ("X", "linear") })
        {
            await world.Send(new ImportReadings(world.Park, world.Microgrid, "one.json", Encoding.ASCII.GetBytes(estimated.Replace("\"E\"", $"\"{quality}\"", StringComparison.Ordinal)))).Value();
            (await world.Send(new PreviewEstimates(world.Park, world.Microgrid, February, February.AddDays(5))).Value()).ShouldHaveSingleItem().Method.ShouldBe(method, quality);
        }
    }

    [Fact]
    public async Task A_spike_on_which_nobody_has_decided_is_no_reading_to_estimate_from()
    {
        var world = await Imported((12, 0, 24));
        const string spike = """{ "points": [ { "point": "MP-F", "start": "2026-01-09T05:00:00+08:00", "intervalMinutes": 60, "kWh": [90000] } ] }""";
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "spike.json", Encoding.ASCII.GetBytes(spike))).Value();
        (await Most()).ShouldBeGreaterThan(1_000_000);

        var outcome = await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();
        var found = (await world.Send(new ListFindings(world.Park, world.Microgrid, January)).Value()).Findings.Items.Where(x => x.Rule == "spike").ToList();
        found.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Error, "ninety times the usual peak is no unusual hour");
        outcome.Pending.ShouldBe(outcome.New);
        (await Most()).ShouldBeLessThan(1_000_000);
        (await world.Send(new PreviewMethods(world.Park, world.Microgrid, "MP-F", January.AddDays(11), 1, 24)).Value()).Single(x => x.Mark == "GP/likeDay").ValuesWh.Max().ShouldBeLessThan(1_000_000);

        await world.Send(new AcceptFinding(world.Park, world.Microgrid, found[0].Number, found[0].Version, "The furnace was tried")).Value();
        (await Most()).ShouldBeGreaterThan(1_000_000, "what somebody has accepted is a reading like any other");
        (await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value()).Pending.ShouldBe(outcome.Pending - 1);

        async Task<long> Most() => (await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February)).Value()).Single(x => x.Intervals == 24).ValuesWh.Max();
    }

    [Fact]
    public async Task Of_chosen_days_alone_the_gaps_are_filled()
    {
        var world = await Imported((5, 5, 2), (12, 0, 24), (13, 0, 24));
        IReadOnlyList<PointDays> only = [new("MP-F", [Fifth.AddDays(7)]), new("MP-M", [Fifth])];
        var preview = await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February, Only: only)).Value();
        preview.Select(x => (x.Point, x.From, x.Intervals)).ShouldBe([("MP-F", "2026-01-12T00:00:00+08:00", 24)]);
        var change = await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "The gateway was down", Only: only)).Value();
        (await world.Send(new GetChange(world.Park, world.Microgrid, change.Number)).Value()).Days.Items.Single().Day.ShouldBe(Fifth.AddDays(7));
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "why", Only: [new("MP-M", [Fifth])])).Fails("estimate.no_gaps");
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "why", Only: [])).Fails("estimate.no_gaps");
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "why", Only: [new("MP-NONE", [Fifth])])).Fails("metering.not_found");
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "why", Only: [new("MP-F", [])])).Fails("field.missing");
    }

    [Fact]
    public async Task Each_method_tells_what_it_would_make_of_chosen_intervals_or_why_it_cannot()
    {
        var world = await Imported();
        Task<Result<IReadOnlyList<PreviewMethods.OfMethod>>> Methods(DateOnly day, int first, int last, string point = "MP-F") =>
            world.Send(new PreviewMethods(world.Park, world.Microgrid, point, day, first, last));
        var two = await Methods(Fifth, 6, 7).Value();
        two.Select(x => (x.Mark, Can: x.WhyNot is null)).ShouldBe([("GP/register", false), ("GP/nightZero", false), ("GP/linear", true), ("GP/likeDay", true), ("GP/neighbour", false)]);
        two[2].ValuesWh.ShouldBe([304_000, 304_000]);
        two.ShouldAllBe(x => x.ValuesWh.Count == (x.WhyNot == null ? 2 : 0) && (x.WhyNot == null) == (x.WhyNotZh == null) && x.Name != x.NameZh);
        (await Methods(Fifth, 1, 24).Value()).Single(x => x.Mark == "GP/linear").WhyNot.ShouldNotBeNull().ShouldContain("two hours");
        (await Methods(January, 1, 1).Value()).Single(x => x.Mark == "GP/linear").WhyNot.ShouldNotBeNull("there is no reading before the first");
        (await world.Send(new ListChanges(world.Park, world.Microgrid)).Value()).Total.ShouldBe(0);

        (await Methods(Fifth, 24, 25).Fails("change.no_such_interval")).Args.ShouldBe([25, Fifth, 24]);
        (await Methods(Fifth, 7, 6).Fails("change.intervals_reversed")).Field.ShouldBe("Last");
        (await Methods(Fifth, 0, 6).Fails("change.no_such_interval")).Field.ShouldBe("First");
        await Methods(Fifth, 1, 2, "MP-NONE").Fails("metering.not_found");
        await Methods(new DateOnly(2030, 1, 1), 1, 2).Fails("change.in_the_future");
        await world.Send(new UpdateMeteringPeriod(world.Park, world.Microgrid, "MP-M", await PointVersion(world, "MP-M"), null,
            new MeteringFields([new MeteringFields.Part("mould")], From: Fifth.AddDays(1)))).Value();
        await Methods(Fifth, 1, 2, "MP-M").Fails("estimate.not_needed");
    }

    [Fact]
    public async Task A_gap_that_no_method_can_fill_stops_the_others_unless_it_may_stay()
    {
        var world = await new MonthWorld(database).Build();
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "days.csv", Csv(January, January.AddDays(2), (1, 3, 1), (2, 0, 24)))).Value();
        var span = (From: January, To: January.AddDays(2));
        var preview = await world.Send(new PreviewEstimates(world.Park, world.Microgrid, span.From, span.To, ["MP-F"])).Value();
        preview.Select(x => x.Method).ShouldBe(["linear", null]);
        preview[1].TriedBefore.Select(x => x.Reason).ShouldContain("TooFewLikeDays");
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, span.From, span.To, ["MP-F"], "why")).Fails("estimate.gaps_stay");
        (await world.Send(new ListChanges(world.Park, world.Microgrid)).Value()).Total.ShouldBe(0);
        var change = await world.Send(new EstimateGaps(world.Park, world.Microgrid, span.From, span.To, ["MP-F"], "why", GapsMayStay: true)).Value();
        (change.GapsFilled, change.GapsLeft).ShouldBe((1, 1));
        (await world.Send(new GetChange(world.Park, world.Microgrid, change.Number)).Value()).Days.Items.Single().Day.ShouldBe(January);
        await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, January.AddDays(PreviewEstimates.MostDays + 1))).Fails("dates.bad_span");
    }

    [Fact]
    public async Task Tenants_see_nothing_of_it_and_verifiers_only_read()
    {
        var world = await Imported((5, 5, 3));
        await world.Send(new ValidateReadings(world.Park, world.Microgrid, January), People.OfficerOf(world.ParkId)).Value();
        var (tenant, verifier) = (People.Of(world.ParkId, world.Forge), People.VerifierOf(world.ParkId));
        await world.Send(new ListFindings(world.Park, world.Microgrid), tenant).Fails("user.not_allowed");
        await world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February), tenant).Fails("user.not_allowed");
        var seen = (await world.Send(new ListFindings(world.Park, world.Microgrid), verifier).Value()).Findings.Items[0];
        await world.Send(new TakeFinding(world.Park, world.Microgrid, seen.Number, seen.Version), verifier).Fails("user.not_allowed");
        await world.Send(new EstimateGaps(world.Park, world.Microgrid, January, February, null, "why"), People.OfficerOf(world.ParkId)).Fails("user.not_allowed");
        await world.Send(new GetFinding(world.Park, world.Microgrid, 999)).Fails("finding.not_found");
    }

    private async Task<MonthWorld> Imported(params (int Day, int Hour, int Hours)[] gaps)
    {
        var world = await new MonthWorld(database).Build();
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", Csv(January, February, gaps))).Value();
        return world;
    }

    /// <summary>The world's readings without those of MP-F in some hours.</summary>
    private static byte[] Csv(DateOnly from, DateOnly to, params (int Day, int Hour, int Hours)[] gaps)
    {
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(from, to)).TrimEnd('\n').Split('\n');
        foreach (var (day, hour, hours) in gaps)
            for (var i = 0; i < hours; i++)
            {
                ref var line = ref lines[1 + (day - 1) * 24 + hour + i];
                var cells = line.Split(',');
                cells[2] = "";
                line = string.Join(',', cells);
            }
        return Encoding.ASCII.GetBytes(string.Join('\n', lines));
    }

    /// <summary>One reading by a file.</summary>
    private static async Task Put(MonthWorld world, int day, int hour, int kilowattHours = 304, string point = "MP-F")
    {
        var start = Encoding.ASCII.GetString(MonthWorld.Csv(January, February)).Split('\n')[1 + (day - 1) * 24 + hour].Split(',')[0];
        var file = string.Create(CultureInfo.InvariantCulture, $"interval_start,{point}\n{start},{kilowattHours}\n");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "one.csv", Encoding.ASCII.GetBytes(file))).Value();
    }

    private static async Task<ListFindings.Shown> List(MonthWorld world) => await world.Send(new ListFindings(world.Park, world.Microgrid, January)).Value();

    private static async Task<ListFindings.Item> Shown(MonthWorld world, int number) => await world.Send(new GetFinding(world.Park, world.Microgrid, number)).Value();

    private static async Task<Guid> PointVersion(MonthWorld world, string point) => (await world.Send(new GetMeteringPoint(world.Park, world.Microgrid, point)).Value()).Version;
}
