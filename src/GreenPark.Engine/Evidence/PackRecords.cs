namespace GreenPark.Engine.Evidence;

/// <summary>The records beside the calculation, which nothing calculates again: they must at least be what they say they are.</summary>
internal static class PackRecords
{
    public static void Check(PackContents contents, ErrorList errors)
    {
        if (contents.TryGet(PackLayout.Imports, out var imports)) Imports(imports.Span, errors);
        if (contents.TryGet(PackLayout.Log, out var log)) Log(log.Span, errors);
    }

    private static void Imports(ReadOnlySpan<byte> json, ErrorList errors)
    {
        var reading = new StrictReading(PackLayout.Imports);
        if (Canonical(json, PackLayout.Imports, 1, errors) is not { } value) return;
        if (value is not CanonicalArray items) reading.Refuse("evidence.property_wrong", "", "array");
        else
            foreach (var (index, item) in items.Index())
            {
                var import = new StrictObject(reading, item as CanonicalObject, $"[{index}].");
                if (item is not CanonicalObject) import.Refuse("", "object");
                import.Text("file");
                import.Hash("sha256");
                import.Whole("bytes");
                import.Time("importedAt");
                import.Text("by");
                import.Text("profile");
            }
        reading.RefuseUnknown();
        if (reading.Errors.Any) errors.AddAll(reading.Errors.ToFailure<int>());
    }

    /// <summary>One object a line, each line ended. After a hundred bad lines the rest is not looked at: a bad line costs more than a good one.</summary>
    private static void Log(ReadOnlySpan<byte> lines, ErrorList errors)
    {
        for (var line = 1; !lines.IsEmpty && errors.Count < ErrorList.KeptInFull; line++)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0) errors.Add(Error.Invalid("evidence.not_canonical").At(PackLayout.Log, line));
            else if (Canonical(lines[..end], PackLayout.Log, line, errors) is not (null or CanonicalObject))
                errors.Add(Error.Invalid("evidence.not_an_object", PackLayout.Log).At(PackLayout.Log, line));
            lines = end < 0 ? [] : lines[(end + 1)..];
        }
    }

    private static CanonicalValue? Canonical(ReadOnlySpan<byte> json, string file, int line, ErrorList errors)
    {
        var parsed = StrictJson.Parse(json, file);
        if (parsed.TryGet(out var value) && value is not null) return value;
        errors.Add(parsed.IsFailure ? parsed.FirstError.At(file, line, parsed.FirstError.Place?.Column) : Error.Invalid("evidence.not_an_object", file).At(file, line));
        return null;
    }
}
