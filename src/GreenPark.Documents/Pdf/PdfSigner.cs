namespace GreenPark.Documents.Pdf;

/// <summary>
/// What signs a PDF: given the bytes that the signature covers (the whole file but for the signature's own place), it
/// returns a detached CMS over them, DER, SHA-256, with the signer's certificate inside.
/// </summary>
/// <param name="Sign">Called once per document, with the file's two covered parts joined.</param>
/// <param name="ReservedBytes">
/// The place kept for the CMS. Rendering fails where the CMS is longer; what is left over is filled with zeros. An ECDSA
/// P-256 signature with one certificate needs about 1 kB.
/// </param>
public sealed record PdfSigner(Func<ReadOnlyMemory<byte>, byte[]> Sign, int ReservedBytes = 4096);
