using System.Data.Common;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Http;

/// <summary>A browser's session: it acts as one role, as another after the switch, and as none that is over.</summary>
public sealed partial class SessionTests(SessionTests.WithCookies server) : IClassFixture<SessionTests.WithCookies>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_session_acts_as_one_role_and_follows_what_becomes_of_it()
    {
        foreach (var park in (string[])["one", "two"]) await Do(new RegisterPark(park, park, "", "330000", ""));
        var (email, until) = ("hana@park.example", DateOnly.FromDateTime(server.Clock.Now.UtcDateTime).AddDays(1));
        var created = await Do(new CreateUser(email, new UserFields("Hana", "en"), new RoleFields(Role.ParkManager, "one", Until: until)));
        var token = created.Link![(created.Link!.IndexOf("token=", StringComparison.Ordinal) + 6)..];
        await Do(new UseAccountLink(token, await Do(new FindAccountLink(token)), Password, "192.0.2.7"));
        var id = created.Id;
        await Do(new GiveRole(email, new RoleFields(Role.ParkReader, "two")));
        var held = (await Do(new ListHeldRoles(id))).ToDictionary(x => x.Park, x => x.Id);
        using var browser = server.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        (await browser.SignInAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.Found);

        (await ParksAsync()).ShouldBe(["one"]);
        (await browser.GetAsync("/api/v1/parks/two")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/api/v1/parks/one/api-keys")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetStringAsync("/account/password")).ShouldContain("Park manager");

        (await SwitchAsync(held["two"].Value, token: false)).ShouldBe(HttpStatusCode.BadRequest);
        (await ParksAsync()).ShouldBe(["one"]);
        (await SwitchAsync(held["two"].Value)).ShouldBe(HttpStatusCode.Found);
        (await ParksAsync()).ShouldBe(["two"]);
        (await browser.GetAsync("/api/v1/parks/two/api-keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // what is nobody's role of theirs changes nothing
        (await SwitchAsync(Guid.CreateVersion7())).ShouldBe(HttpStatusCode.Found);
        (await SwitchAsync(held["two"].Value)).ShouldBe(HttpStatusCode.Found);
        server.Clock.Now += TimeSpan.FromMinutes(2);
        (await ParksAsync()).ShouldBe(["two"], "the check of each minute keeps the role chosen");
        (await SwitchAsync(held["one"].Value)).ShouldBe(HttpStatusCode.Found);
        (await ParksAsync()).ShouldBe(["one"]);

        server.Clock.Now = new DateTimeOffset(until.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        (await ParksAsync()).ShouldBe(["two"], "the first role is over: another one is left");
        await Do(new EndRole(email, held["two"], "Done"));
        server.Clock.Now += TimeSpan.FromSeconds(61);
        (await browser.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "none is left");

        async Task<IEnumerable<string?>> ParksAsync() =>
            JsonDocument.Parse(await browser.GetStringAsync("/api/v1/parks")).RootElement.EnumerateArray().Select(x => x.GetProperty("code").GetString()).ToList();

        async Task<HttpStatusCode> SwitchAsync(Guid role, bool token = true)
        {
            var fields = new Dictionary<string, string> { ["role"] = $"{role}" };
            if (token) fields["__RequestVerificationToken"] = AntiforgeryToken().Match(await browser.GetStringAsync("/account/password")).Groups[1].Value;
            return (await browser.PostAsync("/account/role", new FormUrlEncodedContent(fields))).StatusCode;
        }
    }

    [Fact]
    public async Task Another_password_leaves_the_role_that_was_chosen()
    {
        foreach (var park in (string[])["three", "four"]) await Do(new RegisterPark(park, park, "", "330000", ""));
        var (email, id) = await Person("ida@park.example", new RoleFields(Role.ParkManager, "three"));
        await Do(new GiveRole(email, new RoleFields(Role.ParkReader, "four")));
        using var browser = Browser();
        (await browser.SignInAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        var reader = (await Do(new ListHeldRoles(id))).Single(x => x.Park == "four").Id.Value;
        var token = AntiforgeryToken().Match(await browser.GetStringAsync("/account/password")).Groups[1].Value;
        (await browser.PostAsync("/account/role", new FormUrlEncodedContent([new("role", $"{reader}"), new("__RequestVerificationToken", token)]))).StatusCode.ShouldBe(HttpStatusCode.Found);
        var changed = await browser.PostFormAsync("/account/password", "password", ("Input.OldPassword", Password), ("Input.NewPassword", "quiet ladder mango"));
        changed.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await browser.GetStringAsync("/api/v1/parks")).ShouldContain("\"four\"");
        (await browser.GetAsync("/api/v1/parks/three")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Signing_out_and_in_again_leaves_no_session_open_though_the_person_has_no_role()
    {
        await Do(new RegisterPark("five", "five", "", "330000", ""));
        var (email, id) = await Person("nora@park.example", new RoleFields(Role.ParkReader, "five"));
        await Do(new EndRole(email, (await Do(new ListHeldRoles(id))).Single().Id, "Done"));
        using var browser = Browser();
        foreach (var open in (int[])[1, 1])
        {
            (await browser.SignInAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
            (await OpenAsync()).ShouldBe(open, "the one before ends with the next");
        }
        (await browser.PostFormAsync("/account/sign-out", "", "/account/sign-in")).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await OpenAsync()).ShouldBe(0);

        (await browser.SignInAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        server.Clock.Now += TimeSpan.FromSeconds(61);
        (await browser.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await OpenAsync()).ShouldBe(0, "whom the check of each minute signs out is signed out");

        Task<int> OpenAsync() => server.Look(db => db.Sessions.CountAsync(x => x.UserId == id && x.EndedAt == null));
    }

    [Fact]
    public async Task While_others_write_nobody_is_let_in_and_nobodys_try_counts()
    {
        if (Server.SqlServer is not null) Assert.Skip("The fault is SQLite's.");
        await Do(new RegisterPark("six", "six", "", "330000", ""));
        var (email, id) = await Person("berta@park.example", new RoleFields(Role.ParkManager, "six"));
        using var browser = Browser();
        await BusyAsync(() => browser.SignInAsync(email, Password));
        (await browser.SignInAsync(email, Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        var begun = JsonDocument.Parse(await (await browser.PostAsync("/api/v1/my/authenticator", null)).Content.ReadAsStringAsync()).RootElement;
        var key = begun.GetProperty("key").GetString()!;
        (await browser.PostAsJsonAsync("/api/v1/my/authenticator/confirmation", new { code = CodeOf(key) })).StatusCode.ShouldBe(HttpStatusCode.OK);

        server.Clock.Now += TimeSpan.FromMinutes(1);
        using var other = Browser();
        (await other.SignInAsync(email, Password)).Headers.Location!.ToString().ShouldContain("/account/second-factor");
        for (var i = 0; i < 11; i++) await BusyAsync(() => other.PostFormAsync("/account/second-factor", "second-factor", ("Input.Code", CodeOf(key))));
        (await other.PostFormAsync("/account/second-factor", "second-factor", ("Input.Code", CodeOf(key)))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await server.Look(db => db.AuditRecords.IgnoreQueryFilters().CountAsync(x => x.Action == "RefuseSignIn" && x.ObjectName == email))).ShouldBe(0);

        async Task BusyAsync(Func<Task<HttpResponseMessage>> send)
        {
            server.Busy.IsOn = true;
            try
            {
                var answer = await send();
                answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
                (await answer.Content.ReadAsStringAsync()).ShouldContain("Others are writing to the database just now");
            }
            finally
            {
                server.Busy.IsOn = false;
            }
        }

        string CodeOf(string secret) => Apps.CodeOf(secret, (int)Math.Floor((server.Clock.Now - DateTimeOffset.UtcNow).TotalSeconds / 30));
    }

    [Fact]
    public async Task A_refused_key_stands_on_the_record_once_a_minute_and_without_itself()
    {
        using var gateway = Browser();
        gateway.DefaultRequestHeaders.Add("X-Api-Key", "gpk_of-nobody-at-all");
        for (var minute = 1; minute <= 2; minute++)
        {
            for (var i = 0; i < 3; i++) (await gateway.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            for (var tries = 0; tries < 100 && (await RecordsAsync()).Count < minute; tries++) await Task.Delay(100);
            (await RecordsAsync()).Count.ShouldBe(minute);
            server.Clock.Now += TimeSpan.FromSeconds(61);
        }
        (await RecordsAsync()).ShouldAllBe(x => !JsonSerializer.Serialize(x, (JsonSerializerOptions?)null).Contains("of-nobody"));

        Task<List<AuditRecord>> RecordsAsync() => server.Look(db => db.AuditRecords.IgnoreQueryFilters().Where(x => x.Action == "RefuseSignIn" && x.Reason == "WrongKey").ToListAsync());
    }

    private HttpClient Browser() => server.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });

    private async Task<(string Email, Guid Id)> Person(string email, RoleFields role)
    {
        var created = await Do(new CreateUser(email, new UserFields("Ida", "en"), role));
        var token = created.Link![(created.Link!.IndexOf("token=", StringComparison.Ordinal) + 6)..];
        await Do(new UseAccountLink(token, await Do(new FindAccountLink(token)), Password, "192.0.2.7"));
        return (email, created.Id);
    }

    private async Task<T> Do<T>(IMessage<T> message)
    {
        var result = await server.Services.GetRequiredService<Sender>().Send(message, CurrentUser.System);
        result.IsSuccess.ShouldBeTrue(string.Join("; ", result.Errors.Select(x => x.Code)));
        return result.Value;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();

    /// <summary>An application of its own, with the cookie that people have and a clock that is set.</summary>
    public sealed class WithCookies : Server
    {
        public SetClock Clock { get; } = new();
        public Writers Busy { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.ConfigureDbContext<Persistence.Sqlite.SqliteGreenParkDb>(x => x.AddInterceptors(Busy));
                services.PostConfigure<AuthenticationOptions>(x => x.SchemeMap[IdentityConstants.ApplicationScheme].HandlerType = typeof(CookieAuthenticationHandler));
            });
        }
    }

    /// <summary>As if another process held SQLite's write lock for longer than anyone waits.</summary>
    public sealed class Writers : DbTransactionInterceptor
    {
        public bool IsOn { get; set; }

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
            IsOn ? throw new Microsoft.Data.Sqlite.SqliteException("database is locked", 5) : base.TransactionStartingAsync(connection, eventData, result, cancellationToken);
    }

    /// <summary>Late in the evening, so that a role can be over before a session is.</summary>
    public sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(DateTime.UtcNow.Date.AddHours(22), TimeSpan.Zero);
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
