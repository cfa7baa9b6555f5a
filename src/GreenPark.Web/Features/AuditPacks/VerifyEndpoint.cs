using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.AuditPacks;

/// <summary>Settings under <c>Verify</c>: anyone may verify, so what it may cost is bounded.</summary>
public sealed record VerifyLimits
{
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>All files of a pack unpacked.</summary>
    public long MaxUnpackedBytes { get; init; } = 512L << 20;

    /// <summary>At the same time, page and endpoint together; others wait, those of the endpoint a little, then they are told to come back.</summary>
    public int AtOnce { get; init; } = 2;
}

internal static class VerifyEndpoint
{
    public sealed record Verification(
        bool Holds, bool IsPack, bool? IssuerTrusted, string? IssuerSha256, string? Park, string? Microgrid, DateOnly? From, DateOnly? To, long? Run,
        IReadOnlyList<Check> Checks);

    /// <param name="Id">Stable, as in <c>greenpark verify --json</c>.</param>
    public sealed record Check(string Id, CheckState State, string Text, IReadOnlyList<Error> Errors);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void MapVerify(this RouteGroupBuilder api)
    {
        SemaphoreSlim? uploads = null;
        api.MapPost("/verify", async Task<Answer<Verification>> (HttpRequest request, VerifyLimits limits, PackVerification verification, string? issuer = null) =>
            {
                var expected = Sha256Hex.FromTyped(issuer);
                if (issuer is not null && expected is null) return new(Error.Invalid("request.bad_issuer", issuer).In("issuer"));
                // uploads stand in memory, so they are counted too; apart from the verifications, or a slow sender would keep the page waiting
                var turn = LazyInitializer.EnsureInitialized(ref uploads, () => new SemaphoreSlim(Math.Max(1, limits.AtOnce)));
                if (!await turn.WaitAsync(Patience, request.HttpContext.RequestAborted)) return new(Error.Invalid("request.too_busy"));
                try
                {
                    return new(await VerifyAsync(request, limits, verification, expected));
                }
                finally
                {
                    turn.Release();
                }
            })
            .Says("VerifyPack", "Checks a pack and calculates it again, as `greenpark verify` does; keeps nothing. For anyone. `issuer` is the SHA-256 of the certificate you trust.")
            .TakesFile(columns: false, "application/zip", "application/octet-stream").AllowAnonymous().RequireRateLimiting(Limits.Public);
    }

    private static async Task<Result<Verification>> VerifyAsync(HttpRequest request, VerifyLimits limits, PackVerification verification, string? issuer)
    {
        var upload = await UploadedFile.ReadAsync(request, "pack.zip", limits.MaxBytes, "request.too_large", "application/zip", "application/octet-stream");
        if (!upload.TryGet(out var file)) return upload.To<Verification>();
        using var pack = new MemoryStream(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(file.Content, out var bytes) ? bytes.Array! : [], bytes.Offset, bytes.Count, writable: false);
        if (await verification.VerifyAsync(pack, issuer, Patience, progress: null, request.HttpContext.RequestAborted) is not { } found) return Error.Invalid("request.too_busy");
        return new Verification(
            found.Holds, found.IsPack, found.IssuerTrusted, found.IssuerFingerprint, found.Manifest?.Park, found.Manifest?.Microgrid,
            found.Manifest?.From, found.Manifest?.To, found.Manifest?.Run, [.. found.Checks.Select(x => new Check(x.Id, x.State, x.Text(), x.Errors))]);
    }
}
