using System.Text.RegularExpressions;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
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

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.PostConfigure<AuthenticationOptions>(x => x.SchemeMap[IdentityConstants.ApplicationScheme].HandlerType = typeof(CookieAuthenticationHandler));
            });
        }
    }

    /// <summary>Late in the evening, so that a role can be over before a session is.</summary>
    public sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(DateTime.UtcNow.Date.AddHours(22), TimeSpan.Zero);
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
