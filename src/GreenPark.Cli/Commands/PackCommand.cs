using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using GreenPark.Documents.Statements;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;

namespace GreenPark.Cli.Commands;

/// <summary><c>greenpark pack</c>: the run, its statements and everything a verifier needs, signed, in one file.</summary>
internal static class PackCommand
{
    private const string PasswordVariable = "GREENPARK_KEY_PASSWORD";

    public static Command Create()
    {
        var command = new Command("pack", Texts.Get("pack.description"));
        var input = new InputOptions(command);
        var output = new Option<FileInfo>("--out") { Description = Texts.Get("pack.out"), Required = true, HelpName = "FILE.zip" };
        var keyFile = new Option<FileInfo?>("--key") { Description = Texts.Get("pack.key", PasswordVariable), HelpName = "FILE.pfx" };
        var address = new Option<string?>("--address") { Description = Texts.Get("pack.address"), HelpName = "URL" };
        address.Validators.Add(MustBeAddress);
        var provisional = new Option<bool>("--provisional") { Description = Texts.Get("pack.provisional") };
        var force = new Option<bool>("--force") { Description = Texts.Get("pack.force") };
        foreach (var option in new Option[] { output, keyFile, address, provisional, force }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(output);
            if (Files.Forbids(file, replace: parsed.GetValue(force)) is { } forbidden) return Report.Failure(forbidden);
            var now = EvidenceTime.WholeSecond(TimeProvider.System.GetUtcNow().UtcDateTime);
            var loaded = LoadKey(parsed.GetValue(keyFile), now);
            if (loaded.IsFailure) return Report.Failure(loaded);
            using var key = loaded.Value;
            var executed = input.Execute(parsed);
            if (executed.IsFailure) return Report.Failure(executed);

            var draft = Draft(executed.Value, key, now, parsed.GetValue(provisional) ? StatementStatus.Provisional : StatementStatus.Final, parsed.GetValue(address) ?? "");
            var pack = new MemoryStream();
            draft.Write(pack, CmsSignature.Sign(draft.Manifest, key, now));
            var written = Files.Write(file, pack.GetBuffer().AsMemory(0, (int)pack.Length));
            if (written.IsFailure) return Report.Failure(written);
            Console.Out.WriteLine(Texts.Get("pack.done", file, executed.Value.Run.Series.Members, key.Fingerprint));
            if (key.IsDevelopment) Console.Out.WriteLine(Texts.Get("pack.development"));
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>QR codes lead there: what no browser opens is a slip that would stand on every statement.</summary>
    private static void MustBeAddress(OptionResult given)
    {
        var text = given.GetValueOrDefault<string?>();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            given.AddError(Report.Text(Error.Invalid("command.bad_address", text)));
    }

    private static Result<IssuerKey> LoadKey(FileInfo? file, DateTime now)
    {
        if (file is null) return IssuerKey.CreateDevelopment("", now);
        var bytes = Files.Read(file);
        if (bytes.IsFailure) return bytes.To<IssuerKey>();
        var key = IssuerKey.FromPkcs12(bytes.Value, Environment.GetEnvironmentVariable(PasswordVariable));
        return key.IsFailure ? key.FirstError.At(file.Name)
            : key.Value.Certificate.CheckValidAt(now) is { } invalid ? invalid.At(file.Name)
            : key;
    }

    private static PackDraft Draft(InputOptions.Executed executed, IssuerKey key, DateTime now, StatementStatus status, string address)
    {
        var run = executed.Run;
        // several files become one; a single one stays as it came
        var (readings, quality) = executed.Readings is [var only]
            ? (only.Bytes, ReadingsCsv.WriteQuality(only.Table))
            : (ReadingsCsv.Write(run.Readings), ReadingsCsv.WriteQuality(run.Readings));
        var pack = new PackInput
        {
            Run = run,
            ParkJson = executed.ParkFile,
            ReadingsCsv = readings,
            QualityCsv = quality,
            RunNumber = 1,
            CreatedAt = now,
            Issuer = key.Certificate,
            Statements = [],
            Imports = [.. executed.Readings.Select(r => new PackImport(r.Table.FileName, Sha256Hex.Of(r.Bytes), r.Bytes.Length, now, "greenpark pack", "wide-csv"))],
            Log = [.. executed.Readings.Select(r => Record(now, "readings.read", r.Table.FileName, Sha256Hex.Of(r.Bytes))),
                Record(now, "run.executed", run.Microgrid.Code, Sha256Hex.Of(executed.ParkFile))],
        };
        var issue = new StatementIssue(pack.RunNumber, 1, now, status, CertificateStatus.Outstanding, new StatementIssuer(Issuer(executed, key), key.Fingerprint, key.IsDevelopment));
        var salts = run.Microgrid.Members.Select(_ => RandomNumberGenerator.GetBytes(MerkleTree.SaltSize)).ToArray();
        return PackBuilder.Build(pack with { Statements = IssuedStatements.Of(run, pack.Inputs, issue, key, salts, address) });
    }

    private static string Issuer(InputOptions.Executed executed, IssuerKey key) =>
        executed.Run.Park.ResponsibleEntity?.Name is { Length: > 0 } name ? name : key.Certificate.Subject;

    private static CanonicalObject Record(DateTime at, string action, string subject, string sha256) => new()
    {
        ["at"] = EvidenceTime.Write(at), ["by"] = "greenpark pack", ["action"] = action, ["subject"] = subject, ["sha256"] = sha256,
    };
}
