using System.CommandLine;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;

namespace GreenPark.Cli.Commands;

/// <summary><c>greenpark verify</c>: checks a pack and calculates it again. No network, no database, no write.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", Texts.Get("verify.description"));
        var pack = new Argument<FileInfo>("PACK") { Description = Texts.Get("verify.pack") };
        var issuer = new Option<string?>("--issuer") { Description = Texts.Get("verify.issuer"), HelpName = "FILE|SHA256" };
        var json = new Option<bool>("--json") { Description = Texts.Get("verify.json") };
        var maxFiles = new Option<int?>("--max-files") { Description = Texts.Get("verify.max_files", PackLimits.Default.MaxFiles), HelpName = "N" };
        var maxBytes = new Option<long?>("--max-bytes") { Description = Texts.Get("verify.max_bytes", PackLimits.Default.MaxTotalBytes), HelpName = "N" };
        command.Arguments.Add(pack);
        foreach (var option in new Option[] { issuer, json, maxFiles, maxBytes }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var expected = Fingerprint(parsed.GetValue(issuer));
            if (expected.IsFailure) return Usage(expected.Errors);
            var file = parsed.GetRequiredValue(pack);
            var limits = new PackLimits(parsed.GetValue(maxFiles) ?? PackLimits.Default.MaxFiles, parsed.GetValue(maxBytes) ?? PackLimits.Default.MaxTotalBytes);
            var verified = Files.Opening<PackVerification>(file, () =>
            {
                using var stream = file.OpenRead();
                using var progress = new Progress(Texts.Get("progress.verify"));
                return PackVerifier.Verify(stream, new VerifyOptions(expected.Value, limits), progress);
            });
            return verified.TryGet(out var verification) ? Print(verification, parsed.GetValue(json)) : Usage(verified.Errors);
        });
        return command;
    }

    private static int Print(PackVerification verification, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(Json(verification));
        }
        else
        {
            foreach (var check in verification.Checks)
            {
                Console.Out.WriteLine($"{check.Sign} {check.Text()}");
                foreach (var error in check.Errors) Console.Out.WriteLine($"    {Report.Text(error)}");
            }
            Console.Out.WriteLine(Verdict(verification));
        }
        return verification.Holds ? ExitCodes.Success : verification.IsPack ? ExitCodes.Refused : ExitCodes.Usage;
    }

    /// <summary>The last line is what people quote: it names too what was not looked at.</summary>
    private static string Verdict(PackVerification verification)
    {
        if (!verification.Holds) return Texts.Get("verify.fails");
        var verdict = verification.NotChecked() is { Length: > 0 } rest ? Texts.Get("verify.holds_in_part", rest) : Texts.Get("verify.holds");
        return verification.IsDevelopment ? verdict + Texts.Get("verify.development") : verdict;
    }

    private static string Json(PackVerification verification) => System.Text.Encoding.UTF8.GetString(new CanonicalObject
    {
        ["holds"] = verification.Holds,
        ["issuerTrusted"] = verification.IssuerTrusted is { } trusted ? trusted : null,
        ["issuerSha256"] = verification.IssuerFingerprint,
        ["checks"] = new CanonicalArray(verification.Checks.Select(c => (CanonicalValue?)new CanonicalObject
        {
            ["id"] = c.Id,
            ["state"] = c.State.ToString().ToLowerInvariant(),
            ["text"] = c.Text(),
            ["errors"] = new CanonicalArray(c.Errors.Select(e => (CanonicalValue?)new CanonicalObject { ["code"] = e.Code, ["text"] = Report.Text(e) })),
        })),
    }.ToBytes());

    /// <summary>A fingerprint as it is written in many places, or the certificate's file.</summary>
    private static Result<string?> Fingerprint(string? issuer)
    {
        if (issuer is null) return Result<string?>.Success(null);
        if (Sha256Hex.FromTyped(issuer) is { } hex) return Result<string?>.Success(hex);
        if (!Path.Exists(issuer)) return Error.Invalid("command.bad_issuer", issuer).At("--issuer");
        var bytes = Files.Read(new FileInfo(issuer));
        if (bytes.IsFailure) return bytes.To<string?>();
        var certificate = bytes.Value.AsSpan().StartsWith("-----"u8) ? IssuerCertificate.FromPem(bytes.Value, issuer) : IssuerCertificate.FromDer(bytes.Value);
        return certificate.IsFailure ? certificate.To<string?>() : Result<string?>.Success(certificate.Value.Fingerprint);
    }

    private static int Usage(IReadOnlyList<Error> errors)
    {
        Report.Failure(Result<int>.Failure(errors));
        return ExitCodes.Usage;
    }
}
