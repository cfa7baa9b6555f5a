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

    public static Task<HttpResponseMessage> SignInAsync(this HttpClient client, string email, string password) =>
        client.PostFormAsync("/account/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", password));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
