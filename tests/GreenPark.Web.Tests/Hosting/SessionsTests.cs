using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>A cookie is good as long as its session is.</summary>
public sealed class SessionsTests
{
    private const string Email = "ada@park.example", Password = "correct horse battery";

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_is_refused_within_a_minute()
    {
        using var folder = new TemporaryFolder();
        using var web = await WebProcess.StartedAsync(folder.Path, "Production");
        using var here = web.Client();
        using var there = web.Client();
        await web.SetUpAsync(here);
        await here.SignInAsync(Email, Password);
        await there.SignInAsync(Email, Password);
        (await there.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var sessions = await here.GetFromJsonAsync<JsonElement>("/api/v1/my/sessions");
        sessions.GetArrayLength().ShouldBe(2);
        var other = sessions.EnumerateArray().Single(x => !x.GetProperty("current").GetBoolean()).GetProperty("id").GetGuid();
        (await here.DeleteAsync($"/api/v1/my/sessions/{other}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        await web.Until(async () => (await there.GetAsync("/api/v1/parks")).StatusCode == HttpStatusCode.Unauthorized, "refusal of the ended session");
        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        (await here.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var left = await here.PostFormAsync("/account/sign-out", "", "/account/password");
        left.StatusCode.ShouldBe(HttpStatusCode.Found);
        left.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"cache\", \"storage\""]);
        (await here.GetAsync("/api/v1/parks")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await here.SignInAsync(Email, Password);
        var record = await here.GetFromJsonAsync<JsonElement>("/api/v1/audit-records?action=EndSession");
        record.GetProperty("total").GetInt32().ShouldBe(1);
        (await here.GetFromJsonAsync<JsonElement>("/api/v1/audit-records?action=LeaveSession")).GetProperty("total").GetInt32().ShouldBe(1, "one ended, one signed out");
    }
}
