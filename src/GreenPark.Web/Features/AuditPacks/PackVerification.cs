using GreenPark.Engine.Failing;

namespace GreenPark.Web.Features.AuditPacks;

/// <summary>The verify page's way to the engine's verifier: the same checks as <c>greenpark verify</c>, nothing kept.</summary>
public static class PackVerification
{
    /// <summary>Whether the engine of this build has the verifier.</summary>
    public static bool Available => false;

    /// <param name="pack">A seekable stream of the ZIP file.</param>
    /// <param name="fileName">As the reader knows it.</param>
    /// <param name="issuerSha256">The fingerprint the reader trusts, or null.</param>
    /// <param name="cancellationToken">Stops between checks.</param>
    public static Task<Result<PackReport>> RunAsync(Stream pack, string fileName, string? issuerSha256, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The engine of this build has no verifier.");
}
