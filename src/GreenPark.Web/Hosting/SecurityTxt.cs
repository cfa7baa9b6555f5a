using System.Globalization;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Whom to tell of a weakness (RFC 9116): <c>Security:Contact</c>, a mailto: or https: address of whoever runs this installation. Its
/// end of validity is always near, since what a running installation says is true now.
/// </summary>
internal static class SecurityTxt
{
    private const int ValidDays = 90;

    public static void MapSecurityTxt(this WebApplication app) => app.MapGet("/.well-known/security.txt", (IConfiguration settings, TimeProvider clock) =>
    {
        if (settings["Security:Contact"] is not { Length: > 0 } contact) return Results.NotFound();
        var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(ValidDays);
        var lines = new List<string> { $"Contact: {contact}", string.Create(CultureInfo.InvariantCulture, $"Expires: {expires:yyyy-MM-dd'T'HH:mm:ss'Z'}"), "Preferred-Languages: en, zh" };
        if (settings["PublicBaseAddress"] is { Length: > 0 } home) lines.Add($"Canonical: {home.TrimEnd('/')}/.well-known/security.txt");
        return Results.Text(string.Concat(lines.Select(x => x + "\n")), "text/plain", System.Text.Encoding.UTF8);
    }).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(Limits.Public);
}
