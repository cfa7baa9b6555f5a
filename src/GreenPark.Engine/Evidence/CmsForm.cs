using System.Formats.Asn1;

namespace GreenPark.Engine.Evidence;

/// <summary>What is free in a signature of ours; everything else in it is fixed by the form.</summary>
/// <param name="Certificate">DER of the embedded certificate.</param>
/// <param name="Digest">The content's SHA-256 as the signed attribute tells it.</param>
/// <param name="Signature">The value over the signed attributes: DER for ECDSA, PKCS#1 for RSA.</param>
internal sealed record CmsFields(ReadOnlyMemory<byte> Certificate, DateTimeOffset SigningTime, byte[] Digest, byte[] Signature);

/// <summary>
/// The one form of our signatures: CMS SignedData version 1 (RFC 5652) in DER, without content, one certificate, one
/// signer named by issuer and serial number, SHA-256, signed attributes contentType, signingTime and messageDigest.
/// </summary>
internal static class CmsForm
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningTime = "1.2.840.113549.1.9.5";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const int Version = 1;
    private const int LastUtcTimeYear = 2049;
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The signature file. Its certificate is the issuer's, whatever the fields say.</summary>
    public static byte[] Encode(CmsFields fields, IssuerCertificate issuer)
    {
        var w = new AsnWriter(AsnEncodingRules.DER);
        using (w.PushSequence())
        {
            w.WriteObjectIdentifier(SignedData);
            using (w.PushSequence(Zero))
            using (w.PushSequence())
            {
                w.WriteInteger(Version);
                using (w.PushSetOf()) WriteAlgorithm(w, Sha256);
                using (w.PushSequence()) w.WriteObjectIdentifier(Data);
                using (w.PushSetOf(Zero)) w.WriteEncodedValue(issuer.Der.Span);
                using (w.PushSetOf()) WriteSigner(w, fields, issuer);
            }
        }
        return w.Encode();
    }

    /// <summary>What the signature value is over: the attributes as a SET OF in their own right (RFC 5652, 5.4).</summary>
    public static byte[] SignedAttributes(DateTimeOffset signingTime, byte[] digest)
    {
        var w = new AsnWriter(AsnEncodingRules.DER);
        WriteAttributes(w, Asn1Tag.SetOf, signingTime, digest);
        return w.Encode();
    }

    /// <summary>
    /// Takes the free fields from where they stand and passes over the rest: whoever encodes the fields again and compares
    /// has checked the rest too. The depth is the form's, whatever the input.
    /// </summary>
    /// <exception cref="AsnContentException">Something else stands where a field should.</exception>
    public static CmsFields Decode(ReadOnlyMemory<byte> cms)
    {
        var content = new AsnReader(cms, AsnEncodingRules.DER).ReadSequence();
        content.ReadObjectIdentifier();
        var signedData = content.ReadSequence(Zero).ReadSequence();
        Skip(signedData, 3);   // version, digest algorithms, content type
        var certificate = signedData.ReadSetOf(Zero).ReadEncodedValue();
        var signer = signedData.ReadSetOf().ReadSequence();
        Skip(signer, 3);       // version, issuer and serial number, digest algorithm
        var attributes = signer.ReadSetOf(Zero);
        Skip(attributes, 1);   // content type: DER sorts the attributes, shortest first
        var time = ReadTime(AttributeValue(attributes));
        var digest = AttributeValue(attributes).ReadOctetString();
        Skip(signer, 1);       // signature algorithm
        return new CmsFields(certificate, time, digest, signer.ReadOctetString());
    }

    private static void WriteSigner(AsnWriter w, CmsFields fields, IssuerCertificate issuer)
    {
        using (w.PushSequence())
        {
            w.WriteInteger(Version);
            using (w.PushSequence())
            {
                w.WriteEncodedValue(issuer.IssuerName);
                w.WriteInteger(issuer.SerialNumber.Span);
            }
            WriteAlgorithm(w, Sha256);
            WriteAttributes(w, Zero, fields.SigningTime, fields.Digest);
            if (issuer.IsEcdsa) WriteAlgorithm(w, EcdsaWithSha256);
            else WriteAlgorithm(w, RsaEncryption, withNull: true);
            w.WriteOctetString(fields.Signature);
        }
    }

    private static void WriteAttributes(AsnWriter w, Asn1Tag tag, DateTimeOffset signingTime, byte[] digest)
    {
        using (w.PushSetOf(tag))
        {
            WriteAttribute(w, ContentType, () => w.WriteObjectIdentifier(Data));
            WriteAttribute(w, SigningTime, () => WriteTime(w, signingTime));
            WriteAttribute(w, MessageDigest, () => w.WriteOctetString(digest));
        }
    }

    private static void WriteAttribute(AsnWriter w, string type, Action writeValue)
    {
        using (w.PushSequence())
        {
            w.WriteObjectIdentifier(type);
            using (w.PushSetOf()) writeValue();
        }
    }

    // RFC 5652, 11.3: UTCTime from 1950 to 2049, GeneralizedTime for every other year.
    private static void WriteTime(AsnWriter w, DateTimeOffset time)
    {
        if (time.Year is >= LastUtcTimeYear - 99 and <= LastUtcTimeYear) w.WriteUtcTime(time, LastUtcTimeYear);
        else w.WriteGeneralizedTime(time, omitFractionalSeconds: true);
    }

    private static DateTimeOffset ReadTime(AsnReader value) => value.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
        ? value.ReadUtcTime(LastUtcTimeYear)
        : value.ReadGeneralizedTime();

    private static AsnReader AttributeValue(AsnReader attributes)
    {
        var attribute = attributes.ReadSequence();
        attribute.ReadObjectIdentifier();
        return attribute.ReadSetOf();
    }

    // RFC 5754: SHA-256 and ECDSA are written without parameters, RSA with NULL.
    private static void WriteAlgorithm(AsnWriter w, string oid, bool withNull = false)
    {
        using (w.PushSequence())
        {
            w.WriteObjectIdentifier(oid);
            if (withNull) w.WriteNull();
        }
    }

    private static void Skip(AsnReader reader, int values)
    {
        for (; values > 0; values--) reader.ReadEncodedValue();
    }
}
