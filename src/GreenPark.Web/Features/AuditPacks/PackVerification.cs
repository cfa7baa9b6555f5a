using System.Security.Cryptography;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Web.Resources;
using Verified = GreenPark.Engine.Evidence.PackVerification;

namespace GreenPark.Web.Features.AuditPacks;

/// <summary>
/// The way of page and endpoint to the engine's verifier: the same checks as <c>greenpark verify</c>, nothing kept. Both wait for the same
/// places, since each verification takes a core and the pack's memory.
/// </summary>
public sealed class PackVerification(VerifyLimits limits, Texts texts) : IDisposable
{
    private readonly SemaphoreSlim places = new(Math.Max(1, limits.AtOnce));

    /// <returns>Null where no place came free in time.</returns>
    public async Task<Verified?> VerifyAsync(Stream pack, string? issuerSha256, TimeSpan patience, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(patience, cancellationToken)) return null;
        try
        {
            var options = new VerifyOptions(issuerSha256, new PackLimits(MaxTotalBytes: limits.MaxUnpackedBytes));
            return await Task.Run(() => PackVerifier.Verify(pack, options, progress, cancellationToken), cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    /// <param name="pack">A seekable stream of the ZIP file.</param>
    /// <param name="fileName">As the reader knows it.</param>
    /// <param name="issuerSha256">The fingerprint the reader trusts, or null.</param>
    /// <param name="progress">From 0 to 1 while the attribution is calculated again.</param>
    /// <param name="cancellationToken">Stops the calculation.</param>
    public async Task<Result<PackReport>> RunAsync(Stream pack, string fileName, string? issuerSha256, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var sha256 = Sha256Hex.Write(await SHA256.HashDataAsync(pack, cancellationToken));
        pack.Position = 0;
        var found = (await VerifyAsync(pack, issuerSha256, Timeout.InfiniteTimeSpan, progress, cancellationToken))!;
        if (!found.IsPack) return Result<PackReport>.Failure([.. found.Checks.SelectMany(x => x.Errors).Select(x => x.At(fileName))]);
        var facts = found.Manifest is not { } m ? null
            : new PackFacts(m.Kind == PackKind.Full, m.Park ?? "", m.Microgrid, m.From, m.To, m.Run, found.IssuerFingerprint, found.IssuerTrusted);
        return new PackReport(fileName, pack.Length, sha256, facts, found.IsDevelopment, found.NotChecked(),
            [.. found.Checks.Where(x => x.Id != "development").Select(x => ReportedCheck.Of(x, texts))]);
    }

    public void Dispose() => places.Dispose();
}
