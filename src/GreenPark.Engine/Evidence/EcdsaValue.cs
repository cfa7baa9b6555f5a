using System.Formats.Asn1;
using System.Numerics;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// An ECDSA P-256 signature value in its one allowed form: a DER sequence of r and s, with s in the lower half of the
/// group order n. (r, n − s) verifies just as well as (r, s); without this rule anybody could turn one good signature
/// into another.
/// </summary>
internal static class EcdsaValue
{
    private const int FieldSize = 32;

    private static readonly BigInteger Order = new(
        Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"), isUnsigned: true, isBigEndian: true);

    /// <param name="fixedFields">r and s, 32 bytes each, as the framework signs.</param>
    public static byte[] ToDer(ReadOnlySpan<byte> fixedFields)
    {
        var r = Number(fixedFields[..FieldSize]);
        var s = Number(fixedFields[FieldSize..]);
        return Encode(r, s > Order / 2 ? Order - s : s);
    }

    /// <summary>r and s of 32 bytes each; null for any other form of the value.</summary>
    /// <exception cref="AsnContentException">Not a DER sequence of two integers.</exception>
    public static byte[]? FromDer(ReadOnlyMemory<byte> der)
    {
        var reader = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        var (r, s) = (sequence.ReadInteger(), sequence.ReadInteger());
        var inRange = r > 0 && r < Order && s > 0 && s <= Order / 2;
        if (!inRange || !der.Span.SequenceEqual(Encode(r, s))) return null;
        var fields = new byte[2 * FieldSize];
        Put(r, fields.AsSpan(0, FieldSize));
        Put(s, fields.AsSpan(FieldSize));
        return fields;
    }

    private static byte[] Encode(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }
        return writer.Encode();
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static void Put(BigInteger number, Span<byte> field)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(field[(FieldSize - bytes.Length)..]);
    }
}
