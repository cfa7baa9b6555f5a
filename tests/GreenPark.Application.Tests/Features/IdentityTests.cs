using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

public sealed class IdentityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Password = "correct horse battery";
    private readonly World world = new(database);

    private static string NewEmail() => $"{World.NewCode("user")}@greenpark.example";

    private async Task<(string Email, Guid Id)> User(UserFields fields, CurrentUser? by = null)
    {
        var email = NewEmail();
        return (email, await world.Send(new CreateUser(email, Password, fields), by).Value());
    }

    [Fact]
    public async Task A_user_is_created_and_can_sign_in()
    {
        var (park, parkId) = await world.Park();
        var tenant = await world.Tenant(park, "forge");
        var (email, id) = await User(new UserFields("Li Wei", "zh-Hans", [Role.TenantReader], park, "forge"));

        await using var scope = database.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = (await users.FindByEmailAsync(email))!;
        (await users.CheckPasswordAsync(user, Password)).ShouldBeTrue();
        var current = user.ToCurrentUser(await users.GetRolesAsync(user));
        current.ShouldBe(new CurrentUser(id, "Li Wei", Role.TenantReader, parkId, tenant));

        var record = await database.Look(db => db.AuditRecords.SingleAsync(x => x.ObjectName == email));
        (record.Action, record.ObjectType).ShouldBe(("CreateUser", "AppUser"));
        record.Changes.ShouldNotContain("PasswordHash");
        record.Changes.ShouldContain("Li Wei");
    }

    [Fact]
    public async Task What_a_user_may_be_is_checked()
    {
        var (park, _) = await world.Park();
        await world.Tenant(park, "forge");
        Task<Result<Guid>> Create(UserFields fields, string? email = null, string password = Password) =>
            world.Send(new CreateUser(email ?? NewEmail(), password, fields));
        (await Create(new UserFields("x", "en", [Role.TenantReader], park)).Fails("user.needs_tenant")).Field.ShouldBe("Tenant");
        (await Create(new UserFields("x", "en", [Role.TenantReader])).Fails("user.needs_park")).Field.ShouldBe("Park");
        await Create(new UserFields("x", "en", [Role.TenantReader, Role.Verifier], park, "forge")).Fails("user.tenant_role_alone");
        await Create(new UserFields("x", "en", [Role.Verifier], park, "forge")).Fails("user.tenant_for_tenant_users");
        await Create(new UserFields("x", "en", [Role.ParkManager])).Fails("user.needs_park");
        await Create(new UserFields("x", "en", [])).Fails("user.no_role");
        await Create(new UserFields("x", "fr", [Role.Administrator])).Fails("field.unknown_choice");
        await Create(new UserFields("x", "en", [Role.ParkManager], "nowhere")).Fails("park.not_found");
        await Create(new UserFields("x", "en", [Role.ParkManager], park), "nobody").Fails("user.bad_email");
        (await Create(new UserFields("x", "en", [Role.ParkManager], park), password: "short").Fails("user.weak_password")).Field.ShouldBe("Password");

        var (email, _) = await User(new UserFields("x", "en", [Role.ParkManager], park));
        await Create(new UserFields("x", "en", [Role.ParkManager], park), email.ToUpperInvariant()).Fails("user.email_taken");
        new CreateUser(email, Password, new UserFields("x", "en", [])).ToString().ShouldNotContain(Password);
    }

    [Fact]
    public async Task Roles_change_and_the_sessions_end()
    {
        var (park, _) = await world.Park();
        var (email, id) = await User(new UserFields("Otto", "en", [Role.ParkManager, Role.ComplianceOfficer], park));
        var stamp = await database.Look(db => db.Users.Where(x => x.Id == id).Select(x => x.SecurityStamp).SingleAsync());
        var changed = new UserFields("Otto Neu", "zh-Hans", [Role.ComplianceOfficer, Role.Verifier], park);
        var seen = (await world.Send(new ListUsers(email)).Value()).Items.Single().Version;
        await world.Send(new UpdateUser(email, seen, changed)).Value();
        var listed = (await world.Send(new ListUsers(email)).Value()).Items.Single();
        // another administrator's older form would give the roles back
        await world.Send(new UpdateUser(email, seen, changed with { Roles = [Role.ParkManager] })).Fails("data.changed_meanwhile");
        (await world.Send(new ListUsers(email)).Value()).Items.Single().ShouldSayTheSameAs(listed);
        listed.User.ShouldSayTheSameAs(changed);
        (await database.Look(db => db.Users.Where(x => x.Id == id).Select(x => x.SecurityStamp).SingleAsync())).ShouldNotBe(stamp);
        await world.Send(new UpdateUser("none@greenpark.example", seen, changed)).Fails("user.not_found");
    }

    [Fact]
    public async Task A_parks_manager_gives_no_more_than_that()
    {
        var (mine, mineId) = await world.Park();
        var (other, _) = await world.Park();
        var (foreign, _) = await User(new UserFields("Foreign", "en", [Role.Verifier], other));
        var local = new CurrentUser(Guid.CreateVersion7(), "Local", Role.ParkManager, mineId);
        await world.Send(new CreateUser(NewEmail(), Password, new UserFields("x", "en", [Role.Administrator])), local).Fails("user.beyond_own_park");
        await world.Send(new CreateUser(NewEmail(), Password, new UserFields("x", "en", [Role.Verifier], other)), local).Fails("park.not_found");
        await world.Send(new LockUser(foreign, true), local).Fails("user.not_found");
        var (email, _) = await User(new UserFields("Own", "en", [Role.Verifier], mine), local);
        (await world.Send(new ListUsers(), local).Value()).Items.Select(x => x.Email).ShouldBe([email]);
        // neither all parks, nor a role that may lift the rule which binds them
        foreach (var role in (Role[])[Role.Administrator, Role.ComplianceOfficer])
            (await world.Send(new CreateUser(NewEmail(), Password, new UserFields("x", "en", [role], mine)), local).Fails("user.beyond_own_role")).Field.ShouldBe("Roles");
        await world.Send(new CreateUser(NewEmail(), Password, new UserFields("x", "en", [Role.Administrator], mine))).Fails("user.administrator_of_all_parks");
        foreach (var role in (Role[])[Role.ParkClerk, Role.ParkReader, Role.ComplianceOfficer, Role.Verifier])
            await world.Send(new ListUsers(), new CurrentUser(Guid.CreateVersion7(), "x", role, mineId)).Fails("user.not_allowed");
    }

    [Fact]
    public async Task Users_are_locked_and_let_in_again()
    {
        var (email, id) = await User(new UserFields("Ada", "en", [Role.Administrator]));
        var self = new CurrentUser(id, "Ada", Role.Administrator);
        await world.Send(new LockUser(email, true), self).Fails("user.own_lock");
        await world.Send(new UpdateUser(email, Guid.Empty, new UserFields("Ada", "en", [Role.Verifier], (await world.Park()).Code)), self).Fails("user.own_administration");
        await world.Send(new LockUser(email, true)).Value();
        (await world.Send(new ListUsers(email)).Value()).Items.Single().Locked.ShouldBeTrue();
        // far away, and yet a time that both databases and every time zone hold
        (await database.Look(db => db.Users.Where(x => x.Id == id).Select(x => x.LockoutEnd).SingleAsync()))!.Value.Year.ShouldBe(2999);
        await world.Send(new LockUser(email, false)).Value();
        (await world.Send(new ListUsers(email)).Value()).Items.Single().Locked.ShouldBeFalse();
    }

    [Fact]
    public async Task All_that_a_new_user_lacks_is_told_at_once()
    {
        var result = await world.Send(new CreateUser("", "", new UserFields("", "en", [])));
        result.Errors.Select(x => $"{x.Field} {x.Code}").ShouldBe(["Email field.missing", "Password field.missing", "User.DisplayName field.missing", "User.Roles user.no_role"]);
        var weak = await world.Send(new CreateUser("nobody", "secret words", new UserFields("x", "en", [Role.Administrator])) with { Password = "s3cret" });
        weak.Errors.Select(x => $"{x.Field} {x.Code}").ShouldBe(["Email user.bad_email", "Password user.weak_password"]);
        weak.Errors.SelectMany(x => x.Args).ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_it_and_set_by_an_administrator()
    {
        var (email, id) = await User(new UserFields("Ada", "en", [Role.Administrator]));
        var self = new CurrentUser(id, "Ada", Role.Administrator);
        (await world.Send(new ChangeMyPassword("not the password", "a better password"), self).Fails("user.wrong_password")).Field.ShouldBe("OldPassword");
        await world.Send(new ChangeMyPassword(Password, "short"), self).Fails("user.weak_password");
        var stamp = await Stamp(id);
        await world.Send(new ChangeMyPassword(Password, "a better password"), self).Value();
        (await Stamp(id)).ShouldNotBe(stamp);
        (await Knows(email, "a better password")).ShouldBeTrue();

        await world.Send(new SetPassword(email, "handed over by Ada"), self).Fails("user.own_password");
        stamp = await Stamp(id);
        await world.Send(new SetPassword(email, "handed over by Bo")).Value();
        (await Stamp(id)).ShouldNotBe(stamp);
        (await Knows(email, "handed over by Bo")).ShouldBeTrue();
        var records = await database.Look(db => db.AuditRecords.Where(x => x.ObjectName == email).Select(x => x.Action + x.Changes).ToListAsync());
        records.ShouldContain(x => x.StartsWith("ChangeMyPassword"));
        records.ShouldContain(x => x.StartsWith("SetPassword"));
        records.ShouldAllBe(x => !x.Contains("PasswordHash"));
        new ChangeMyPassword("old", "new words").ToString().ShouldBe("ChangeMyPassword");
        new SetPassword(email, "new words").ToString().ShouldNotContain("new words");
        var local = new CurrentUser(Guid.CreateVersion7(), "Local", Role.ParkManager, (await world.Park()).Id);
        await world.Send(new SetPassword(email, "handed over by Cy"), local).Fails("user.not_found");
    }

    private Task<string?> Stamp(Guid id) => database.Look(db => db.Users.Where(x => x.Id == id).Select(x => x.SecurityStamp).SingleAsync());

    private async Task<bool> Knows(string email, string password)
    {
        await using var scope = database.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        return await users.CheckPasswordAsync((await users.FindByEmailAsync(email))!, password);
    }

    [Fact]
    public async Task Ones_language_is_ones_own()
    {
        var (email, id) = await User(new UserFields("Ada", "en", [Role.Administrator]));
        await world.Send(new ChangeMyCulture("zh-Hans"), new CurrentUser(id, "Ada", Role.Administrator)).Value();
        (await world.Send(new ListUsers(email)).Value()).Items.Single().User.Culture.ShouldBe("zh-Hans");
        await world.Send(new ChangeMyCulture("fr")).Fails("field.unknown_choice");
        await world.Send(new ChangeMyCulture("en")).Fails("user.not_found");   // People.Administrator is in no database
    }

    [Fact]
    public async Task The_audit_record_is_read_within_ones_park()
    {
        var (park, parkId) = await world.Park();
        var (other, otherId) = await world.Park();
        await world.Tenant(park, "forge");
        await world.Tenant(other, "mould");
        var mine = await world.Send(new ListAuditRecords(), People.VerifierOf(parkId)).Value();
        mine.Items.Select(x => $"{x.Action} {x.ObjectName}").ShouldBe([$"RegisterTenant forge", $"RegisterPark {park}"], ignoreOrder: true);
        (await world.Send(new ListAuditRecords(ObjectType: "Tenant", ObjectName: "mould", Action: "RegisterTenant"), People.VerifierOf(otherId)).Value()).Total.ShouldBe(1);
        (await world.Send(new ListAuditRecords(ObjectType: "tenant", ObjectName: "mould")).Value()).Total.ShouldBe(0, "names are told apart by case in every database");
        (await world.Send(new ListAuditRecords(From: database.Clock.UtcNow().AddDays(1))).Value()).Total.ShouldBe(0);
        (await world.Send(new ListAuditRecords(To: database.Clock.UtcNow().AddDays(1), Take: 2)).Value()).Items.Count.ShouldBe(2);
        await world.Send(new ListAuditRecords(), People.Of(parkId, Id.New<TenantId>())).Fails("user.not_allowed");
    }
}
