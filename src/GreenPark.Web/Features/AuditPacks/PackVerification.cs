using System.Security.Cryptography;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.AuditPacks;

/// <summary>The verify page's way to the engine's verifier: the same checks as <c>greenpark verify</c>, nothing kept.</summary>
public sealed class PackVerification(VerifyLimits limits, Texts texts) : IDisposable
{
    private readonly SemaphoreSlim places = new(Math.Max(1, limits.AtOnce));

    /// <summary>A fingerprint as it is written in many places: any case, with colons or spaces; null where it is none.</summary>
    public static string? Fingerprint(string? typed)
    {
        var hex = string.Concat((typed ?? "").Where(c => c != ':' && !char.IsWhiteSpace(c))).ToLowerInvariant();
        return Sha256Hex.IsWellFormed(hex) ? hex : null;
    }

    /// <param name="pack">A seekable stream of the ZIP file.</param>
    /// <param name="fileName">As the reader knows it.</param>
    /// <param name="issuerSha256">The fingerprint the reader trusts, or null.</param>
    /// <param name="progress">From 0 to 1 while the attribution is calculated again.</param>
    /// <param name="cancellationToken">Stops the calculation.</param>
    public async Task<Result<PackReport>> RunAsync(Stream pack, string fileName, string? issuerSha256, IProgress<double> progress, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            var culture = System.Globalization.CultureInfo.CurrentUICulture;
            return await Task.Run(() => Run(pack, fileName, issuerSha256, progress, culture, cancellationToken), cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private Result<PackReport> Run(
        Stream pack, string fileName, string? issuerSha256, IProgress<double> progress, System.Globalization.CultureInfo culture, CancellationToken cancellationToken)
    {
        var sha256 = Sha256Hex.Write(SHA256.HashData(pack));
        pack.Position = 0;
        var options = new VerifyOptions(issuerSha256, new PackLimits(MaxTotalBytes: limits.MaxUnpackedBytes));
        var found = PackVerifier.Verify(pack, options, progress, cancellationToken);
        if (!found.IsPack) return Result<PackReport>.Failure([.. found.Checks.SelectMany(x => x.Errors).Select(x => x.At(fileName))]);
        var facts = found.Manifest is not { } m ? null
            : new PackFacts(m.Kind == PackKind.Full, m.Park ?? "", m.Microgrid, m.From, m.To, m.Run, found.IssuerFingerprint, found.IssuerTrusted);
        return new PackReport(fileName, pack.Length, sha256, facts, found.Checks.Any(x => x.Id == "development"),
            [.. found.Checks.Where(x => x.Id != "development").Select(x => Told(x, culture))]);
    }

    private ReportedCheck Told(PackCheck check, System.Globalization.CultureInfo culture) => new(
        texts[$"verify.check_{check.Id}"],
        check.State,
        // the engine's sentence names an option of the command line
        check is { Id: "issuer", State: CheckState.Absent } ? texts["verify.issuerUnchecked", check.Args[0]] : check.Text(culture),
        check.Errors) { CanBeAbsent = check.Id != "issuer" };
}
