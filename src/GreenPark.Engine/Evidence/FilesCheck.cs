namespace GreenPark.Engine.Evidence;

/// <summary>Every file of the manifest is here, whole, and no other; a full pack has nothing but what its checks look at.</summary>
internal static class FilesCheck
{
    public static PackCheck Run(PackContents contents, Manifest manifest)
    {
        var errors = new ErrorList();
        foreach (var file in manifest.Files)
        {
            if (!contents.TryGet(file.Path, out var content)) errors.Add(Error.NotFound("evidence.file_missing", file.Path));
            else if (content.Length != file.Bytes || Sha256Hex.Of(content.Span) != file.Sha256) errors.Add(Error.RuleBroken("evidence.file_changed", file.Path));
        }
        var listed = manifest.Files.Select(f => f.Path).Append(Manifest.FileName).Append(Manifest.SignatureFileName).ToHashSet(StringComparer.Ordinal);
        var full = manifest.Kind == PackKind.Full;
        foreach (var path in contents.Paths)
            if (!listed.Contains(path) || (full && !PackLayout.InFullPack(path))) errors.Add(Error.RuleBroken("evidence.file_extra", path));
        if (full)
            foreach (var path in PackLayout.Always)
                if (!listed.Contains(path)) errors.Add(Error.NotFound("evidence.file_missing", path));
        PackRecords.Check(contents, errors);
        return errors.Any ? PackCheck.Failed("files", [.. errors.ToFailure<int>().Errors]) : PackCheck.Passed("files", manifest.Files.Count);
    }
}
