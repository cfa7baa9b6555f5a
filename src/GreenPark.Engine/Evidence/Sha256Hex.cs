using System.Security.Cryptography;

namespace GreenPark.Engine.Evidence;

/// <summary>SHA-256 as the evidence writes it: 64 lower-case hexadecimal digits.</summary>
public static class Sha256Hex
{
    public const int Length = 64;

    /// <summary>The hash of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Write(SHA256.HashData(bytes));

    /// <summary>Lower-case hex of any bytes, such as a hash or a salt.</summary>
    public static string Write(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>64 digits, lower case: 32 bytes have one spelling only.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: Length } && text.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;

    /// <summary>A hash as it is typed and printed in many places: any case, with colons or spaces, with <c>sha256:</c> before it; null where it is none.</summary>
    public static string? FromTyped(string? text)
    {
        const string prefix = "sha256:";
        text = text?.Trim() ?? "";
        if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) text = text[prefix.Length..];
        var hex = string.Concat(text.Where(c => c != ':' && !char.IsWhiteSpace(c))).ToLowerInvariant();
        return IsWellFormed(hex) ? hex : null;
    }

    /// <exception cref="FormatException">Not well formed; ask <see cref="IsWellFormed"/> first.</exception>
    public static byte[] Read(string text) =>
        IsWellFormed(text) ? Convert.FromHexString(text) : throw new FormatException("Not 64 lower-case hexadecimal digits.");
}
