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

/// <summary>Invitations, links for who forgot, and the letters that carry them.</summary>
public sealed class AccountLinksTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Password = "kelp trumpet ninety";
    private static readonly UserFields Fields = new("Lin Wei", "zh-Hans");
    private static readonly RoleFields Administrator = new(Role.Administrator);

    private Sender Sender => database.Sender;

    private static string NewEmail() => $"{World.NewCode("lin")}@harbour.example";

    [Fact]
    public async Task The_invited_choose_a_password_and_the_link_is_used_up()
    {
        var (email, created) = await Invite(Sender);
        created.Link.ShouldStartWith("https://park.example/account/invitation?token=");
        OneTimeLinks.TokenOf(created.Link!).Length.ShouldBe(43);
        created.ToString().ShouldNotContain("token");
        (await Sender.Send(new FindAccountLink(OneTimeLinks.TokenOf(created.Link!)), CurrentUser.System).Value()).ShouldBe(new FindAccountLink.Found(LinkKind.Invitation, created.Id, email, "Lin Wei", false));
        (await Check(email, "")).Why.ShouldBe(Refused.NoPassword);
        (await Sender.UseLink(created.Link!, "short").Fails("user.weak_password")).Field.ShouldBe("Password");
        await Sender.UseLink(created.Link!, $"{email}!").Fails("user.personal_password");
        await Sender.UseLink(created.Link!, Password).Value();
        (await Check(email, Password)).Why.ShouldBeNull();
        await Sender.UseLink(created.Link!, "quiet ladder mango").Fails("link.used_already");
        await Sender.UseLink(created.Link! + "x", Password).Fails("link.unknown");
        var records = await database.Look(db => db.AuditRecords.Where(x => x.ObjectName == email).ToListAsync());
        records.Single(x => x.Action == "UseAccountLink").ShouldSatisfyAllConditions(x => x.UserId.ShouldBe(created.Id), x => x.Reason.ShouldBe("password"), x => x.Address.ShouldBe(SignInWorld.Home));
        records.ShouldAllBe(x => !x.Changes.Contains(OneTimeLinks.TokenOf(created.Link!)) && !x.Changes.Contains("PasswordHash") && !x.Changes.Contains(Password));
        new UseAccountLink("token", null!, Password, "").ToString().ShouldBe("UseAccountLink");
    }

    [Fact]
    public async Task Or_a_passkey_and_have_no_password_at_all()
    {
        var (email, created) = await Invite(Sender);
        var token = OneTimeLinks.TokenOf(created.Link!);
        var of = await Sender.Send(new FindAccountLink(token), CurrentUser.System).Value();
        var passkey = new UserPasskeyInfo([9, 9, 9], [1], database.Clock.Now, 0, ["internal"], true, true, true, [1], [1]);
        await Sender.Send(new UseAccountLink(token, of with { UserId = Guid.CreateVersion7() }, "", SignInWorld.Home, passkey), CurrentUser.System).Fails("link.unknown");
        await Sender.Send(new UseAccountLink(token, of, "", SignInWorld.Home, passkey), CurrentUser.System).Value();
        var account = await Sender.Send(new GetMyAccount(), new CurrentUser(created.Id, "Lin Wei", Role.Administrator)).Value();
        (account.HasPassword, account.Passkeys.Single().Name).ShouldBe((false, "Lin Wei"));
        (await Check(email, "")).Why.ShouldBe(Refused.NoPassword);
    }

    /// <summary>Else whoever reads the mailbox needs neither the password nor the app.</summary>
    [Fact]
    public async Task A_letter_does_not_go_round_the_app()
    {
        var (email, created) = await Invite(Sender);
        await Sender.UseLink(created.Link!, Password).Value();
        await database.Look(async db =>
        {
            (await db.Users.SingleAsync(x => x.Id == created.Id)).TwoFactorEnabled = true;
            return await db.SaveChangesAsync();
        });
        var token = OneTimeLinks.TokenOf((await Sender.Send(new SendAccountLink(email), People.Administrator).Value()).Link!);
        var of = await Sender.Send(new FindAccountLink(token), CurrentUser.System).Value();
        var passkey = new UserPasskeyInfo([9, 9, 8], [1], database.Clock.Now, 0, ["internal"], true, true, true, [1], [1]);
        await Sender.Send(new UseAccountLink(token, of, "", SignInWorld.Home, passkey), CurrentUser.System).Fails("link.passkey_beside_app");
        await Sender.UseLink($"?token={token}", "another long password of kelp").Value();
    }

    [Fact]
    public async Task Links_expire_are_withdrawn_and_follow_each_other()
    {
        var (email, created) = await Invite(Sender);
        var again = (await Sender.Send(new SendAccountLink(email), People.Administrator).Value()).Link!;
        await Sender.UseLink(created.Link!, Password).Fails("link.used_already");
        (await Sender.Send(new GetAccountLink(email), People.Administrator).Value()).ShouldSatisfyAllConditions(x => x.Kind.ShouldBe(LinkKind.Invitation), x => x.IsOpen.ShouldBeTrue(), x => x.ByMail.ShouldBeFalse());
        database.Clock.Now += TimeSpan.FromDays(7);
        await Sender.UseLink(again, Password).Fails("link.expired");
        (await Sender.Send(new GetAccountLink(email), People.Administrator).Value()).IsOpen.ShouldBeFalse();

        var third = (await Sender.Send(new SendAccountLink(email), People.Administrator).Value()).Link!;
        await Sender.Send(new WithdrawAccountLink(email), People.Administrator).Value();
        await Sender.UseLink(third, Password).Fails("link.used_already");
        await Sender.Send(new WithdrawAccountLink(email), People.Administrator).Fails("link.none_open");
        await Sender.Send(new SendAccountLink(email), new CurrentUser(created.Id, "Lin Wei", Role.Administrator)).Fails("user.own_password");
    }

    [Fact]
    public async Task Who_forgot_chooses_anew_and_all_sessions_end()
    {
        var (email, created) = await Invite(Sender);
        await Sender.UseLink(created.Link!, Password).Value();
        var session = await Sender.Send(new BeginSession(created.Id, "Lin Wei", email, SignInMethod.Password, SignInWorld.Home, ""), CurrentUser.System).Value();
        var reset = (await Sender.Send(new SendAccountLink(email), People.Administrator).Value()).Link!;
        (await Sender.Send(new GetAccountLink(email), People.Administrator).Value()).Kind.ShouldBe(LinkKind.Reset);
        (await Check(email, Password)).Why.ShouldBeNull("until it is used, nothing changes");
        await Sender.Send(new LockUser(email, true), People.Administrator).Value();
        await Sender.UseLink(reset, "quiet ladder mango").Fails("link.locked");
        await Sender.Send(new LockUser(email, false), People.Administrator).Value();
        await Sender.UseLink(reset, "quiet ladder mango").Value();
        await Sender.Send(new FindSession(session, created.Id), CurrentUser.System).Fails("session.not_found");
        ((await Check(email, Password)).Why, (await Check(email, "quiet ladder mango")).Why).ShouldBe((Refused.WrongPassword, null));
    }

    [Fact]
    public async Task Letters_carry_the_link_in_the_persons_language_and_are_tried_until_it_is_worthless()
    {
        await using var mailing = database.Build(database.Options, x => x.AddSingleton(new MailOptions(true)));
        var sender = mailing.GetRequiredService<Sender>();
        var (email, created) = await Invite(sender);
        created.Link.ShouldBeNull();
        (await sender.Send(new IsMailDue(), CurrentUser.System).Value()).ShouldBeTrue();
        var taken = (await Take(sender))!;
        (await sender.Send(new IsMailDue(), CurrentUser.System).Value()).ShouldBeFalse();
        (taken.Address, taken.Letter.Subject).ShouldBe((email, "您的 GreenPark 账户"));
        taken.ToString().ShouldNotContain("token");
        (await Take(sender)).ShouldBeNull("it is being sent");
        await sender.Send(new TellOfMail(taken.Id, "550 no such mailbox"), CurrentUser.System).Value();
        (await sender.Send(new GetAccountLink(email), People.Administrator).Value()).ShouldSatisfyAllConditions(x => x.ByMail.ShouldBeTrue(), x => x.SentAt.ShouldBeNull(), x => x.Failure.ShouldBe("550 no such mailbox"));
        database.Clock.Now += TimeSpan.FromMinutes(2);
        var second = (await Take(sender))!;
        await sender.Send(new TellOfMail(second.Id, null), CurrentUser.System).Value();
        (await sender.Send(new GetAccountLink(email), People.Administrator).Value()).SentAt.ShouldNotBeNull();
        database.Clock.Now += TimeSpan.FromHours(1);
        (await Take(sender)).ShouldBeNull();
        (await database.Look(db => db.OutgoingMails.Where(x => x.Id == second.Id).Select(x => x.Text).SingleAsync())).ShouldBeEmpty("what was sent is not kept");
        await sender.UseLink(taken.Letter.Text.Split('\n').Single(x => x.StartsWith("https://")), Password).Value();

        foreach (var asked in new[] { email.ToUpperInvariant(), "nobody@harbour.example" }) await sender.Send(new RequestReset(asked), CurrentUser.System).Value();
        var reset = (await Take(sender))!;
        reset.Letter.Subject.ShouldBe("重新登录 GreenPark");
        (await Take(sender)).ShouldBeNull("nobody is written to whom there is no account of");
        await sender.Send(new TellOfMail(reset.Id, "busy"), CurrentUser.System).Value();
        database.Clock.Now += TimeSpan.FromHours(1);
        (await Take(sender)).ShouldBeNull("the link is worthless by now");
        (await database.Look(db => db.OutgoingMails.Where(x => x.Id == reset.Id).Select(x => x.Text).SingleAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_anybody_asks_for_ends_no_invitation()
    {
        await using var mailing = database.Build(database.Options, x => x.AddSingleton(new MailOptions(true)));
        var sender = mailing.GetRequiredService<Sender>();
        var (email, _) = await Invite(sender);
        async Task<string> LetterAsync()
        {
            var taken = (await Take(sender))!;
            await sender.Send(new TellOfMail(taken.Id, null), CurrentUser.System).Value();
            return taken.Letter.Text.Split('\n').Single(x => x.StartsWith("https://"));
        }
        var invitation = await LetterAsync();
        await sender.Send(new RequestReset(email), CurrentUser.System).Value();
        var asked = await LetterAsync();
        (await sender.Send(new GetAccountLink(email), People.Administrator).Value()).ShouldSatisfyAllConditions(x => x.IsOpen.ShouldBeTrue(), x => x.ExpiresAt.ShouldBe(database.Clock.Now.UtcDateTime.AddDays(7)));
        await sender.UseLink(invitation, Password).Value();
        await sender.UseLink(asked, "quiet ladder mango").Fails("link.used_already");   // one choice ends all of them
    }

    [Fact]
    public async Task A_provider_vouches_for_the_invited_and_then_for_its_subject()
    {
        var (email, created) = await Invite(Sender);
        Task<Result<CheckPassword.Person>> Recognise(string subject, string? verified) => Sender.Send(new RecogniseByProvider("https://id.example", subject, verified), CurrentUser.System);
        var subject = World.NewCode("subject");
        await Recognise(subject, null).Fails("user.not_invited");
        await Recognise(subject, "eve@harbour.example").Fails("user.not_invited");
        (await Recognise(subject, email.ToUpperInvariant()).Value()).Id.ShouldBe(created.Id);
        await Sender.UseLink(created.Link!, Password).Fails("link.used_already");   // it was to let the same person in
        (await Recognise(subject, null).Value()).Email.ShouldBe(email);
        await Recognise("somebody-else", email).Fails("user.not_invited");
        await Sender.Send(new LockUser(email, true), People.Administrator).Value();
        await Recognise(subject, email).Fails("link.locked");
    }

    private static Task<TakeDueMail.Taken?> Take(Sender sender) => sender.Send(new TakeDueMail(), CurrentUser.System).Value();

    private static async Task<(string Email, CreateUser.Created Created)> Invite(Sender sender)
    {
        var email = NewEmail();
        return (email, await sender.Send(new CreateUser(email, Fields, Administrator), People.Administrator).Value());
    }

    private Task<CheckPassword.Outcome> Check(string email, string password) => new SignInWorld(database).Guess(email, password, SignInWorld.Home);
}
