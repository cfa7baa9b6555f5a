using System.Text.RegularExpressions;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>Fills in a form that the server renders, as a browser without script would.</summary>
internal static partial class Forms
{
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, string handler, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(path);
        var token = AntiforgeryToken().Match(page).Groups[1].Value;
        token.ShouldNotBeEmpty("the page has no antiforgery token");
        var values = fields.Select(x => KeyValuePair.Create(x.Name, x.Value)).Append(new("__RequestVerificationToken", token)).Append(new("_handler", handler));
        return await client.PostAsync(path, new FormUrlEncodedContent(values));
    }

    /// <summary>With the antiforgery token of another page: a form that stands in a menu.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string path, string handler, string pageOfToken)
    {
        var token = AntiforgeryToken().Match(await client.GetStringAsync(pageOfToken)).Groups[1].Value;
        return await client.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("_handler", handler)]));
    }

    /// <summary>Makes the first administrator, Ada, with the token that the console shows.</summary>
    public static async Task SetUpAsync(this WebProcess web, HttpClient client)
    {
        await web.Until(() => Task.FromResult(SetUpToken().IsMatch(web.Output)), "a token");
        (await client.PostFormAsync("/setup", "setup", ("Input.Token", SetUpToken().Match(web.Output).Value), ("Input.DisplayName", "Ada"),
            ("Input.Email", "ada@park.example"), ("Input.Password", "correct horse battery"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Found);
    }

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient client, string email, string password) =>
        client.PostFormAsync("/account/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", password));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();

    [GeneratedRegex("[0-9a-f]{48}")]
    private static partial Regex SetUpToken();
}
