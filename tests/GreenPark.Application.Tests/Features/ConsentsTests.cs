using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.DataAccess.Commands;
using GreenPark.Application.Features.DataAccess.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>A tenant decides who sees its load interval by interval; what settlement needs is seen all the same.</summary>
public sealed class ConsentsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Fifth = new(2026, 1, 5);

    [Fact]
    public async Task Without_consent_sums_are_shown_and_curves_are_not()
    {
        var (world, run) = await Month();
        await Withdraw(world, "forge", ConsentFor.Operator);
        var (day, series) = (new GetDayCurve(world.Park, world.Microgrid, "MP-F", Fifth), new GetMemberSeries(world.Park, world.Microgrid, run, "forge"));
        var refused = await world.Send(day).Fails("consent.curves_withheld");
        (refused.Kind, ErrorResources.Texts.Text(refused)).ShouldSatisfyAllConditions(x => x.Kind.ShouldBe(ErrorKind.Forbidden), x => x.Item2.ShouldContain("forge"));
        await world.Send(series).Fails("consent.curves_withheld");
        await world.Send(new GetReadingsAsOf(world.Park, world.Microgrid, "MP-F", Fifth, Fifth.AddDays(2), database.Clock.Now)).Fails("consent.curves_withheld");
        await world.Send(new GetRunFile(world.Park, world.Microgrid, run, "attribution.csv", Release.Home)).Fails("consent.curves_withheld");
        await world.Send(new GetPack(world.Park, world.Microgrid, run, Release.Home)).Fails("consent.curves_withheld");
        (await world.Send(new GetRunParties(world.Park, world.Microgrid, run)).Value()).WithheldBy.ShouldBe(["forge"]);
        (await world.Send(new ListPacks(world.Park)).Value()).Items.ShouldAllBe(x => x.Withheld);

        var revision = (await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, "MP-F", Fifth)).Value()).ShouldHaveSingleItem();
        (revision.Readings, revision.TotalWh > 0).ShouldBe((null, true));
        (await world.Send(new GetMemberDays(world.Park, world.Microgrid, run)).Value()).ShouldContain(x => x.Tenant == "forge" && x.ConsumptionWh > 0);
        await world.Send(new GetRunFile(world.Park, world.Microgrid, run, "summary.json")).Value();
        // the neighbour's and the plant's are another matter
        await world.Send(day with { Point = "MP-M" }).Value();
        await world.Send(day with { Point = "MP-PV" }).Value();
        await world.Send(series with { Tenant = "mould" }).Value();
        // and its own are its own
        await world.Send(series, People.Of(world.ParkId, world.Forge)).Value();
    }

    [Fact]
    public async Task Those_who_verify_work_from_packs_whoever_withholds()
    {
        var (world, run) = await Month();
        foreach (var whom in Enum.GetValues<ConsentFor>()) await Withdraw(world, "forge", whom);
        foreach (var person in (CurrentUser[])[People.VerifierOf(world.ParkId), People.OfficerOf(world.ParkId)])
        {
            await world.Send(new GetPack(world.Park, world.Microgrid, run, Release.Home), person).Value();
            await world.Send(new GetRunFile(world.Park, world.Microgrid, run, "attribution.csv", Release.Home), person).Value();
            await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", Fifth), person).Fails("consent.curves_withheld");
        }
    }

    [Fact]
    public async Task Consent_counts_for_whom_and_when_it_was_given()
    {
        var (world, _) = await Month();
        foreach (var whom in Enum.GetValues<ConsentFor>()) await Withdraw(world, "forge", whom);
        var (forge, curve, today) = (People.As(Role.TenantManager, world.ParkId, world.Forge), new GetDayCurve(world.Park, world.Microgrid, "MP-F", Fifth), database.Clock.TodayIn(MonthWorld.Shanghai));
        await Give(ConsentKind.Buyers, ConsentFor.Operator, today);
        await Give(ConsentKind.LoadCurves, ConsentFor.Compliance, today);
        await Give(ConsentKind.LoadCurves, ConsentFor.Operator, today.AddDays(1));
        await Give(ConsentKind.LoadCurves, ConsentFor.Operator, today.AddDays(-9), today.AddDays(-1));
        await world.Send(curve).Fails("consent.curves_withheld");
        await world.Send(curve, People.OfficerOf(world.ParkId)).Value();
        await Give(ConsentKind.LoadCurves, ConsentFor.Operator, today, today);
        await world.Send(curve).Value();
        await world.Send(curve, People.Administrator).Value();   // may whatever an operator may

        Task Give(ConsentKind kind, ConsentFor whom, DateOnly from, DateOnly? until = null) => world.Send(new GiveConsent(world.Park, "forge", kind, whom, from, until), forge).Value();
    }

    [Fact]
    public async Task A_day_that_has_to_be_mended_is_shown_to_those_who_mend()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        foreach (var whom in Enum.GetValues<ConsentFor>()) await Withdraw(world, "forge", whom);
        var curve = new GetDayCurve(world.Park, world.Microgrid, "MP-F", Fifth);
        await world.Send(curve).Fails("consent.curves_withheld");
        await world.Send(curve with { Day = MonthWorld.February }).Value();   // nothing was read yet
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 77)], "Read off"), People.OperatorOf(world.ParkId)).Value();
        await world.Send(curve).Value();
        await world.Send(curve, People.OfficerOf(world.ParkId)).Value();
        await world.Send(curve, People.VerifierOf(world.ParkId)).Fails("consent.curves_withheld");
        await world.Send(new GetReadingsAsOf(world.Park, world.Microgrid, "MP-F", Fifth, Fifth.AddDays(2), database.Clock.Now)).Fails("consent.curves_withheld");   // the day after is whole
    }

    /// <summary>Else whoever wants to see a curve would propose to change it.</summary>
    [Fact]
    public async Task A_proposal_of_ones_own_opens_no_day()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        await Withdraw(world, "forge", ConsentFor.Operator);
        var (me, other) = (world.Operator, People.OperatorOf(world.ParkId));
        var curve = new GetDayCurve(world.Park, world.Microgrid, "MP-F", Fifth);
        var change = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 77), new(9, 88)], "Read off"), me).Value();
        await world.Send(curve, me).Fails("consent.curves_withheld");
        (await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, "MP-F", Fifth), me).Value()).ShouldAllBe(x => x.Readings == null);
        await world.Send(curve, other).Value();   // who is to decide, or to mend

        var seen = (await world.Send(new GetChange(world.Park, world.Microgrid, change.Number), me).Value()).Days.Items.ShouldHaveSingleItem();
        (seen.Withheld, seen.Before).ShouldBe((true, null));
        seen.After.ValuesWh.Select((wh, i) => (i + 1, wh)).Where(x => x.wh is not null).ShouldBe([(1, 77L), (9, 88L)]);
        seen.After.Quality.Count(x => x == '-').ShouldBe(22);
        var decided = (await world.Send(new GetChange(world.Park, world.Microgrid, change.Number), other).Value()).Days.Items.ShouldHaveSingleItem();
        (decided.Withheld, decided.Before!.ValuesWh.Count(x => x is not null), decided.After.ValuesWh.Count(x => x is not null)).ShouldBe((false, 24, 24));
        // where it consents, or the day has to be mended anyway, the proposer sees what everybody sees
        var mould = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-M", Fifth, [new(1, 77)], "Read off"), me).Value();
        (await world.Send(new GetChange(world.Park, world.Microgrid, mould.Number), me).Value()).Days.Items[0].Before.ShouldNotBeNull();
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(2, 78)], "Read off too"), other).Value();
        await world.Send(curve, me).Value();
    }

    /// <summary>Whoever was shown a key's secret may have sent by it what it delivered.</summary>
    [Fact]
    public async Task A_proposal_by_a_key_whose_secret_one_was_shown_opens_no_day_either()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        await Withdraw(world, "forge", ConsentFor.Operator);
        var (maker, turner, other) = (world.Operator, world.Operator, world.Operator);
        await world.Send(new CreateApiKey(world.Park, "turned", "Substation 1"), maker).Value();
        var key = await world.Send(new RotateApiKey(world.Park, "turned"), turner).Value();
        var gateway = People.As(Role.MeterGateway, world.ParkId, id: (await world.Send(new IdentifyApiKey(key.Key), CurrentUser.System).Value()).Id.Value);
        var change = (await world.Send(new ImportReadings(world.Park, world.Microgrid, "one.csv", System.Text.Encoding.ASCII.GetBytes("interval_start,MP-F\n2026-01-05T00:00:00+08:00,0.077\n"),
            Correction: "Read off"), gateway).Value()).Change.ShouldNotBeNull();
        var curve = new GetDayCurve(world.Park, world.Microgrid, "MP-F", Fifth);
        foreach (var holder in (CurrentUser[])[maker, turner])
        {
            await world.Send(curve, holder).Fails("consent.curves_withheld");
            (await world.Send(new GetChange(world.Park, world.Microgrid, change), holder).Value()).Days.Items.ShouldHaveSingleItem().Before.ShouldBeNull();
        }
        await world.Send(curve, other).Value();
    }

    /// <summary>A method that lies between two neighbours tells them.</summary>
    [Fact]
    public async Task What_a_method_would_make_of_a_withheld_day_is_withheld()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var preview = new PreviewMethods(world.Park, world.Microgrid, "MP-F", Fifth, 2, 2);
        await world.Send(preview).Value();
        await Withdraw(world, "forge", ConsentFor.Operator);
        await world.Send(preview).Fails("consent.curves_withheld");
        await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-F", Fifth, [new(1, 77)], "Read off"), People.OperatorOf(world.ParkId)).Value();
        await world.Send(preview).Value();
    }

    [Fact]
    public async Task Nobody_consents_for_a_tenant_but_paper_is_recorded()
    {
        var (park, parkId) = await new World(database).Park();
        var world = new World(database);
        var forge = await world.Tenant(park, "forge");
        await world.Tenant(park, "mould");
        var (op, own, give) = (People.OperatorOf(parkId), People.As(Role.TenantManager, parkId, forge, "Tina"), new GiveConsent(park, "forge", ConsentKind.Products, ConsentFor.Verifier, Fifth));
        (await world.Send(give, op).Fails("consent.paper_only")).Field.ShouldBe("Document");
        (await world.Send(give with { Document = "Annex 3" }, op).Value()).ShouldBe(1);
        (await world.Send(give with { Until = Fifth }, own).Fails("consent.stands_already")).Args[0].ShouldBe(1);
        (await world.Send(give with { From = Fifth.AddDays(-3), Until = Fifth }, own).Value()).ShouldBe(2, "on other days too");
        await world.Send(give with { Until = Fifth.AddDays(-1) }, own).Fails("consent.ends_before_it_begins");
        await world.Send(give with { Tenant = "mould" }, own).Fails("scope.not_yours");
        await world.Send(give, People.Of(parkId, forge)).Fails("user.not_allowed");
        await world.Send(give, People.VerifierOf(parkId)).Fails("user.not_allowed");

        var withdraw = new WithdrawConsent(park, "forge", 2, "No longer");
        await world.Send(withdraw with { Reason = " " }, own).Fails("field.missing");
        await world.Send(withdraw with { Number = 9 }, own).Fails("consent.not_found");
        await world.Send(withdraw, own).Value();
        await world.Send(withdraw, own).Fails("consent.withdrawn_already");
        await world.Send(new WithdrawConsent(park, "forge", 1, "For a moment"), own).Value();
        (await world.Send(give, own).Value()).ShouldBe(3, "what is withdrawn does not stand");
        (await database.Look(db => db.AuditRecords.Where(x => x.ParkId == parkId && x.ObjectType == nameof(DataConsent)).OrderBy(x => x.Number).Select(x => x.ObjectName).ToListAsync()))
            .ShouldBe(["forge #1", "forge #2", "forge #2", "forge #1", "forge #3"]);
        var all = await world.Send(new ListConsents(park, "forge"), op).Value();
        all.Select(x => (x.Number, x.Document, x.GivenBy, x.To, x.Withdrawn?.Reason)).ShouldBe([(3, "", "Tina", null, null), (2, "", "Tina", Fifth.AddDays(1), "No longer"), (1, "Annex 3", "Otto", null, "For a moment")]);
        await world.Send(new ListConsents(park, "mould"), own).Fails("scope.not_yours");
    }

    private async Task<(MonthWorld World, int Run)> Month()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Finalise(run.Number);
        return (world, run.Number);
    }

    private static async Task Withdraw(MonthWorld world, string tenant, ConsentFor whom)
    {
        var given = (await world.Send(new ListConsents(world.Park, tenant)).Value()).Single(x => x.Whom == whom && x.Withdrawn is null);
        await world.Send(new WithdrawConsent(world.Park, tenant, given.Number, "Not any more")).Value();
    }
}
