using System.Globalization;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>
/// The one signature of a document, with its visible place. The filter is <c>adbe.pkcs7.detached</c> and not
/// <c>ETSI.CAdES.detached</c>: our CMS states its signing time inside, which the ETSI profile does not allow.
/// </summary>
/// <param name="page">Where it shows.</param>
/// <param name="look">What it shows, drawn in the page's own coordinates.</param>
internal sealed class PdfSignatureField(PdfSigner signer, PdfCanvas page, PdfCanvas look, (double X, double Y, double Width, double Height) place, PdfSignatureText text)
{
    /// <summary>Digits kept for each number of the range that is known only once the file stands.</summary>
    private const string NumberPlace = "0000000000";

    private int valueObject;

    public int Page => page.Page;

    /// <summary>The field's tag in the structure; its content is the field itself.</summary>
    public PdfTag Tag { get; } = new("Form") { Alternative = text.Reason };

    /// <returns>The field's object number; it is the page's annotation, too.</returns>
    public int Write(PdfObjects objects, int pageObject, string resources, int structureKey)
    {
        var box = PdfText.Numbers(place.X, PdfCanvas.Height - place.Y - place.Height, place.X + place.Width, PdfCanvas.Height - place.Y);
        var appearance = objects.AddStream($"/Type /XObject /Subtype /Form /BBox [{box}] /Resources {resources}", look.Finish());
        valueObject = objects.Add(
            $"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 {NumberPlace} {NumberPlace} {NumberPlace}] "
            + $"/Contents <{new string('0', signer.ReservedBytes * 2)}> /M {PdfText.Date(text.At)} /Name {PdfText.String(text.Name)} /Reason {PdfText.String(text.Reason)} >>");
        return objects.Add(
            $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /TU {PdfText.String(text.Reason)} /V {valueObject} 0 R /Rect [{box}] "
            + $"/F 132 /P {pageObject} 0 R /AP << /N {appearance} 0 R >> /StructParent {structureKey} >>");
    }

    /// <summary>Fills in range and signature.</summary>
    /// <param name="places">Each object's offset in the file.</param>
    public byte[] Seal(byte[] file, long[] places)
    {
        var start = (int)places[valueObject];
        var contents = start + file.AsSpan(start).IndexOf("/Contents <"u8) + "/Contents ".Length;
        var after = contents + signer.ReservedBytes * 2 + 2;
        var range = start + file.AsSpan(start).IndexOf(Encoding.ASCII.GetBytes(NumberPlace));
        foreach (var number in (int[])[contents, after, file.Length - after])
        {
            Encoding.ASCII.GetBytes(number.ToString(NumberPlace, CultureInfo.InvariantCulture)).CopyTo(file, range);
            range += NumberPlace.Length + 1;
        }

        byte[] covered = [.. file.AsSpan(0, contents), .. file.AsSpan(after)];
        var cms = signer.Sign(covered);
        if (cms.Length > signer.ReservedBytes)
            throw new InvalidOperationException($"The signature has {cms.Length} bytes; {signer.ReservedBytes} are reserved.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms)).CopyTo(file, contents + 1);
        return file;
    }
}

/// <param name="At">UTC.</param>
internal sealed record PdfSignatureText(string Name, string Reason, DateTime At);
