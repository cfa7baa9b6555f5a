using System.CommandLine;
using GreenPark.Engine.Evidence;

namespace GreenPark.Cli.Commands;

/// <summary><c>greenpark verify</c>: checks a pack and calculates it again. No network, no database, no write.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", Texts.Get("verify.description"));
        var pack = new Argument<FileInfo>("PACK") { Description = Texts.Get("verify.pack") };
        var (issuer, json) = (Checks.Issuer(), Checks.Json());
        var maxFiles = new Option<int?>("--max-files") { Description = Texts.Get("verify.max_files", PackLimits.Default.MaxFiles), HelpName = "N" };
        var maxBytes = new Option<long?>("--max-bytes") { Description = Texts.Get("verify.max_bytes", PackLimits.Default.MaxTotalBytes), HelpName = "N" };
        command.Arguments.Add(pack);
        foreach (var option in new Option[] { issuer, json, maxFiles, maxBytes }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var expected = Checks.Fingerprint(parsed.GetValue(issuer));
            if (expected.IsFailure) return Checks.Usage(expected.Errors);
            var file = parsed.GetRequiredValue(pack);
            var limits = new PackLimits(parsed.GetValue(maxFiles) ?? PackLimits.Default.MaxFiles, parsed.GetValue(maxBytes) ?? PackLimits.Default.MaxTotalBytes);
            var verified = Files.Opening<PackVerification>(file, () =>
            {
                using var stream = file.OpenRead();
                using var progress = new Progress(Texts.Get("progress.verify"));
                return PackVerifier.Verify(stream, new VerifyOptions(expected.Value, limits), progress);
            });
            return verified.TryGet(out var verification) ? Print(verification, parsed.GetValue(json)) : Checks.Usage(verified.Errors);
        });
        return command;
    }

    private static int Print(PackVerification verification, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(Checks.JsonOf(new CanonicalObject
            {
                ["holds"] = verification.Holds,
                ["issuerTrusted"] = verification.IssuerTrusted is { } trusted ? trusted : null,
                ["issuerSha256"] = verification.IssuerFingerprint,
            }, verification.Checks));
        }
        else
        {
            Checks.Print(verification.Checks);
            Console.Out.WriteLine(Checks.Verdict(verification.Holds, verification.NotChecked(), verification.IsDevelopment));
        }
        return verification.Holds ? ExitCodes.Success : verification.IsPack ? ExitCodes.Refused : ExitCodes.Usage;
    }
}
