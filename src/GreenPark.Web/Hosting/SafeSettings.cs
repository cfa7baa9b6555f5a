using System.Data.Common;
using GreenPark.Application.Platform;
using GreenPark.Engine.Evidence;
using GreenPark.Persistence;
using Microsoft.Data.SqlClient;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Outside Development the application refuses secrets that are empty or stand in an example, and what only a demo may do; what is misspelt it refuses everywhere.
/// All faults are told at once.
/// </summary>
internal static class SafeSettings
{
    private static readonly string[] PartsOfExamples = ["changeme", "change-me", "change_me", "passw0rd", "p@ssw0rd", "yourstrong", "your-password", "your_password"];
    private static readonly string[] Examples = ["password", "secret", "example", "todo", "greenpark", "sa", "admin", "123456"];

    public static void RefuseUnsafeSettings(this WebApplicationBuilder builder)
    {
        var faults = (builder.Environment.IsDevelopment() ? Misspelt(builder.Configuration) : Faults(builder.Configuration)).ToList();
        if (faults.Count > 0) throw new Refusal(string.Join(Environment.NewLine, faults.Prepend($"GreenPark does not start in {builder.Environment.EnvironmentName} with these settings:")));
    }

    internal static IEnumerable<string> Faults(IConfiguration settings)
    {
        var options = DatabaseOptions.From(settings);
        if (options.Provider == DatabaseProvider.SqlServer && PasswordFault(options.ConnectionString) is { } fault)
            yield return $"- ConnectionStrings:GreenPark: {fault} Set a password of your own (docker compose: GREENPARK_DB_PASSWORD in .env).";
        if (options.Provider == DatabaseProvider.SqlServer && !settings.GetValue<bool>("Database:AllowUnverifiedServer") && LineFault(options.ConnectionString) is { } open)
            yield return $"- ConnectionStrings:GreenPark: {open} Take Encrypt=true without TrustServerCertificate, and a certificate that this machine trusts (or ServerCertificate); where the line is safe otherwise, say Database:AllowUnverifiedServer=true.";
        if (settings["Mail:Host"] is { Length: > 0 } && !settings.GetValue("Mail:Tls", true) && !settings.GetValue<bool>("Mail:AllowOpenLine"))
            yield return "- Mail:Tls: letters, with links that let people in, would go over an open line. Remove the setting; where the line is safe otherwise, say Mail:AllowOpenLine=true.";
        if (settings["Signing:KeyFile"] is { Length: > 0 } file)
        {
            if (!File.Exists(file)) yield return $"- Signing:KeyFile: {file} is not there. Name the PKCS#12 file of the issuer's key.";
            if (IsExample(settings["Signing:Password"]))
                yield return "- Signing:Password: empty or an example. Protect the issuer's key file with a password of your own and set it here.";
            else if (File.Exists(file) && KeyFault(file, settings["Signing:Password"]) is { } key) yield return $"- Signing:KeyFile: {file}: {key}";
        }
        if (settings.GetValue<bool?>("Demo:Enabled") == true)
            yield return "- Demo:Enabled: the demo's sign-ins are public. Remove the setting; the demo runs in Development only.";
        if (settings["PublicBaseAddress"] is { Length: > 0 } home && Uri.TryCreate(home, UriKind.Absolute, out var address) && address.Scheme == "http" && !SecureTransport.IsThisMachine(address.Host))
            yield return $"- PublicBaseAddress: '{home}' would have people sign in, and verifiers read statements, over an open line. Name an https:// address.";
        foreach (var misspelt in Misspelt(settings)) yield return misspelt;
    }

    /// <summary>Of no use in any environment.</summary>
    private static IEnumerable<string> Misspelt(IConfiguration settings)
    {
        if (settings["PublicBaseAddress"] is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return $"- PublicBaseAddress: '{address}' is not an address such as https://park.example.com.";
        if (settings["Security:Contact"] is { Length: > 0 } contact && !(contact.StartsWith("mailto:", StringComparison.Ordinal) || contact.StartsWith("https://", StringComparison.Ordinal)))
            yield return $"- Security:Contact: '{contact}' is not an address such as mailto:security@park.example.com or https://park.example.com/security.";
        foreach (var fault in SingleSignOn.Faults(settings)) yield return fault;
        foreach (var fault in RetentionSettings.Faults(settings)) yield return fault;
        if (settings["SignIn:InvitationDays"] is { Length: > 0 } invitation && (!int.TryParse(invitation, out var days) || days is < 1 or > 60))
            yield return $"- SignIn:InvitationDays: '{invitation}' is not a whole number from 1 to 60.";
        if (settings["Mail:Host"] is { Length: > 0 } && !System.Net.Mail.MailAddress.TryCreate(settings["Mail:From"], out _))
            yield return $"- Mail:From: '{settings["Mail:From"]}' is no e-mail address. Letters need a sender.";
        if (settings["SignIn:FreshForMinutes"] is { Length: > 0 } fresh && (!int.TryParse(fresh, out var minutes) || minutes is < 1 or > 60))
            yield return $"- SignIn:FreshForMinutes: '{fresh}' is not a whole number from 1 to 60.";
        if (settings["SignIn:SessionDays"] is { Length: > 0 } session && (!int.TryParse(session, out var longest) || longest is < 1 or > 365))
            yield return $"- SignIn:SessionDays: '{session}' is not a whole number from 1 to 365.";
    }

    private static string? KeyFault(string file, string? password)
    {
        var read = IssuerKey.FromPkcs12(File.ReadAllBytes(file), password);
        if (read.IsFailure) return Fault.Texts.Text(read.FirstError);
        read.Value.Dispose();
        return null;
    }

    private static string? LineFault(string connection)
    {
        try
        {
            var parts = new SqlConnectionStringBuilder(connection);
            return parts.Encrypt == SqlConnectionEncryptOption.Optional ? "the line to the server is not encrypted." : parts.TrustServerCertificate ? "any server is believed to be the right one." : null;
        }
        catch (ArgumentException fault)
        {
            return $"{fault.Message}.";
        }
    }

    private static string? PasswordFault(string connection)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        string? Value(params string[] keys) => keys.Select(k => parts.TryGetValue(k, out var value) ? value?.ToString() : null).FirstOrDefault(x => x is not null);
        if (Value("Integrated Security", "Trusted_Connection") is { } trusted && (trusted.Equals("true", StringComparison.OrdinalIgnoreCase) || trusted.Equals("sspi", StringComparison.OrdinalIgnoreCase)))
            return null;
        if (Value("Authentication") is not null) return null;
        var password = Value("Password", "Pwd");
        return string.IsNullOrEmpty(password) ? "it has no password." : IsExample(password) ? "its password is an example." : null;
    }

    private static bool IsExample(string? secret) =>
        string.IsNullOrWhiteSpace(secret) || secret is ['<', .., '>']
        || Examples.Contains(secret, StringComparer.OrdinalIgnoreCase) || PartsOfExamples.Any(x => secret.Contains(x, StringComparison.OrdinalIgnoreCase));
}
