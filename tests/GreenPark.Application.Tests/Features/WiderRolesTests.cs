using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>Whoever was shown a link of an account may be who chose how to sign in to it: they must not come to power by a role that others give it.</summary>
public sealed class WiderRolesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Password = "kelp trumpet ninety";
    private static readonly UserFields Hana = new("Hana", "en");
    private readonly World world = new(database);

    [Fact]
    public async Task What_was_chosen_by_a_link_that_others_were_shown_ends_with_a_role_they_could_not_give()
    {
        var (park, id) = await world.Park();
        var manager = People.OperatorOf(id);
        var (email, made) = await Invited(park, manager);
        await world.Sender.UseLink(made.Link!, Password).Value();
        var session = await Begin(made.Id, email);
        await world.Send(new AddPasskey(new UserPasskeyInfo([4, 4, (byte)id.Value.GetHashCode()], [1], database.Clock.Now, 0, ["internal"], true, true, true, [1], [1]), "Key"), new CurrentUser(made.Id, "Hana", Role.ParkClerk, id)).Value();
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, park)), manager).Value();
        (await IsGood(session, made.Id)).ShouldBeTrue("no more than who was shown the link could give");
        (await world.Send(new GetAccountLink(email)).Value()).HasNoWayIn.ShouldBeFalse();

        await world.Send(new GiveRole(email, new RoleFields(Role.ComplianceOfficer, park))).Value();
        (await IsGood(session, made.Id)).ShouldBeFalse();
        var account = await world.Send(new GetMyAccount(), new CurrentUser(made.Id, "Hana", Role.ParkClerk, id)).Value();
        (account.HasPassword, account.Passkeys.Count).ShouldBe((false, 0));
        (await world.Send(new GetAccountLink(email)).Value()).HasNoWayIn.ShouldBeTrue();

        var link = (await world.Send(new SendAccountLink(email)).Value()).Link!;
        await world.Sender.UseLink(link, "quiet ladder mango").Value();
        session = await Begin(made.Id, email);
        await world.Send(new GiveRole(email, new RoleFields(Role.Administrator))).Value();
        (await IsGood(session, made.Id)).ShouldBeTrue("who gives the role is who was shown the link");
    }

    [Fact]
    public async Task A_link_that_somebody_kept_opens_nothing_after_it()
    {
        var (park, id) = await world.Park();
        var (email, made) = await Invited(park, People.OperatorOf(id));
        await world.Send(new GiveRole(email, new RoleFields(Role.ComplianceOfficer, park))).Value();
        await world.Sender.UseLink(made.Link!, Password).Fails("link.used_already");
    }

    /// <summary>Else whoever keeps any park could end the sign-in of a person of another, by inviting them.</summary>
    [Fact]
    public async Task Only_who_keeps_the_account_ends_what_was_chosen()
    {
        var ((one, oneId), (two, twoId)) = (await world.Park(), await world.Park());
        var (email, made) = await Invited(one, People.OperatorOf(oneId));
        await world.Sender.UseLink(made.Link!, Password).Value();
        var session = await Begin(made.Id, email);
        await world.Send(new CreateUser(email, Hana, new RoleFields(Role.ParkReader, two)), People.OperatorOf(twoId)).Fails("user.account_beyond_yours");
        (await IsGood(session, made.Id)).ShouldBeTrue();
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, two))).Value();
        (await IsGood(session, made.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_could_give_the_role_themselves_gains_nothing_by_it()
    {
        var (park, _) = await world.Park();
        var (_, one) = await Invited(park, People.Administrator, Role.ParkManager);
        var (email, made) = await Invited(park, new CurrentUser(one.Id, "Mo", Role.ParkManager, await ParkOf(park)) { ParkCode = park });
        await world.Sender.UseLink(made.Link!, Password).Value();
        var session = await Begin(made.Id, email);
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkManager, park))).Value();
        (await IsGood(session, made.Id)).ShouldBeTrue();
        await world.Send(new GiveRole(email, new RoleFields(Role.ParkReader, (await world.Park()).Code))).Value();
        (await IsGood(session, made.Id)).ShouldBeFalse("a role of another park");
    }

    [Fact]
    public async Task What_went_by_mail_nobody_was_shown()
    {
        await using var mailing = database.Build(database.Options, x => x.AddSingleton(new MailOptions(true)));
        var sender = mailing.GetRequiredService<Sender>();
        var (park, id) = await world.Park();
        var email = $"{World.NewCode("hana")}@harbour.example";
        var made = await sender.Send(new CreateUser(email, Hana, new RoleFields(Role.ParkClerk, park)), People.OperatorOf(id)).Value();
        await sender.Send(new GiveRole(email, new RoleFields(Role.ComplianceOfficer, park)), People.Administrator).Value();
        var letter = (await sender.Send(new TakeDueMail(), CurrentUser.System).Value())!.Letter.Text;
        await sender.UseLink(letter.Split('\n').Single(x => x.StartsWith("https://")), Password).Value();
        var session = await Begin(made.Id, email);
        await sender.Send(new GiveRole(email, new RoleFields(Role.Administrator)), People.Administrator).Value();
        (await IsGood(session, made.Id)).ShouldBeTrue();
    }

    /// <summary>Else whoever chose the password before would keep a passkey beside the new one.</summary>
    [Fact]
    public async Task A_link_of_somebody_else_ends_what_was_chosen_by_the_one_before()
    {
        var (park, id) = await world.Park();
        var (email, made) = await Invited(park, People.OperatorOf(id));
        await world.Sender.UseLink(made.Link!, Password).Value();
        var self = new CurrentUser(made.Id, "Hana", Role.ParkClerk, id);
        await world.Send(new AddPasskey(new UserPasskeyInfo([5, 5, (byte)id.Value.GetHashCode()], [1], database.Clock.Now, 0, ["internal"], true, true, true, [1], [1]), "Key"), self).Value();
        await world.Sender.UseLink((await world.Send(new SendAccountLink(email)).Value()).Link!, "quiet ladder mango").Value();
        (await world.Send(new GetMyAccount(), self).Value()).Passkeys.ShouldBeEmpty();
    }

    private async Task<(string Email, CreateUser.Created Made)> Invited(string park, CurrentUser by, Role role = Role.ParkClerk)
    {
        var email = $"{World.NewCode("hana")}@harbour.example";
        return (email, await world.Send(new CreateUser(email, Hana, new RoleFields(role, park)), by).Value());
    }

    private Task<ParkId> ParkOf(string code) => database.Look(async db => (await db.Parks.IgnoreQueryFilters().ToListAsync()).Single(x => x.Code.Value == code).Id);

    private Task<SessionId> Begin(Guid id, string email) => world.Send(new BeginSession(id, "Hana", email, SignInMethod.Password, SignInWorld.Home, ""), CurrentUser.System).Value();

    private async Task<bool> IsGood(SessionId session, Guid user) => (await world.Send(new FindSession(session, user), CurrentUser.System)).IsSuccess;
}
