using System.CommandLine;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;

namespace GreenPark.Cli.Commands;

/// <summary><c>greenpark verify-log</c>: checks an exported audit record, alone or against a head that was kept. No network, no database, no write.</summary>
internal static class VerifyLogCommand
{
    public static Command Create()
    {
        var command = new Command("verify-log", Texts.Get("verify_log.description"));
        var log = new Argument<FileInfo>("LOG") { Description = Texts.Get("verify_log.log") };
        var head = new Option<FileInfo?>("--head") { Description = Texts.Get("verify_log.head"), HelpName = "FILE" };
        var (issuer, json) = (Checks.Issuer(), Checks.Json());
        command.Arguments.Add(log);
        foreach (var option in new Option[] { head, issuer, json }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var expected = Checks.Fingerprint(parsed.GetValue(issuer));
            if (expected.IsFailure) return Checks.Usage(expected.Errors);
            var (file, headFile) = (parsed.GetRequiredValue(log), parsed.GetValue(head));
            AuditHeadFile? compared = null;
            if (headFile is not null)
            {
                var bytes = Files.Read(headFile);
                if (bytes.IsFailure) return Checks.Usage(bytes.Errors);
                compared = new AuditHeadFile(headFile.Name, bytes.Value);
            }
            var verified = Files.Opening<AuditLogVerification>(file, () =>
            {
                using var stream = file.OpenRead();
                return AuditLogVerifier.Verify(stream, file.Name, compared, expected.Value);
            });
            return verified.TryGet(out var verification) ? Print(verification, parsed.GetValue(json)) : Checks.Usage(verified.Errors);
        });
        return command;
    }

    private static int Print(AuditLogVerification verification, bool json)
    {
        if (json)
            Console.Out.WriteLine(Checks.JsonOf(new CanonicalObject
            {
                ["holds"] = verification.Holds,
                ["entries"] = verification.Entries,
                ["sha256"] = verification.Last,
            }, verification.Checks));
        else
        {
            Checks.Print(verification.Checks);
            Console.Out.WriteLine(Checks.Verdict(verification.Holds, verification.NotChecked(), verification.IsDevelopment));
        }
        return verification.Holds ? ExitCodes.Success : ExitCodes.Refused;
    }
}
