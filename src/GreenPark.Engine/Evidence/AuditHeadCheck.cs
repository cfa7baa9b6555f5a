namespace GreenPark.Engine.Evidence;

/// <summary>Whether a head is signed and by whom, and whether a log reaches it.</summary>
internal static class AuditHeadCheck
{
    /// <summary>The head, with what was found of its signature; null where it cannot be read, which is a failed check.</summary>
    public static AuditHead? Read(AuditHeadFile file, string? issuer, List<PackCheck> checks)
    {
        var head = file.Bytes.Span.StartsWith("PK"u8) ? InPack(file, issuer, checks) : Alone(file, issuer, checks);
        if (head.IsFailure) checks.Add(PackCheck.Failed("head", [.. head.Errors]));
        return head.IsFailure ? null : head.Value;
    }

    public static PackCheck Compare(AuditHead head, AuditChainWalk log)
    {
        if (log.Chain.Length > 0 && head.Chain != log.Chain) return PackCheck.Failed("head", Error.RuleBroken("audit.head_of_other_chain", head.Chain, log.Chain));
        var faults = log.Heads();
        if (!log.ReachedHeads) return PackCheck.NotChecked("head", "Stopped", head.Number);
        return faults is { Count: > 0 } ? PackCheck.Failed("head", [.. faults]) : PackCheck.Passed("head", head.Number, EvidenceTime.Write(head.At), log.Number - head.Number);
    }

    private static Result<AuditHead> Alone(AuditHeadFile file, string? issuer, List<PackCheck> checks)
    {
        var read = SignedAuditHead.Read(file.Bytes.Span, file.Name);
        if (!read.TryGet(out var signed)) return read.To<AuditHead>();
        var found = IssuerCertificate.FromPem(System.Text.Encoding.UTF8.GetBytes(signed.Pem), file.Name);
        if (found.IsFailure) return found.To<AuditHead>();
        using var certificate = found.Value;
        var check = CmsSignature.Verify(signed.Head.ToJson(), signed.Signature.Span, certificate);
        checks.Add(check.Holds ? PackCheck.Passed("head_signature", EvidenceTime.Write(check.SigningTimeUtc!.Value), certificate.Subject) : PackCheck.Failed("head_signature", check.Error!));
        checks.Add(SignatureCheck.Issuer(certificate.Fingerprint, issuer, check.Holds, out _));
        if (certificate.IsDevelopment) checks.Add(PackCheck.NotInPack("development"));
        return signed.Head;
    }

    /// <summary>A pack says which log its head is in; whether the pack itself holds is for <c>verify</c>, but its signature and the log's hash are asked here.</summary>
    private static Result<AuditHead> InPack(AuditHeadFile file, string? issuer, List<PackCheck> checks)
    {
        var opened = PackReader.Read(file.Bytes);
        if (!opened.TryGet(out var contents)) return opened.To<AuditHead>();
        if (!contents.TryGet(Manifest.FileName, out var manifestJson)) return Error.Invalid("evidence.no_manifest").At(file.Name);
        SignatureCheck.Run(contents, manifestJson, issuer, checks, out _);
        var manifest = Manifest.Read(manifestJson.Span);
        if (manifest.IsFailure) return manifest.To<AuditHead>();
        if (!contents.TryGet(PackLayout.Log, out var log)) return Error.NotFound("evidence.file_missing", PackLayout.Log).At(file.Name);
        if (!manifest.Value.Files.Any(f => f.Path == PackLayout.Log && f.Sha256 == Sha256Hex.Of(log.Span))) return Error.RuleBroken("evidence.file_changed", PackLayout.Log).At(file.Name);
        return AuditHead.InLog(log.Span, PackLayout.Log) ?? Error.NotFound("audit.no_head", file.Name);
    }
}
