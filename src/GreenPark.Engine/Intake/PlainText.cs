using System.Text.Unicode;

namespace GreenPark.Engine.Intake;

/// <summary>Tells files that are no UTF-8 text at all, so that the remedy fits.</summary>
internal static class PlainText
{
    /// <summary>The first fault of the bytes as text, or null.</summary>
    public static Error? Fault(ReadOnlySpan<byte> bytes, string fileName)
    {
        if (bytes.TrimStart("\uFEFF"u8).IsEmpty) return Error.Invalid("intake.empty_file").At(fileName);
        if (bytes.Contains((byte)0)) return Error.Invalid("intake.not_plain_text").At(fileName);
        return Utf8.IsValid(bytes) ? null : Error.Invalid("intake.not_plain_text") with { Place = TextPlace.Of(fileName, bytes, TextPlace.FirstInvalid(bytes)) };
    }
}
