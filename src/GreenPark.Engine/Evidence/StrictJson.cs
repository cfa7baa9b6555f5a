namespace GreenPark.Engine.Evidence;

/// <summary>
/// Reads the evidence's own documents: canonical bytes, the right <c>format</c>, every property present, none unknown,
/// every value of its kind. All faults are collected, so that one look at the list tells what is wrong.
/// </summary>
internal static class StrictJson
{
    public static Result<T> Read<T>(ReadOnlySpan<byte> json, string file, string format, Func<StrictObject, T> read)
    {
        var parsed = CanonicalJson.Parse(json, file);
        if (parsed.IsFailure) return parsed.To<T>();
        if (parsed.Value.Value is not CanonicalObject root) return Error.Invalid("evidence.not_an_object", file).At(file);
        var found = root.TryGet("format", out var value) ? (value as CanonicalText)?.Value : null;
        if (found != format) return Error.Invalid("evidence.format_unknown", found ?? "", format).At(file);
        if (!json.SequenceEqual(CanonicalJson.Write(root))) return Error.Invalid("evidence.not_canonical").At(file);

        var reading = new StrictReading(file);
        var top = new StrictObject(reading, root, "");
        top.Text("format");
        var result = read(top);
        reading.RefuseUnknown();
        return reading.Errors.Any ? reading.Errors.ToFailure<T>() : result;
    }
}

/// <summary>The faults found in one document, and the objects opened while it was read.</summary>
internal sealed class StrictReading(string file)
{
    private readonly List<StrictObject> opened = [];

    public ErrorList Errors { get; } = new();

    public void Opened(StrictObject item) => opened.Add(item);

    public void Refuse(string code, params object?[] args) => Errors.Add(Error.Invalid(code, args).At(file));

    public void RefuseUnknown()
    {
        foreach (var item in opened) item.RefuseUnknown();
    }
}
