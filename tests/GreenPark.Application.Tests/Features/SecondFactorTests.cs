using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>Authenticator apps, recovery codes, passkeys, and what asks for a fresh sign-in.</summary>
public sealed class SecondFactorTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly SignInWorld world = new(database);

    [Fact]
    public async Task An_app_is_set_up_by_its_first_code_and_each_code_is_good_once()
    {
        var (ada, self) = await Person();
        await world.Sender.Send(new ConfirmAuthenticator("123456"), self).Fails("authenticator.none");
        var first = await world.Sender.Send(new BeginAuthenticator(), self).Value();
        var begun = await world.Sender.Send(new BeginAuthenticator(), self).Value();
        begun.Key.ShouldNotBe(first.Key);
        begun.Uri.ShouldContain($"secret={begun.Key}&issuer=GreenPark");
        (await world.Guess(ada.Email, SignInWorld.Password, SignInWorld.Home)).Person!.HasSecondFactor.ShouldBeFalse("it does not count yet");
        (await world.Sender.Send(new ConfirmAuthenticator("000000"), self).Fails("authenticator.wrong_code")).Field.ShouldBe("Code");
        var codes = (await world.Sender.Send(new ConfirmAuthenticator(await Code(ada)), self).Value()).Codes;
        codes.Distinct().Count().ShouldBe(10);
        codes.ShouldAllBe(x => System.Text.RegularExpressions.Regex.IsMatch(x, "^([a-z2-9]{5}-){5}[a-z2-9]$"));
        await world.Sender.Send(new BeginAuthenticator(), self).Fails("authenticator.there_already");
        (await world.Guess(ada.Email, SignInWorld.Password, SignInWorld.Home)).Person!.HasSecondFactor.ShouldBeTrue();

        await Use(ada, await Code(ada)).Fails("authenticator.wrong_code");   // the one it was set up with
        database.Clock.Now += TimeSpan.FromSeconds(30);
        (await Use(ada, await Code(ada)).Value()).ShouldBe(SignInMethod.PasswordAndCode);
        await Use(ada, await Code(ada)).Fails("authenticator.wrong_code");

        (await Use(ada, codes[3].ToUpperInvariant().Replace("-", " ")).Value()).ShouldBe(SignInMethod.PasswordAndRecoveryCode);
        await Use(ada, codes[3]).Fails("authenticator.wrong_recovery_code");
        (await world.Sender.Send(new GetMyAccount(), self).Value()).RecoveryCodesLeft.ShouldBe(9);
        var next = (await world.Sender.Send(new NewRecoveryCodes(), self).Value()).Codes;
        await Use(ada, codes[4]).Fails("authenticator.wrong_recovery_code");
        (await Use(ada, next[0]).Value()).ShouldBe(SignInMethod.PasswordAndRecoveryCode);

        var stored = await database.Look(db => db.Authenticators.SingleAsync(x => x.UserId == ada.Id));
        OneTimeCode.KeyOf(stored.Secret).ShouldNotContain(begun.Key);
        var told = await database.Look(db => db.AuditRecords.Where(x => x.ObjectName == ada.Email || x.UserId == ada.Id).Select(x => x.Action + x.Changes).ToListAsync());
        told.ShouldContain(x => x.StartsWith("ConfirmAuthenticator"));
        told.ShouldAllBe(x => codes.Concat(next).All(code => !x.Contains(code)) && !x.Contains(begun.Key));
    }

    [Fact]
    public async Task The_first_code_is_no_easier_to_guess_than_the_others()
    {
        var (ada, self) = await Person();
        await world.Sender.Send(new BeginAuthenticator(), self).Value();
        for (var i = 0; i < 10; i++) await world.Sender.Send(new ConfirmAuthenticator("x"), self).Fails("authenticator.wrong_code");
        await world.Sender.Send(new ConfirmAuthenticator(await Code(ada)), self).Fails("user.too_many_tries");
        database.Clock.Now += TimeSpan.FromMinutes(10);
        await world.Sender.Send(new ConfirmAuthenticator(await Code(ada)), self).Value();
    }

    [Fact]
    public async Task Without_the_app_the_password_must_stand_alone()
    {
        var (ada, self) = await Person();
        await world.Sender.Send(new ChangeMyPassword(SignInWorld.Password, "mango lad"), self).Fails("user.weak_password");
        await SetUp(ada, self);
        await world.Sender.Send(new ChangeMyPassword(SignInWorld.Password, "mango lad"), self).Value();
        await world.Sender.Send(new RemoveAuthenticator(), self).Fails("authenticator.short_password");
        await world.Sender.Send(new ChangeMyPassword("mango lad", "quiet ladder mango"), self).Value();
        await world.Sender.Send(new RemoveAuthenticator(), self).Value();
        (await world.Guess(ada.Email, "quiet ladder mango", SignInWorld.Home)).Person!.HasSecondFactor.ShouldBeFalse();
        await world.Sender.Send(new NewRecoveryCodes(), self).Fails("authenticator.none");
        await Use(ada, "123456").Fails("authenticator.none");
    }

    [Fact]
    public async Task Who_lost_everything_is_helped_by_an_administrator()
    {
        var (ada, self) = await Person();
        await SetUp(ada, self);
        await world.Sender.Send(new ChangeMyPassword(SignInWorld.Password, "mango lad"), self).Value();
        await world.Sender.Send(new AddPasskey(Passkey(1), "Key"), self).Value();
        await world.Sender.Send(new ResetSecondFactors(ada.Email), self).Fails("user.own_second_factors");
        await world.Sender.Send(new ResetSecondFactors(ada.Email), People.Administrator).Value();
        var account = await world.Sender.Send(new GetMyAccount(), self).Value();
        (account.AuthenticatorSince, account.RecoveryCodesLeft, account.Passkeys.Count, account.HasPassword).ShouldBe((null, 0, 0, false), "a short password does not stand alone");
        await world.Sender.Send(new FindSession(new SessionId(self.Session), ada.Id), CurrentUser.System).Fails("session.not_found");
    }

    [Fact]
    public async Task Passkeys_are_listed_and_removed_and_the_last_way_in_stays()
    {
        var (ada, self) = await Person();
        await world.Sender.Send(new AddPasskey(Passkey(2), " "), self).Fails("field.missing");
        await world.Sender.Send(new AddPasskey(Passkey(2), " Laptop "), self).Value();
        await world.Sender.Send(new AddPasskey(Passkey(3), "Phone"), self).Value();
        var passkeys = (await world.Sender.Send(new GetMyAccount(), self).Value()).Passkeys;
        passkeys.Select(x => x.Name).ShouldBe(["Laptop", "Phone"]);
        var (_, other) = await Person();
        await world.Sender.Send(new RemovePasskey(passkeys[0].Id), other).Fails("passkey.not_found");
        await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Passkey, SignInWorld.Home, "", Passkey(3, 7)));
        await world.Sender.Send(new RemovePasskey(passkeys[0].Id), self).Value();
        await database.Look(async db =>
        {
            var user = await db.Users.SingleAsync(x => x.Id == ada.Id);
            user.PasswordHash = null;
            return await db.SaveChangesAsync();
        });
        await world.Sender.Send(new RemovePasskey(passkeys[1].Id), self).Fails("passkey.last");
        var told = await database.Look(db => db.AuditRecords.Where(x => x.UserId == ada.Id).Select(x => x.Action).ToListAsync());
        told.ShouldContain("AddPasskey");
        told.ShouldContain("RemovePasskey");
    }

    [Fact]
    public async Task What_binds_others_wants_a_sign_in_of_the_last_ten_minutes()
    {
        var (ada, _) = await Person();
        await using var strict = database.Build(database.Options, x => x.AddSingleton(FreshSignInOptions.Usual));
        var sender = strict.GetRequiredService<Sender>();
        var session = await sender.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""), CurrentUser.System).Value();
        var self = SignInWorld.As(ada, session.Value);
        await sender.Send(new CheckFreshSignIn(), self).Value();
        database.Clock.Now += TimeSpan.FromMinutes(10);
        (await sender.Send(new NewRecoveryCodes(), self).Fails("user.sign_in_again")).Kind.ShouldBe(ErrorKind.Forbidden);
        await sender.Send(new GetMyAccount(), self).Value();
        await sender.Send(new LockUser("", true), self).Fails("user.sign_in_again");
        await sender.Send(new ConfirmSession(ada.Id, ada.Name, ada.Email, session.Value, SignInWorld.Home), CurrentUser.System).Value();
        await sender.Send(new CheckFreshSignIn(), self).Value();

        await sender.Send(new CheckFreshSignIn(), People.Administrator).Fails("user.sign_in_again");   // no session at all
        await sender.Send(new CheckFreshSignIn(), self with { Id = Guid.CreateVersion7() }).Fails("user.sign_in_again");   // somebody else's
        await sender.Send(new EndSession(session.Value), self).Value();
        await sender.Send(new CheckFreshSignIn(), self).Fails("user.sign_in_again");
        await sender.Send(new ConfirmSession(ada.Id, ada.Name, ada.Email, session.Value, SignInWorld.Home), CurrentUser.System).Fails("session.not_found");
    }

    [Fact]
    public void It_is_asked_for_where_it_matters()
    {
        var asking = typeof(Sender).Assembly.GetTypes().Where(x => x.IsDefined(typeof(FreshSignInAttribute), false)).Select(x => x.Name);
        asking.Order().ShouldBe(
        [
            "AddPasskey", "ApproveChange", "BeginAuthenticator", "CheckFreshSignIn", "ConfirmAuthenticator", "CreateApiKey", "CreateUser", "EndRole", "FinaliseRun",
            "GiveConsent", "GiveRole", "HoldMonths", "LockUser", "NewRecoveryCodes", "RecordExportApproval", "ReleaseHold", "RemoveAuthenticator", "RemovePasskey",
            "ResetSecondFactors", "RevertChange", "RevokeApiKey", "RotateApiKey", "SendAccountLink", "SetDestinationAsking", "SetFourEyes", "SetRetention", "SignContract",
            "WithdrawConsent", "WithdrawExportApproval",
        ]);
    }

    private async Task<(CheckPassword.Person, CurrentUser)> Person()
    {
        var ada = await world.Person("ada");
        var session = await world.Send(new BeginSession(ada.Id, ada.Name, ada.Email, SignInMethod.Password, SignInWorld.Home, ""));
        return (ada, SignInWorld.As(ada, session.Value));
    }

    private async Task SetUp(CheckPassword.Person person, CurrentUser self)
    {
        await world.Sender.Send(new BeginAuthenticator(), self).Value();
        await world.Sender.Send(new ConfirmAuthenticator(await Code(person)), self).Value();
    }

    /// <summary>What the app shows now.</summary>
    private async Task<string> Code(CheckPassword.Person person)
    {
        var stored = await database.Look(db => db.Authenticators.Where(x => x.UserId == person.Id).Select(x => x.Secret).SingleAsync());
        return OneTimeCode.At(database.Services.GetRequiredService<AuthenticatorSecrets>().Unprotect(stored)!, OneTimeCode.StepOf(database.Clock.UtcNow()));
    }

    private Task<Result<SignInMethod>> Use(CheckPassword.Person person, string code) => world.Sender.Send(new UseCode(person.Id, person.Name, person.Email, code, SignInWorld.Home), CurrentUser.System);

    private static UserPasskeyInfo Passkey(byte id, uint count = 0) =>
        new([id, 1, 2, 3], [1], new DateTimeOffset(2026, 3, 2, 8, 0, id, TimeSpan.Zero), count, ["internal"], true, true, false, [1], [1]);
}
