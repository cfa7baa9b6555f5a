using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>The numbered objects of a PDF file, in the order in which they were reserved, and the file made of them.</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]?> bodies = [];

    public int Reserve()
    {
        bodies.Add(null);
        return bodies.Count;
    }

    public int Add(string body)
    {
        var number = Reserve();
        Fill(number, body);
        return number;
    }

    public void Fill(int number, string body) => bodies[number - 1] = Encoding.Latin1.GetBytes(body);

    /// <summary>
    /// A stream, compressed. The bytes depend on the runtime's zlib: the same build gives the same file, a later .NET may
    /// give another file with the same pages. Whoever compares files across runtimes compares text and figures.
    /// </summary>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(data);
        return AddPlainStream($"{entries} /Filter /FlateDecode", packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    public int AddPlainStream(string entries, ReadOnlySpan<byte> data)
    {
        var number = Reserve();
        bodies[number - 1] = [.. Encoding.Latin1.GetBytes($"<< {entries} /Length {data.Length} >>\nstream\n"), .. data, .. "\nendstream"u8];
        return number;
    }

    /// <summary>The whole file. Its identifier is taken from the content, so that equal content gives equal bytes.</summary>
    /// <param name="places">Receives each object's offset in the file, by number; index 0 is unused.</param>
    public byte[] Write(int catalog, int information, out long[] places)
    {
        var file = new MemoryStream();
        void Put(string text) => file.Write(Encoding.Latin1.GetBytes(text));

        Put("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        places = new long[bodies.Count + 1];
        for (var i = 0; i < bodies.Count; i++)
        {
            places[i + 1] = file.Length;
            Put($"{i + 1} 0 obj\n");
            file.Write(bodies[i] ?? throw new InvalidOperationException($"Object {i + 1} was reserved and never filled."));
            Put("\nendobj\n");
        }

        var identifier = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16));
        var table = file.Length;
        Put($"xref\n0 {bodies.Count + 1}\n0000000000 65535 f \n");
        for (var i = 1; i < places.Length; i++) Put(places[i].ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        Put($"trailer\n<< /Size {bodies.Count + 1} /Root {catalog} 0 R /Info {information} 0 R /ID [<{identifier}> <{identifier}>] >>\n");
        Put($"startxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
