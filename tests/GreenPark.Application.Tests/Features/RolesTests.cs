using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Features.Tenants.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>Roles that people hold: given, acted as, over, ended.</summary>
public sealed class RolesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private DateOnly Today => DateOnly.FromDateTime(database.Clock.Now.UtcDateTime);

    private RoleFields Engagement(string park, DateOnly? until = null) =>
        new(Role.Verifier, park, Until: until ?? Today.AddDays(30), SeesFrom: new DateOnly(2026, 1, 1), SeesTo: new DateOnly(2026, 2, 1));

    private async Task<(string Email, Guid Id)> User(RoleFields role)
    {
        var email = $"{World.NewCode("holder")}@greenpark.example";
        return (email, (await world.Send(new CreateUser(email, new UserFields("Hana", "en"), role)).Value()).Id);
    }

    private Task<IReadOnlyList<ListHeldRoles.Held>> Held(Guid id) => world.Send(new ListHeldRoles(id), CurrentUser.System).Value();

    [Fact]
    public async Task A_person_holds_several_roles_and_each_is_ended_for_itself()
    {
        var ((one, _), (two, _)) = (await world.Park(), await world.Park());
        var (email, id) = await User(new RoleFields(Role.ParkClerk, one));
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, two))).Value();
        foreach (var park in (string[])[one, two]) await world.Send(new GiveRole(email, Engagement(park))).Value();
        (await Held(id)).Select(x => $"{x.Role} {x.Park}").ShouldBe([$"ParkClerk {one}", $"ParkReader {two}", $"Verifier {one}", $"Verifier {two}"]);
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkClerk, one))).Fails("role.held_already");

        var clerk = (await world.Send(new ListRoles(email)).Value()).Single(x => x.Role == Role.ParkClerk);
        (await world.Send(new EndRole(email, clerk.Id, " ")).Fails("field.missing")).Field.ShouldBe("Reason");
        await world.Send(new EndRole(email, clerk.Id, "Moved on")).Value();
        await world.Send(new EndRole(email, clerk.Id, "Moved on")).Fails("role.ended_already");
        (await Held(id)).Select(x => $"{x.Role}").ShouldBe(["ParkReader", "Verifier", "Verifier"]);
        var ended = (await world.Send(new ListRoles(email)).Value()).Single(x => x.Id == clerk.Id);
        (ended.EndedBy, ended.EndReason, ended.MayEnd).ShouldBe(("Ada", "Moved on", false));
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkClerk, one))).Value();
        await world.Send(new EndRole(email, new RoleAssignmentId(Guid.CreateVersion7()), "x")).Fails("role.not_found");
        (await database.Look(db => db.AuditRecords.SingleAsync(x => x.Action == "EndRole" && x.ObjectName == $"{email} ParkClerk"))).Reason.ShouldBe("Moved on");
    }

    [Fact]
    public async Task A_role_holds_from_its_first_day_to_before_the_day_after_its_last()
    {
        var (park, _) = await world.Park();
        var (email, id) = await User(new RoleFields(Role.ParkReader, park, From: Today.AddDays(2), Until: Today.AddDays(4)));
        var begun = database.Clock.Now;
        try
        {
            foreach (var (days, holds) in ((int, bool)[])[(0, false), (1, false), (2, true), (3, true), (4, false)])
            {
                database.Clock.Now = begun.AddDays(days);
                ((await Held(id)).Count == 1).ShouldBe(holds, $"{days}");
            }
            database.Clock.Now = begun;
            await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, park, From: Today.AddDays(3)))).Fails("role.held_already");
            await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, park, From: Today.AddDays(4)))).Value();
        }
        finally
        {
            database.Clock.Now = begun;
        }
    }

    [Fact]
    public async Task What_an_engagement_lacks_is_told()
    {
        var (park, _) = await world.Park();
        var (email, _) = await User(new RoleFields(Role.ParkReader, park));
        Task<Error> Give(RoleFields role, string code) => world.Send(new GiveRole(email, role)).Fails(code);
        var whole = Engagement(park);
        (await Give(whole with { Until = null }, "role.needs_end")).Field.ShouldBe("Until");
        (await Give(whole with { SeesFrom = null }, "role.needs_months")).Field.ShouldBe("SeesFrom");
        await Give(whole with { SeesTo = new DateOnly(2026, 1, 31) }, "role.needs_months");
        await Give(whole with { SeesTo = whole.SeesFrom }, "role.needs_months");
        await Give(whole with { Until = Today }, "role.ends_too_early");
        await Give(whole with { From = Today.AddDays(40) }, "role.ends_too_early");
        await Give(new RoleFields(Role.ParkClerk, park, SeesFrom: whole.SeesFrom, SeesTo: whole.SeesTo), "role.months_for_verifiers");
        await world.Send(new GiveRole("none@greenpark.example", whole)).Fails("user.not_found");
    }

    [Fact]
    public async Task Nobody_gives_more_than_they_have()
    {
        var ((mine, mineId), (other, _)) = (await world.Park(), await world.Park());
        var tenant = await world.Tenant(mine, "forge");
        await world.Tenant(mine, "mould");
        var (manager, ofTenant) = (People.OperatorOf(mineId), People.As(Role.TenantManager, mineId, tenant));
        var (email, _) = await User(new RoleFields(Role.ParkClerk, mine));
        Task<Result<RoleAssignmentId>> Give(RoleFields role, CurrentUser by) => world.Send(new GiveRole(email, role), by);
        await Give(new RoleFields(Role.Administrator), manager).Fails("user.beyond_own_role");
        await Give(new RoleFields(Role.ComplianceOfficer, mine), manager).Fails("user.beyond_own_role");
        await Give(new RoleFields(Role.ParkReader), manager).Fails("user.beyond_own_park");
        await Give(new RoleFields(Role.ParkReader, other), manager).Fails("scope.not_yours");
        await Give(new RoleFields(Role.TenantManager, mine, "forge"), manager).Value();
        await Give(new RoleFields(Role.ParkReader, mine), ofTenant).Fails("user.beyond_own_role");
        await Give(new RoleFields(Role.TenantReader, mine, "mould"), ofTenant).Fails("scope.not_yours");
        await Give(new RoleFields(Role.TenantReader, mine, "forge"), ofTenant).Value();
        (await world.Send(new ListRoles(email), ofTenant).Value()).Select(x => x.Role).ShouldBe([Role.TenantReader, Role.TenantManager], ignoreOrder: true);
        foreach (var role in (Role[])[Role.ParkClerk, Role.ParkReader, Role.ComplianceOfficer, Role.Verifier])
            await Give(new RoleFields(Role.ParkReader, mine), People.As(role, mineId)).Fails("user.not_allowed");
    }

    /// <summary>Whoever holds a link to an account can be that person: in every role of theirs, also one of another park.</summary>
    [Fact]
    public async Task An_account_is_kept_by_who_could_give_all_its_roles()
    {
        var ((mine, mineId), (other, _)) = (await world.Park(), await world.Park());
        var manager = People.OperatorOf(mineId);
        var (email, _) = await User(new RoleFields(Role.ParkClerk, mine));
        await world.Send(new SendAccountLink(email), manager).Value();
        var beyond = (await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, other))).Value());
        (await world.Send(new ListUsers(email), manager).Value()).Items.Single().Roles.Select(x => x.Park).ShouldBe([mine]);
        await world.Send(new SendAccountLink(email), manager).Fails("user.account_beyond_yours");
        await world.Send(new LockUser(email, true), manager).Fails("user.account_beyond_yours");
        await world.Send(new UpdateUser(email, Guid.Empty, new UserFields("x", "en")), manager).Fails("user.account_beyond_yours");
        await world.Send(new EndRole(email, beyond, "x"), manager).Fails("role.not_found");
        await world.Send(new EndRole(email, beyond, "x")).Value();
        await world.Send(new SendAccountLink(email), manager).Value();
        var (officer, _) = await User(new RoleFields(Role.ComplianceOfficer, mine));
        await world.Send(new SendAccountLink(officer), manager).Fails("user.account_beyond_yours");
        await world.Send(new EndRole(officer, (await world.Send(new ListRoles(officer)).Value()).Single().Id, "x"), manager).Fails("user.beyond_own_role");
        (await world.Send(new ListUsers(), manager).Value()).Items.Select(x => x.Email).ShouldBe([email, officer], ignoreOrder: true);
    }

    [Fact]
    public async Task An_account_without_a_role_is_kept_by_administrators_alone()
    {
        var (mine, mineId) = await world.Park();
        var manager = People.OperatorOf(mineId);
        var (email, _) = await User(new RoleFields(Role.ParkClerk, mine));
        await world.Send(new SendAccountLink(email), manager).Value();
        await world.Send(new EndRole(email, (await world.Send(new ListRoles(email)).Value()).Single().Id, "Moved on"), manager).Value();
        await world.Send(new SendAccountLink(email), manager).Fails("user.account_beyond_yours");
        await world.Send(new LockUser(email, true), manager).Fails("user.account_beyond_yours");
        await world.Send(new SendAccountLink(email)).Value();
    }

    [Fact]
    public async Task Nobody_takes_administration_from_themselves()
    {
        var (email, id) = await User(new RoleFields(Role.Administrator));
        var role = (await world.Send(new ListRoles(email)).Value()).Single().Id;
        await world.Send(new EndRole(email, role, "x"), new CurrentUser(id, "Hana", Role.Administrator)).Fails("user.own_administration");
        await world.Send(new EndRole(email, role, "x")).Value();
    }

    [Fact]
    public async Task A_role_that_is_over_opens_nothing_though_the_session_goes_on()
    {
        var (park, id) = await world.Park();
        var reader = People.As(Role.ParkReader, id) with { Until = database.Clock.Now.UtcDateTime.AddHours(1) };
        await world.Send(new GetPark(park), reader).Value();
        var begun = database.Clock.Now;
        database.Clock.Now = begun.AddHours(1);
        try
        {
            (await world.Send(new GetPark(park), reader).Fails("scope.role_over")).Kind.ShouldBe(ErrorKind.Forbidden);
        }
        finally
        {
            database.Clock.Now = begun;
        }
    }

    /// <summary>One request for each permission of people, each role: as the table says, and no other.</summary>
    [Fact]
    public async Task Each_role_may_what_the_table_says()
    {
        var (park, id) = await world.Park();
        var tenant = await world.Tenant(park, "forge");
        foreach (var role in Roles.All)
        {
            var user = role == Role.Administrator ? People.Administrator : People.As(role, id, role.IsOfTenants() ? tenant : null);
            await Check(new ListTenants(park), Permission.SeeOwn);
            await Check(new ListImports(park, "mg"), Permission.SeePark);
            await Check(new Application.Features.AuditRecords.Queries.ListAuditRecords(Park: park), Permission.SeeRecord);
            await Check(new GetReadingsTemplate(park, "mg"), Permission.EditReadings);
            await Check(new ListPreparations(park), Permission.Calculate);
            await Check(new FinaliseRun(park, "mg", 1, Guid.Empty), Permission.Finalise);
            await Check(new UpdatePark(park, Guid.Empty, "x", "", "330000", ""), Permission.SetRules);
            await Check(new ListApiKeys(park), Permission.ManageKeys);
            await Check(new ListUsers(), Permission.ManagePeople);
            await Check(new RegisterPark("", "", "", "", ""), Permission.KeepParks);

            async Task Check<T>(IMessage<T> message, Permission permission) =>
                (await world.Send(message, user)).Errors.Any(x => x.Code == "user.not_allowed").ShouldBe(!role.Hold(permission), $"{role} {message.GetType().Name}");
        }
    }
}
