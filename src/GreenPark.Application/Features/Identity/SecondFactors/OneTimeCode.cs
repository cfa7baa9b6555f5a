using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>Codes that change with time (RFC 6238): SHA-1, six digits, half a minute, as every app has them.</summary>
public static class OneTimeCode
{
    public const int SecretBytes = 20, StepSeconds = 30;
    private const int Digits = 6, Million = 1_000_000;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string At(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var bits = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (bits % Million).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static long StepOf(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step of a code that is good now, half a minute early or late; null where it is none, or one that was used.</summary>
    public static long? Match(byte[] secret, string code, DateTime now, long lastStep)
    {
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        if (typed.Length != Digits) return null;
        long? matched = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(At(secret, step)), System.Text.Encoding.ASCII.GetBytes(typed)) && step > lastStep) matched = step;
        return matched;
    }

    /// <summary>As an app takes it typed.</summary>
    public static string KeyOf(byte[] secret)
    {
        var key = new System.Text.StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var pair = (secret[bit / 8] << 8) | (bit / 8 + 1 < secret.Length ? secret[bit / 8 + 1] : 0);
            key.Append(Base32[(pair >> (11 - bit % 8)) & 31]);
        }
        return key.ToString();
    }

    /// <summary>As an app takes it from a QR code.</summary>
    public static string UriOf(string key, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString("GreenPark")}:{Uri.EscapeDataString(account)}?secret={key}&issuer=GreenPark&algorithm=SHA1&digits={Digits}&period={StepSeconds}";
}
