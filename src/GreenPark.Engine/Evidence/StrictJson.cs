namespace GreenPark.Engine.Evidence;

/// <summary>
/// Reads the evidence's own documents: canonical bytes, the right <c>format</c>, every property present, none unknown,
/// every value of its kind. All faults are collected, so that one look at the list tells what is wrong.
/// </summary>
internal static class StrictJson
{
    /// <summary>A parsed document takes some twenty times its bytes; a manifest of ten thousand files has four million.</summary>
    public const int MaxBytes = 32 << 20;

    public static Result<T> Read<T>(ReadOnlySpan<byte> json, string file, string format, Func<StrictObject, T> read)
    {
        var parsed = Parse(json, file, value => value is CanonicalObject ? FormatFault(value, format) : Error.Invalid("evidence.not_an_object", file));
        if (parsed.IsFailure) return parsed.To<T>();
        var root = (CanonicalObject)parsed.Value!;

        var reading = new StrictReading(file);
        var top = new StrictObject(reading, root, "");
        top.Text("format");
        var result = read(top);
        reading.RefuseUnknown();
        return reading.Errors.Any ? reading.Errors.ToFailure<T>() : result;
    }

    /// <summary>Any value in canonical bytes.</summary>
    /// <param name="fault">Finds what weighs more than a wrong form; null where nothing does.</param>
    public static Result<CanonicalValue?> Parse(ReadOnlySpan<byte> json, string file, Func<CanonicalValue?, Error?>? fault = null)
    {
        if (json.Length > MaxBytes) return Error.Invalid("evidence.json_too_large", json.Length, MaxBytes).At(file);
        var parsed = CanonicalJson.Parse(json, file);
        if (parsed.IsFailure) return parsed.To<CanonicalValue?>();
        var value = parsed.Value.Value;
        if (fault?.Invoke(value) is { } error) return error.At(file);
        return json.SequenceEqual(CanonicalJson.Write(value)) ? Result<CanonicalValue?>.Success(value) : Error.Invalid("evidence.not_canonical").At(file);
    }

    private static Error? FormatFault(CanonicalValue root, string format)
    {
        var found = ((CanonicalObject)root).TryGet("format", out var value) ? (value as CanonicalText)?.Value : null;
        return found == format ? null : Error.Invalid("evidence.format_unknown", found ?? "", format);
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
