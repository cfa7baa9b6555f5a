using GreenPark.Engine.Attribution;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Evidence;

/// <param name="IssuerFingerprint">SHA-256 of the certificate that the reader trusts, lower-case hex; null leaves the issuer unchecked.</param>
public sealed record VerifyOptions(string? IssuerFingerprint = null, PackLimits? Limits = null);

/// <summary>
/// Checks a pack and calculates its attribution again (evidence page, "greenpark verify"). No network, no database, no write;
/// trusts nothing in the pack, and what is absent never counts as checked.
/// </summary>
public static class PackVerifier
{
    public static PackVerification Verify(Stream pack, VerifyOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new VerifyOptions();
        try
        {
            return VerifyWhole(pack, options, progress, cancellation);
        }
        catch (OutOfMemoryException)
        {
            return Unread(options, isPack: false, Error.Invalid("evidence.not_enough_memory"));
        }
    }

    private static PackVerification VerifyWhole(Stream pack, VerifyOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var archive = PackReader.Read(pack, options.Limits);
        if (archive.IsFailure) return Unread(options, archive.FirstError.Code != "evidence.not_a_zip", [.. archive.Errors]);
        var contents = archive.Value;
        if (!contents.TryGet(Manifest.FileName, out var manifestBytes)) return Unread(options, isPack: false, Error.Invalid("evidence.no_manifest"));

        var checks = new List<PackCheck> { PackCheck.Passed("archive", contents.Paths.Count) };
        var manifest = Manifest.Read(manifestBytes.Span);
        checks.Add(manifest.IsFailure ? PackCheck.Failed("files", [.. manifest.Errors]) : FilesCheck.Run(contents, manifest.Value));
        var issuer = SignatureCheck.Run(contents, manifestBytes, options.IssuerFingerprint, checks, out var trusted);
        if (manifest.IsSuccess)
        {
            var statements = StatementTreeCheck.Run(contents, manifest.Value, checks);
            checks.Add(PackCheck.NotInPack("log"));
            var run = Recalculate(contents, manifest.Value, progress, cancellation);
            ReperformanceCheck.Run(contents, manifest.Value, run, statements, issuer, checks);
        }
        return new PackVerification(true, checks, trusted, issuer?.Fingerprint, manifest.IsSuccess ? manifest.Value : null);
    }

    private static PackVerification Unread(VerifyOptions options, bool isPack, params Error[] errors) =>
        new(isPack, [PackCheck.Failed("archive", errors)], options.IssuerFingerprint is null ? null : false, null, null);

    /// <summary>The run from the pack's own input; null where this kind of pack does not hold it all.</summary>
    private static Result<RunResult>? Recalculate(PackContents contents, Manifest manifest, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (manifest.Kind != PackKind.Full) return null;
        foreach (var path in new[] { PackLayout.Park, PackLayout.Readings, PackLayout.Quality })
            if (!contents.TryGet(path, out _)) return Result<RunResult>.Failure([Error.NotFound("evidence.file_missing", path)]);
        contents.TryGet(PackLayout.Park, out var parkJson);
        contents.TryGet(PackLayout.Readings, out var readingsCsv);
        contents.TryGet(PackLayout.Quality, out var qualityCsv);

        var park = ParkFileReader.Read(parkJson, PackLayout.Park);
        if (park.IsFailure) return park.To<RunResult>();
        var table = ReadingsFile.Read(readingsCsv, PackLayout.Readings, park.Value.Microgrid);
        if (table.IsFailure) return table.To<RunResult>();
        var readings = ReadingSet.From([table.Value], park.Value.Microgrid, manifest.From, manifest.To);
        if (readings.IsFailure) return readings.To<RunResult>();
        if (ResultRoom.Fault(contents, park.Value.Microgrid, readings.Value.Grid) is { } fault) return fault;
        var flagged = QualityFile.Read(qualityCsv, PackLayout.Quality, table.Value, readings.Value);
        return flagged.IsFailure ? flagged.To<RunResult>() : AttributionRun.Execute(park.Value, flagged.Value, progress, cancellation);
    }
}

/// <summary>The manifest is signed by the holder of <c>issuer.pem</c>; whether that is the issuer one means is a second line.</summary>
internal static class SignatureCheck
{
    /// <returns>The certificate, whether or not its signature holds; null where it cannot be read.</returns>
    public static IssuerCertificate? Run(PackContents contents, ReadOnlyMemory<byte> manifest, string? expected, List<PackCheck> checks, out bool? trusted)
    {
        trusted = expected is null ? null : false;
        var missing = new[] { Manifest.IssuerFileName, Manifest.SignatureFileName }.Where(path => !contents.TryGet(path, out _)).ToArray();
        if (missing.Length > 0) checks.Add(PackCheck.Failed("signature", [.. missing.Select(path => Error.NotFound("evidence.file_missing", path))]));
        if (!contents.TryGet(Manifest.IssuerFileName, out var pem)) return null;
        var issuer = IssuerCertificate.FromPem(pem.Span, Manifest.IssuerFileName);
        if (issuer.IsFailure)
        {
            if (missing.Length == 0) checks.Add(PackCheck.Failed("signature", [.. issuer.Errors]));
            return null;
        }
        var holds = false;
        if (contents.TryGet(Manifest.SignatureFileName, out var signature))
        {
            var check = CmsSignature.Verify(manifest.Span, signature.Span, issuer.Value);
            holds = check.Holds;
            checks.Add(holds
                ? PackCheck.Passed("signature", EvidenceTime.Write(check.SigningTimeUtc!.Value), issuer.Value.Subject)
                : PackCheck.Failed("signature", check.Error!));
        }
        checks.Add(Issuer(issuer.Value.Fingerprint, expected, holds, out trusted));
        if (issuer.Value.IsDevelopment) checks.Add(PackCheck.NotInPack("development"));
        return issuer.Value;
    }

    /// <summary>A certificate says who signed only where its signature holds: lying beside a pack, it vouches for nothing.</summary>
    internal static PackCheck Issuer(string found, string? expected, bool signatureHolds, out bool? trusted)
    {
        trusted = expected is null || (expected == found && !signatureHolds) ? null : expected == found;
        return trusted switch
        {
            true => PackCheck.Passed("issuer", found),
            false => PackCheck.Failed("issuer", Error.RuleBroken("evidence.other_issuer", found, expected)),
            null when signatureHolds => PackCheck.NotInPack("issuer", found),
            null => PackCheck.NotChecked("issuer", expected is null ? "Unsigned" : "SignedNothing", found),
        };
    }
}
