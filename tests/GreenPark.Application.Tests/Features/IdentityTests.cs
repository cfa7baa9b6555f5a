using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

public sealed class IdentityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Password = "correct horse battery";
    private readonly World world = new(database);

    private static string NewEmail() => $"{World.NewCode("user")}@greenpark.example";

    private async Task<(string Email, Guid Id)> User(RoleFields role, CurrentUser? by = null, string name = "Ada")
    {
        var email = NewEmail();
        var created = await world.Send(new CreateUser(email, new UserFields(name, "en"), role), by).Value();
        await database.Sender.UseLink(created.Link!, Password).Value();
        return (email, created.Id);
    }

    [Fact]
    public async Task A_user_is_created_and_can_sign_in()
    {
        var (park, parkId) = await world.Park();
        var tenant = await world.Tenant(park, "forge");
        var (email, id) = await User(new RoleFields(Role.TenantReader, park, "forge"), name: "Li Wei");

        await using var scope = database.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        (await users.CheckPasswordAsync((await users.FindByEmailAsync(email))!, Password)).ShouldBeTrue();
        var held = (await world.Send(new ListHeldRoles(id), CurrentUser.System).Value()).Single();
        (held.Role, held.ParkId, held.Park, held.ParkName, held.TenantId, held.Tenant).ShouldBe((Role.TenantReader, parkId, park, "Harbour Park", tenant, "forge"));

        var record = await database.Look(db => db.AuditRecords.SingleAsync(x => x.ObjectName == email && x.Action == "CreateUser"));
        (record.Action, record.ObjectType, record.ParkId).ShouldBe(("CreateUser", "AppUser", parkId));
        record.Changes.ShouldNotContain("PasswordHash");
        record.Changes.ShouldContain("Li Wei");
        record.Changes.ShouldContain("TenantReader");
    }

    [Fact]
    public async Task What_a_user_may_be_is_checked()
    {
        var (park, _) = await world.Park();
        await world.Tenant(park, "forge");
        Task<Result<CreateUser.Created>> Create(RoleFields role, string? email = null, string culture = "en") =>
            world.Send(new CreateUser(email ?? NewEmail(), new UserFields("x", culture), role));
        (await Create(new RoleFields(Role.TenantReader, park)).Fails("user.needs_tenant")).Field.ShouldBe("Tenant");
        (await Create(new RoleFields(Role.TenantReader)).Fails("user.needs_park")).Field.ShouldBe("Park");
        await Create(new RoleFields(Role.ParkReader, park, "forge")).Fails("user.tenant_for_tenant_users");
        await Create(new RoleFields(Role.ParkManager)).Fails("user.needs_park");
        await Create(new RoleFields(Role.Administrator, park)).Fails("user.administrator_of_all_parks");
        foreach (var none in (Role[])[Role.None, Role.MeterGateway]) await Create(new RoleFields(none, park)).Fails("user.no_role");
        await Create(new RoleFields(Role.Administrator), culture: "fr").Fails("field.unknown_choice");
        await Create(new RoleFields(Role.ParkManager, "nowhere")).Fails("park.not_found");
        await Create(new RoleFields(Role.ParkManager, park), "nobody").Fails("user.bad_email");

        var (email, _) = await User(new RoleFields(Role.ParkManager, park));
        await Create(new RoleFields(Role.ParkManager, park), email.ToUpperInvariant()).Fails("user.email_taken");
    }

    /// <summary>Else whoever keeps one park could ask of any address whether it has an account in another.</summary>
    [Fact]
    public async Task The_invitation_of_an_address_that_is_known_elsewhere_answers_as_of_any_other()
    {
        await using var mailing = database.Build(database.Options, x => x.AddSingleton(new MailOptions(true)));
        var sender = mailing.GetRequiredService<Sender>();
        var ((one, _), (two, twoId)) = (await world.Park(), await world.Park());
        var known = NewEmail();
        var id = (await sender.Send(new CreateUser(known, new UserFields("Ada", "en"), new RoleFields(Role.ParkManager, one)), People.Administrator).Value()).Id;
        await sender.UseLink((await sender.Send(new TakeDueMail(), CurrentUser.System).Value())!.Letter.Text.Split('\n').Single(x => x.StartsWith("https://")), Password).Value();
        var (unknown, manager) = (NewEmail(), People.OperatorOf(twoId));
        foreach (var email in (string[])[unknown, known.ToUpperInvariant()])
        {
            (await sender.Send(new CreateUser(email, new UserFields("Typed Name", "en"), new RoleFields(Role.ParkReader, two)), manager).Value()).Link.ShouldBeNull();
            var letter = (await sender.Send(new TakeDueMail(), CurrentUser.System).Value())!;
            letter.Address.ShouldBe(email == unknown ? unknown : known);
            letter.Letter.Text.Contains("?token=").ShouldBe(email == unknown, "who has an account is told of the role only");
        }
        (await sender.Send(new ListHeldRoles(id), CurrentUser.System).Value()).Select(x => $"{x.Role} {x.Park}").ShouldBe([$"ParkManager {one}", $"ParkReader {two}"]);
        (await sender.Send(new ListUsers(known), People.Administrator).Value()).Items.Single().User.DisplayName.ShouldNotBe("Typed Name");
        await sender.Send(new SendAccountLink(known), manager).Fails("user.account_beyond_yours");
        await sender.Send(new CreateUser(known, new UserFields("x", "en"), new RoleFields(Role.ParkClerk, two)), manager).Fails("user.email_taken");   // one of theirs by now
        await sender.Send(new CreateUser(known, new UserFields("x", "en"), new RoleFields(Role.ParkManager, one)), manager).Fails("scope.not_yours");
    }

    [Fact]
    public async Task Name_and_language_change()
    {
        var (park, _) = await world.Park();
        var (email, _) = await User(new RoleFields(Role.ParkManager, park));
        var changed = new UserFields("Otto Neu", "zh-Hans");
        var seen = (await world.Send(new ListUsers(email)).Value()).Items.Single().Version;
        await world.Send(new UpdateUser(email, seen, changed)).Value();
        var listed = (await world.Send(new ListUsers(email)).Value()).Items.Single();
        listed.User.ShouldBe(changed);
        await world.Send(new UpdateUser(email, seen, changed with { DisplayName = "Old form" })).Fails("data.changed_meanwhile");
        (await world.Send(new ListUsers(email)).Value()).Items.Single().ShouldSayTheSameAs(listed);
        await world.Send(new UpdateUser("none@greenpark.example", seen, changed)).Fails("user.not_found");
    }

    [Fact]
    public async Task Users_are_locked_and_let_in_again()
    {
        var (email, id) = await User(new RoleFields(Role.Administrator));
        var self = new CurrentUser(id, "Ada", Role.Administrator);
        await world.Send(new LockUser(email, true), self).Fails("user.own_lock");
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
        var result = await world.Send(new CreateUser("", new UserFields("", "en"), new RoleFields(Role.None)));
        result.Errors.Select(x => $"{x.Field} {x.Code}").ShouldBe(["Email field.missing", "User.DisplayName field.missing", "Role.Role user.no_role"]);
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_it()
    {
        var (email, id) = await User(new RoleFields(Role.Administrator));
        var self = new CurrentUser(id, "Ada", Role.Administrator);
        (await world.Send(new ChangeMyPassword("not the password", "a much better password"), self).Fails("user.wrong_password")).Field.ShouldBe("OldPassword");
        (await world.Send(new ChangeMyPassword(Password, "short"), self).Fails("user.weak_password")).Field.ShouldBe("NewPassword");
        var stamp = await Stamp(id);
        await world.Send(new ChangeMyPassword(Password, "a much better password"), self).Value();
        (await Stamp(id)).ShouldNotBe(stamp);
        (await Knows(email, "a much better password")).ShouldBeTrue();
        var records = await database.Look(db => db.AuditRecords.Where(x => x.ObjectName == email).Select(x => x.Action + x.Changes).ToListAsync());
        records.ShouldContain(x => x.StartsWith("ChangeMyPassword"));
        records.ShouldAllBe(x => !x.Contains("PasswordHash"));
        new ChangeMyPassword("old", "new words").ToString().ShouldBe("ChangeMyPassword");
    }

    private Task<string?> Stamp(Guid id) => database.Look(db => db.Users.Where(x => x.Id == id).Select(x => x.SecurityStamp).SingleAsync());

    private async Task<bool> Knows(string email, string password)
    {
        await using var scope = database.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        return await users.CheckPasswordAsync((await users.FindByEmailAsync(email))!, password);
    }

    [Fact]
    public async Task A_password_of_ones_park_or_company_is_refused()
    {
        var (park, parkId) = await world.Park();
        var tenant = await world.Tenant(park, "aluminiumfoundry", "Aluminium Foundry");
        var created = await world.Send(new CreateUser(NewEmail(), new UserFields("Li Wei", "en"), new RoleFields(Role.TenantReader, park, "aluminiumfoundry"))).Value();
        await database.Sender.UseLink(created.Link!, "aluminiumfoundry2026").Fails("user.personal_password");
        await database.Sender.UseLink(created.Link!, Password).Value();
        var self = People.As(Role.TenantReader, parkId, tenant, "Li Wei", created.Id);
        await world.Send(new ChangeMyPassword(Password, "Aluminium-Foundry-x7"), self).Fails("user.personal_password");
        await world.Send(new ChangeMyPassword(Password, "another correct battery"), self).Value();
    }

    [Fact]
    public async Task Keys_that_protect_cookies_are_the_systems()
    {
        byte[] key = [.. "<key />"u8];
        await world.Send(new KeepProtectionKey("key-1", key), CurrentUser.System).Value();
        (await world.Send(new ListProtectionKeys(), CurrentUser.System).Value()).ShouldContain(x => x.SequenceEqual(key));
        await world.Send(new ListProtectionKeys(), People.Administrator).Fails("user.not_allowed");
        await world.Send(new KeepProtectionKey("key-2", key), People.Administrator).Fails("user.not_allowed");
    }

    [Fact]
    public async Task Ones_language_is_ones_own()
    {
        var (email, id) = await User(new RoleFields(Role.Administrator));
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
