using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Features.Retention.Commands;
using GreenPark.Application.Features.Retention.Queries;
using GreenPark.Application.Platform.Reads;
using GreenPark.Application.Platform.Retention;
using GreenPark.Application.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>What is older than its period goes, all of it or nothing; what is younger, on hold or a neighbour's stays.</summary>
public sealed class RetentionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset March = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Looks_go_when_their_months_are_over_and_nothing_else_does()
    {
        database.Clock.Now = March;
        var (here, there) = (await Looked(), await Looked());
        database.Clock.Now = March.AddMonths(1);
        await Look(here);
        database.Clock.Now = March.AddMonths(36);
        (await CarryOut(RetentionKind.ReadLog, here.ParkId)).ShouldBe(0, "March is kept for 36 whole months");
        (await Limits(here)).ShouldBeEmpty();
        database.Clock.Now = March.AddMonths(37);
        (await CarryOut(RetentionKind.ReadLog, here.ParkId)).ShouldBe(1);
        (await Looks(here), await Looks(there)).ShouldBe((1, 1));
        (await CarryOut(RetentionKind.ReadLog, here.ParkId)).ShouldBe(0);

        var record = (await here.Send(new ListAuditRecords(Action: nameof(CarryOutRetention), Park: here.Park)).Value()).Items.ShouldHaveSingleItem();
        (record.UserName, record.ObjectType, record.ObjectName).ShouldBe(("system", nameof(RetentionLimit), "ReadLog 2026-04-01"));
        record.Changes.ShouldContain("\"Removed\":\"1\"");
        (await here.Send(new CheckAuditChain(here.Park)).Value()).Faults.ShouldBeEmpty();
        var shown = (await here.Send(new GetRetention(here.Park)).Value()).Kinds.Single(x => x.Kind == RetentionKind.ReadLog);
        (shown.Months, shown.Rule, shown.Removed, shown.RemovedBefore, shown.RemovedAt).ShouldBe((36, RetentionRule.Default, 1, new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), database.Clock.UtcNow()));
    }

    [Fact]
    public async Task Months_on_hold_stay_until_they_are_released()
    {
        database.Clock.Now = March;
        var world = await Looked();
        var (officer, hold) = (People.OfficerOf(world.ParkId), new HoldMonths(world.Park, new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1), "A dispute"));
        await world.Send(hold with { From = new DateOnly(2026, 3, 2) }).Fails("retention.not_months");
        await world.Send(hold with { To = new DateOnly(2026, 3, 1) }).Fails("retention.not_months");
        await world.Send(hold with { Reason = " " }).Fails("field.missing");
        await world.Send(hold, People.As(Role.ParkClerk, world.ParkId)).Fails("user.not_allowed");
        (await world.Send(hold, officer).Value()).ShouldBe(1);
        database.Clock.Now = March.AddMonths(1);
        await Look(world);
        database.Clock.Now = March.AddMonths(60);
        (await CarryOut(RetentionKind.ReadLog, world.ParkId)).ShouldBe(1, "April went");
        (await Delete(world)).ShouldContain("append-only", Case.Sensitive, "March is on hold for the trigger too");
        await world.Send(new ReleaseHold(world.Park, 2, "x"), officer).Fails("retention.hold_not_found");
        await world.Send(new ReleaseHold(world.Park, 1, "Settled"), officer).Value();
        await world.Send(new ReleaseHold(world.Park, 1, "Settled"), officer).Fails("retention.released_already");
        (await CarryOut(RetentionKind.ReadLog, world.ParkId)).ShouldBe(1);
        (await Looks(world)).ShouldBe(0);
        (await world.Send(new GetRetention(world.Park)).Value()).Holds.ShouldHaveSingleItem().Released!.Reason.ShouldBe("Settled");
    }

    [Fact]
    public async Task A_park_says_how_long_it_keeps_its_own_but_not_below_the_minimum()
    {
        database.Clock.Now = March;
        var world = await Looked();
        var six = new SetRetention(world.Park, RetentionKind.ReadLog, RetentionRule.Months, 6, "Less is better");
        foreach (var months in (int?[])[5, 0, -1, null, RetentionOptions.MostMonths + 1]) await world.Send(six with { Months = months }).Fails("retention.months_out_of_range");
        await world.Send(six with { Kind = RetentionKind.Sessions }).Fails("retention.not_of_park");
        await world.Send(six with { Rule = RetentionRule.ForEver }).Fails("retention.months_without_use");
        await world.Send(six with { Reason = "" }).Fails("field.missing");
        await world.Send(six, People.OfficerOf(world.ParkId)).Fails("user.not_allowed");
        await world.Send(six).Value();
        await world.Send(new SetRetention(world.Park, RetentionKind.ReadLog, RetentionRule.ForEver, null, "An inquiry")).Value();
        database.Clock.Now = March.AddMonths(120);
        (await CarryOut(RetentionKind.ReadLog, world.ParkId)).ShouldBe(0);
        await world.Send(six).Value();
        database.Clock.Now = March.AddMonths(7);
        (await CarryOut(RetentionKind.ReadLog, world.ParkId)).ShouldBe(1);
        await world.Send(new SetRetention(world.Park, RetentionKind.ReadLog, RetentionRule.Default, null, "As all")).Value();
        (await world.Send(new GetRetention(world.Park)).Value()).Kinds.Single(x => x.Kind == RetentionKind.ReadLog).Months.ShouldBe(36);
    }

    [Fact]
    public async Task The_triggers_let_go_what_lies_before_a_limit_of_its_park_and_nothing_is_ever_changed()
    {
        database.Clock.Now = March;
        var (here, there) = (await Looked(), await Looked());
        (await Delete(here)).ShouldContain("append-only");
        await here.Send(new SetRetention(here.Park, RetentionKind.ReadLog, RetentionRule.Months, 36, "As all")).Value();
        database.Clock.Now = March.AddMonths(37);
        await CarryOut(RetentionKind.ReadLog, there.ParkId);
        (await Delete(here)).ShouldContain("append-only", Case.Sensitive, "a limit is its own park's");
        (await Fault(here, "UPDATE DataReads SET UserName = 'Nobody' WHERE ParkId = {0}")).ShouldContain("append-only");
        await CarryOut(RetentionKind.ReadLog, here.ParkId);
        await Look(here);
        (await Delete(here)).ShouldContain("append-only", Case.Sensitive, "what is younger stays");
        foreach (var table in (string[])["RetentionLimits", "RetentionPeriods"]) (await Fault(here, $"UPDATE {table} SET At = At", all: true)).ShouldContain("append-only");
    }

    [Fact]
    public async Task What_cannot_be_removed_whole_is_not_removed_at_all()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("The trigger is written for SQLite.");
        database.Clock.Now = March;
        var world = await Looked();
        await Look(world, "MP-M");
        database.Clock.Now = March.AddMonths(37);
        // the last row to go is refused
        await database.Look(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Stubborn BEFORE DELETE ON DataReads WHEN (SELECT COUNT(*) FROM DataReads WHERE ParkId = OLD.ParkId) = 1 BEGIN SELECT RAISE(ABORT, 'stubborn'); END"));
        (await Should.ThrowAsync<Exception>(() => CarryOut(RetentionKind.ReadLog, world.ParkId))).Message.ShouldContain("stubborn");
        await database.Look(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Stubborn"));
        (await Looks(world), (await Limits(world)).Count).ShouldBe((2, 0));
        (await CarryOut(RetentionKind.ReadLog, world.ParkId)).ShouldBe(2);
    }

    [Fact]
    public async Task Sign_ins_that_are_over_and_letters_that_went_go_and_others_stay()
    {
        database.Clock.Now = March;
        var signIns = new SignInWorld(database);
        var ada = await signIns.Person("ada");
        var old = await signIns.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""));
        var used = await signIns.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""));
        database.Clock.Now = March.AddMonths(12);
        await signIns.Send(new SeeSession(used));
        (await CarryOut(RetentionKind.Sessions)).ShouldBe(0);
        database.Clock.Now = March.AddMonths(13);
        (await CarryOut(RetentionKind.Sessions)).ShouldBe(1);
        (await database.Look(db => db.Sessions.Where(x => x.UserId == ada.Id).Select(x => x.Id).ToListAsync())).ShouldBe([used]);
        old.ShouldNotBe(used);
    }

    [Fact]
    public async Task Letters_that_were_sent_go_and_one_that_is_still_to_be_sent_stays()
    {
        database.Clock.Now = March;
        var ada = await new SignInWorld(database).Person("ada");
        await using var mailing = database.Build(database.Options, x => x.AddSingleton(new MailOptions(true)));
        var sender = mailing.GetRequiredService<Sender>();
        await sender.Send(new RequestReset(ada.Email), CurrentUser.System).Value();
        var sent = (await sender.Send(new TakeDueMail(), CurrentUser.System).Value())!;
        await sender.Send(new TellOfMail(sent.Id, null), CurrentUser.System).Value();
        database.Clock.Now = March.AddMonths(1);
        await sender.Send(new RequestReset(ada.Email), CurrentUser.System).Value();
        database.Clock.Now = March.AddMonths(12);
        (await CarryOut(RetentionKind.Letters)).ShouldBe(0);
        database.Clock.Now = March.AddMonths(40);
        (await CarryOut(RetentionKind.Letters)).ShouldBe(1);
        var left = await database.Look(db => db.OutgoingMails.Where(x => x.UserId == ada.Id).ToListAsync());
        left.ShouldHaveSingleItem().Id.ShouldNotBe(sent.Id);
    }

    [Fact]
    public async Task The_days_work_names_each_kind_and_each_park_once()
    {
        database.Clock.Now = March.AddMonths(500);
        var (_, park) = await new World(database).Park();
        database.Clock.Now = March.AddMonths(500).AddDays(1);
        var work = await database.Sender.Send(new ListRetentionWork(), CurrentUser.System).Value();
        work.ShouldBeUnique();
        work.ShouldContain(new ListRetentionWork.Item(RetentionKind.ReadLog, park));
        work.ShouldContain(new ListRetentionWork.Item(RetentionKind.LoadCurves, park));
        work.Where(x => x.Of is null).Select(x => x.Kind).ShouldBe([RetentionKind.Sessions, RetentionKind.Letters]);
        database.Clock.Now = March.AddMonths(600);
        (await database.Sender.Send(new ListRetentionWork(), CurrentUser.System).Value()).ShouldBeEmpty("the clock may have jumped: nothing tells of the weeks before");
    }

    private Task<int> CarryOut(RetentionKind kind, ParkId? park = null) => database.Sender.Send(new CarryOutRetention(kind, park), CurrentUser.System).Value();

    private async Task<MonthWorld> Looked()
    {
        var world = await new MonthWorld(database).Build();
        await Look(world);
        return world;
    }

    /// <summary>One row of the log, of today.</summary>
    private async Task Look(MonthWorld world, string point = "MP-F")
    {
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, point, MonthWorld.January)).Value();
        await database.Services.GetRequiredService<ReadLog>().WriteAsync();
    }

    private Task<int> Looks(MonthWorld world) => database.Look(db => db.DataReads.CountAsync(x => x.ParkId == world.ParkId));

    private Task<List<RetentionLimit>> Limits(MonthWorld world) => database.Look(db => db.RetentionLimits.Where(x => x.ParkId == world.ParkId).ToListAsync());

    private Task<string> Delete(MonthWorld world) => Fault(world, "DELETE FROM DataReads WHERE ParkId = {0}");

    private Task<string> Fault(MonthWorld world, string sql, bool all = false) => database.Look(async db =>
        (await Should.ThrowAsync<global::System.Data.Common.DbException>(() => all ? db.Database.ExecuteSqlRawAsync(sql) : db.Database.ExecuteSqlRawAsync(sql, world.ParkId.Value))).Message);
}
