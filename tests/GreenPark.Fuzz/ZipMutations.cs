using System.IO.Compression;

namespace GreenPark.Fuzz;

/// <summary>Archives whose checksums hold and whose files are wrong: what a careless or hostile writer makes.</summary>
internal static class ZipMutations
{
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsZip(byte[] bytes) => bytes.AsSpan().StartsWith("PK"u8);

    public static byte[] Pack(IEnumerable<(string Name, byte[] Content)> files)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = Written;   // the same files, the same bytes
                using var target = entry.Open();
                target.Write(content);
            }
        return stream.ToArray();
    }

    public static List<(string Name, byte[] Content)> Unpack(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(e =>
        {
            using var source = e.Open();
            var content = new MemoryStream();
            source.CopyTo(content);
            return (e.FullName, content.ToArray());
        })];
    }

    public static byte[] Inside(FuzzTarget target, Random random)
    {
        var files = Unpack(target.Seed);
        var at = random.Next(files.Count);
        switch (random.Next(12))
        {
            case 0: files.RemoveAt(at); break;
            case 1: files.Add(files[at]); break;
            case 2: files.Add((files[at].Name + "2", files[at].Content)); break;
            case 3: files[at] = (new[] { "../x", "/x", "a\\b", "x/", " ", "con", "[Content_Types].xml", "a.zip" }[random.Next(8)], files[at].Content); break;
            case 4: files[at] = (files[at].Name, Pack([files[at]])); break;
            case 5: files[at] = (files[at].Name, files[random.Next(files.Count)].Content); break;
            default: files[at] = (files[at].Name, Mutator.Text(files[at].Content, files[at].Name.EndsWith(".xml", StringComparison.Ordinal) ? '<' : target.Delimiter, random)); break;
        }
        return Pack(files);
    }
}
