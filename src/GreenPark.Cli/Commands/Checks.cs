using System.CommandLine;
using System.Text;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;

namespace GreenPark.Cli.Commands;

/// <summary>What the verbs that verify have in common: their options, and how they print what they found.</summary>
internal static class Checks
{
    public static Option<string?> Issuer() => new("--issuer") { Description = Texts.Get("verify.issuer"), HelpName = "FILE|SHA256" };

    public static Option<bool> Json() => new("--json") { Description = Texts.Get("verify.json") };

    public static void Print(IEnumerable<PackCheck> checks)
    {
        foreach (var check in checks)
        {
            Console.Out.WriteLine($"{check.Sign} {check.Text()}");
            foreach (var error in check.Errors) Console.Out.WriteLine($"    {Report.Text(error)}");
        }
    }

    /// <summary>The last line is what people quote: it names too what was not looked at.</summary>
    public static string Verdict(bool holds, string notChecked, bool isDevelopment)
    {
        if (!holds) return Texts.Get("verify.fails");
        var verdict = notChecked.Length > 0 ? Texts.Get("verify.holds_in_part", notChecked) : Texts.Get("verify.holds");
        return isDevelopment ? verdict + Texts.Get("verify.development") : verdict;
    }

    /// <summary>The facts with the checks.</summary>
    public static string JsonOf(CanonicalObject facts, IEnumerable<PackCheck> checks)
    {
        facts.Add("checks", new CanonicalArray(checks.Select(c => (CanonicalValue?)new CanonicalObject
        {
            ["id"] = c.Id,
            ["state"] = c.State.ToString().ToLowerInvariant(),
            ["text"] = c.Text(),
            ["errors"] = new CanonicalArray(c.Errors.Select(e => (CanonicalValue?)new CanonicalObject { ["code"] = e.Code, ["text"] = Report.Text(e) })),
        })));
        return Encoding.UTF8.GetString(facts.ToBytes());
    }

    /// <summary>A fingerprint as it is written in many places, or the certificate's file.</summary>
    public static Result<string?> Fingerprint(string? issuer)
    {
        if (issuer is null) return Result<string?>.Success(null);
        if (Sha256Hex.FromTyped(issuer) is { } hex) return Result<string?>.Success(hex);
        if (!Path.Exists(issuer)) return Error.Invalid("command.bad_issuer", issuer).At("--issuer");
        var bytes = Files.Read(new FileInfo(issuer));
        if (bytes.IsFailure) return bytes.To<string?>();
        var certificate = bytes.Value.AsSpan().StartsWith("-----"u8) ? IssuerCertificate.FromPem(bytes.Value, issuer) : IssuerCertificate.FromDer(bytes.Value);
        return certificate.IsFailure ? certificate.To<string?>() : Result<string?>.Success(certificate.Value.Fingerprint);
    }

    public static int Usage(IReadOnlyList<Error> errors)
    {
        Report.Failure(Result<int>.Failure(errors));
        return ExitCodes.Usage;
    }
}
