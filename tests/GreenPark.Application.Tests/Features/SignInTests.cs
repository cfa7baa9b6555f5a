using System.Buffers.Binary;
using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Tests.Features;

/// <summary>Who is let in by e-mail and password, what guessing meets, and where one is signed in.</summary>
public sealed class SignInTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly SignInWorld world = new(database);

    [Fact]
    public async Task Whoever_was_signed_in_from_there_lately_is_not_shut_out_by_strangers()
    {
        var ada = await world.Person("ada");
        await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, "Firefox · Linux"));
        for (var i = 0; i < 200; i++) await world.Guess(ada.Email, "guess", world.Elsewhere());
        (await world.Guess(ada.Email, SignInWorld.Password, world.Elsewhere())).Wait.ShouldNotBeNull();
        (await world.Guess(ada.Email, SignInWorld.Password, SignInWorld.Home)).ShouldSayTheSameAs(new CheckPassword.Outcome(ada, null));
        for (var i = 0; i < 10; i++) (await world.Guess(ada.Email, "mistyped", SignInWorld.Home)).Why.ShouldBe(Refused.WrongPassword);
        (await world.Guess(ada.Email, SignInWorld.Password, SignInWorld.Home)).Wait.ShouldNotBeNull("guesses from home are counted too");
    }

    [Fact]
    public async Task Right_passwords_are_not_counted()
    {
        var ada = await world.Person("ada");
        for (var i = 0; i < 100; i++) (await world.Guess($" {ada.Email.ToUpperInvariant()} ", SignInWorld.Password, SignInWorld.Home)).Why.ShouldBeNull();
    }

    [Fact]
    public async Task Unknown_wrong_and_locked_cost_one_check_each()
    {
        var (ada, bo) = (await world.Person("ada"), await world.Person("bo"));
        await world.Sender.Send(new LockUser(bo.Email, true), People.Administrator).Value();
        foreach (var (email, password, why) in new[] { (ada.Email, "wrong", Refused.WrongPassword), ("nobody@harbour.example", "wrong", Refused.Unknown), (bo.Email, SignInWorld.Password, Refused.Locked), (ada.Email, new string('x', 5_000), Refused.WrongPassword) })
        {
            world.Checks = 0;
            (await world.Guess(email, password, world.Elsewhere())).Why.ShouldBe(why);
            world.Checks.ShouldBe(1, email);
        }
    }

    [Fact]
    public async Task Wrong_ones_lock_nobody_and_an_administrators_lock_holds()
    {
        var ada = await world.Person("ada");
        await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""));
        for (var i = 0; i < 20; i++) await world.Send(new RefuseSignIn(ada.Id, ada.Email, i % 2 == 0 ? Refused.WrongPassword : Refused.WrongCode, world.Elsewhere()));
        (await world.Guess(ada.Email, SignInWorld.Password, SignInWorld.Home)).ShouldSayTheSameAs(new CheckPassword.Outcome(ada, null));

        await world.Sender.Send(new LockUser(ada.Email, true), People.Administrator).Value();
        await world.Send(new RefuseSignIn(ada.Id, ada.Email, Refused.WrongPassword, world.Elsewhere()));
        database.Clock.Now += TimeSpan.FromDays(1);
        (await world.Guess(ada.Email, SignInWorld.Password, SignInWorld.Home)).Why.ShouldBe(Refused.Locked);
    }

    [Fact]
    public async Task Strangers_who_keep_trying_do_not_keep_others_out()
    {
        var ada = await world.Person("ada");
        for (var i = 0; i < 400; i++) await world.Guess($"someone{i}@harbour.example", "guess", $"198.51.100.{i % 10}");
        (await world.Guess(ada.Email, "mistyped", "203.0.113.5")).Why.ShouldBe(Refused.WrongPassword);
        (await world.Guess(ada.Email, SignInWorld.Password, "203.0.113.5")).ShouldSayTheSameAs(new CheckPassword.Outcome(ada, null));
        (await world.Guess(ada.Email, SignInWorld.Password, "198.51.100.3")).Wait.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_home_with_another_address_of_its_network_is_the_same_home()
    {
        var ada = await world.Person("ada");
        await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, "2001:db8:7:7::1", ""));
        for (var i = 0; i < 50; i++) await world.Guess(ada.Email, "guess", world.Elsewhere());
        (await world.Guess(ada.Email, SignInWorld.Password, "2001:db8:7:7:abcd::9")).ShouldSayTheSameAs(new CheckPassword.Outcome(ada, null));
        (await world.Guess(ada.Email, SignInWorld.Password, "2001:db8:7:8::1")).Wait.ShouldNotBeNull();
    }

    /// <summary>Whoever finds a browser open could try as long as they like.</summary>
    [Fact]
    public async Task The_present_password_is_no_easier_to_guess_than_at_the_door()
    {
        var ada = await world.Person("ada");
        var session = await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""));
        var self = SignInWorld.As(ada, session.Value) with { Address = SignInWorld.Home };
        for (var i = 0; i < 10; i++) (await world.Sender.Send(new ChangeMyPassword($"guess {i}", "quiet ladder mango"), self).Fails("user.wrong_password")).Field.ShouldBe("OldPassword");
        world.Checks = 0;
        (await world.Sender.Send(new ChangeMyPassword(SignInWorld.Password, "quiet ladder mango"), self).Fails("user.too_many_tries")).Args.ShouldBe([10]);
        world.Checks.ShouldBe(0);
        (await database.Look(db => db.AuditRecords.Where(x => x.ObjectName == ada.Email && x.Action == nameof(RefuseSignIn)).Select(x => $"{x.Reason} {x.Address}").ToListAsync()))
            .ShouldBe(Enumerable.Repeat($"WrongPassword {SignInWorld.Home}", 10));
        database.Clock.Now += TimeSpan.FromMinutes(10);
        await world.Sender.Send(new ChangeMyPassword(SignInWorld.Password, "quiet ladder mango"), self).Value();
    }

    [Fact]
    public async Task The_record_has_who_came_and_went_and_nothing_that_was_typed()
    {
        var ada = await world.Person("ada");
        await world.Send(new RefuseSignIn(null, "", Refused.Unknown, "198.51.100.7"));
        await world.Send(new RefuseSignIn(ada.Id, ada.Email, Refused.WrongPassword, "198.51.100.8"));
        var session = (await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, "Firefox · Linux"))).Value;
        await world.Sender.Send(new EndSession(session), SignInWorld.As(ada, session)).Value();
        var records = await database.Look(db => db.AuditRecords.Where(x => x.Chain == AuditChain.Platform).OrderBy(x => x.Number).ToListAsync());
        records.TakeLast(4).Select(x => $"{x.Action} {x.UserName} {x.ActingAs} {x.Address} {x.ObjectName} {x.Reason}").ShouldBe(
        [
            "RefuseSignIn unknown None 198.51.100.7  Unknown", $"RefuseSignIn unknown None 198.51.100.8 {ada.Email} WrongPassword",
            $"BeginSession {ada.Name} None {SignInWorld.Home} {ada.Email} ", $"EndSession {ada.Name} Administrator   ",
        ]);
        records[^2].UserId.ShouldBe(ada.Id);
        (await world.Sender.Send(new CheckAuditChain(null), People.Administrator).Value()).Faults.ShouldBeEmpty();
        new CheckPassword("typed@by.nobody", "typed", SignInWorld.Home).ToString().ShouldBe("CheckPassword");
    }

    [Fact]
    public async Task Sessions_are_seen_and_ended_by_their_owner_and_by_administrators()
    {
        var (ada, bo) = (await world.Person("ada"), await world.Person("bo"));
        var first = await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, new string('x', 300)));
        database.Clock.Now += TimeSpan.FromMinutes(5);
        var second = await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Passkey, "2001:db8::1", "Chrome · Android"));
        await world.Send(new SeeSession(first));
        var mine = await world.Sender.Send(new ListMySessions(), SignInWorld.As(ada, second.Value)).Value();
        mine.Select(x => $"{x.Method} {x.Address} {x.Current} {(x.SeenAt - x.BegunAt).TotalMinutes}").ShouldBe(["Passkey 2001:db8::1 True 0", $"Password {SignInWorld.Home} False 5"]);
        mine[1].Browser.Length.ShouldBe(Session.BrowserLength);

        await world.Sender.Send(new EndSession(first.Value), SignInWorld.As(bo, Guid.Empty)).Fails("session.not_found");
        await world.Sender.Send(new EndSession(first.Value), SignInWorld.As(ada, second.Value)).Value();
        await world.Sender.Send(new EndSession(first.Value), SignInWorld.As(ada, second.Value)).Fails("session.ended_already");
        await world.Sender.Send(new FindSession(first, ada.Id), CurrentUser.System).Fails("session.not_found");
        await world.Sender.Send(new FindSession(second, bo.Id), CurrentUser.System).Fails("session.not_found");
        await world.Sender.Send(new FindSession(second, ada.Id), CurrentUser.System).Value();

        database.Clock.Now += TimeSpan.FromHours(12);
        await world.Sender.Send(new FindSession(second, ada.Id), CurrentUser.System).Fails("session.not_found");   // unused so long that its cookie is over too
        (await world.Sender.Send(new ListSessionsOfUser(ada.Email), People.Administrator).Value()).ShouldAllBe(x => x.EndedAt != null);
        second = await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Passkey, "2001:db8::1", "Chrome · Android"));
        await world.Sender.Send(new EndSessionsOfUser(ada.Email), People.Administrator).Value();
        var all = await world.Sender.Send(new ListSessionsOfUser(ada.Email), People.Administrator).Value();
        all.Select(x => x.EndedBy).ShouldBe(["Ada", "Ada", ada.Name]);
        await world.Sender.Send(new ListSessionsOfUser("nobody@harbour.example"), People.Administrator).Fails("user.not_found");
    }

    [Fact]
    public async Task Used_without_a_pause_a_session_is_over_after_thirty_days()
    {
        var ada = await world.Person("ada");
        var session = await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""));
        for (var hours = 0; hours < 30 * 24 - 8; hours += 8)
        {
            database.Clock.Now += TimeSpan.FromHours(8);
            await world.Send(new SeeSession(session));
        }
        await world.Sender.Send(new FindSession(session, ada.Id), CurrentUser.System).Value();
        database.Clock.Now += TimeSpan.FromHours(8);
        await world.Sender.Send(new FindSession(session, ada.Id), CurrentUser.System).Fails("session.not_found");
        (await world.Sender.Send(new ListMySessions(), SignInWorld.As(ada, session.Value)).Value()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hash_of_an_older_make_is_renewed_when_its_owner_signs_in()
    {
        var ada = await world.Person("ada");
        var older = new PasswordHasher<AppUser>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 100_000 })).HashPassword(new AppUser(ada.Email, "", "en"), SignInWorld.Password);
        await database.Look(db => db.Users.Where(x => x.Id == ada.Id).ExecuteUpdateAsync(x => x.SetProperty(u => u.PasswordHash, older)));
        Task<CheckPassword.Outcome> Check() => database.Sender.Send(new CheckPassword(ada.Email, SignInWorld.Password, world.Elsewhere()), CurrentUser.System).Value();
        (await Check()).ShouldSayTheSameAs(new CheckPassword.Outcome(ada, null, IsStale: true));
        await database.Sender.Send(new RenewPasswordHash(ada.Id, "a wrong one"), CurrentUser.System).Value();
        (await Check()).IsStale.ShouldBeTrue();
        await database.Sender.Send(new RenewPasswordHash(ada.Id, SignInWorld.Password), CurrentUser.System).Value();
        (await Check()).ShouldSayTheSameAs(new CheckPassword.Outcome(ada, null));
        var hash = Convert.FromBase64String((await database.Look(db => db.Users.Where(x => x.Id == ada.Id).Select(x => x.PasswordHash).SingleAsync()))!);
        (hash[0], BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5))).ShouldBe(((byte)1, 2u, 210_000u), "HMAC-SHA-512 in so many rounds");
        new RenewPasswordHash(ada.Id, "typed").ToString().ShouldBe("RenewPasswordHash");
    }

    [Fact]
    public async Task Another_password_ends_all_sessions_but_the_one_it_is_changed_in()
    {
        var ada = await world.Person("ada");
        var (here, there) = (await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, "")), await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, "")));
        await world.Sender.Send(new ChangeMyPassword(SignInWorld.Password, "quiet ladder mango"), SignInWorld.As(ada, here.Value)).Value();
        (await world.Sender.Send(new ListMySessions(), SignInWorld.As(ada, here.Value)).Value()).Where(x => x.EndedAt is null).Select(x => x.Id).ShouldBe([here.Value]);
        await world.Sender.Send(new LockUser(ada.Email, true), People.Administrator).Value();
        await world.Sender.Send(new FindSession(here, ada.Id), CurrentUser.System).Fails("session.not_found");
        await world.Sender.Send(new FindSession(there, ada.Id), CurrentUser.System).Fails("session.not_found");
    }
}
