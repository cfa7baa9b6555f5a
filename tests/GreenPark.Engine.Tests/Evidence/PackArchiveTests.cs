using System.IO.Compression;
using FsCheck.Fluent;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class PackArchiveTests
{
    private static readonly PackEntry[] Entries =
    [
        new("statements/mg-1.json", "{}"u8.ToArray()), new("a.txt", Array.Empty<byte>()), new("B/README.zh-CN.md", Vectors.Utf8("说明")),
        new("B/说明.md", new byte[100_000]),
    ];

    private static byte[] Zip(params PackEntry[] entries)
    {
        using var stream = new MemoryStream();
        PackArchive.Write(stream, entries);
        return stream.ToArray();
    }

    [Fact]
    public void The_bytes_are_fixed() => Convert.ToHexStringLower(Zip(new("b", "x"u8.ToArray()), new PackEntry("a", "hello"u8.ToArray()))).ShouldBe(
        // local header and content of a, then of b: version 20, no flags, stored, 1980-01-01 00:00
        "504b03041400000000000000210086a610360500000005000000010000006168656c6c6f"
        + "504b030414000000000000002100" + "8316dc8c" + "010000000100000001000000" + "62" + "78"
        // central directory
        + "504b01021400140000000000000021" + "0086a610360500000005000000" + "0100000000000000000000000000" + "00000000" + "61"
        + "504b010214001400000000000000210083" + "16dc8c0100000001000000" + "010000000000000000000000" + "0000" + "24000000" + "62"
        // end
        + "504b0506000000000200020" + "05e000000" + "44000000" + "0000");

    [Fact]
    public void The_order_of_the_entries_does_not_matter() => Zip([.. Entries.Reverse()]).ShouldBe(Zip(Entries));

    [Fact]
    public void What_was_written_reads_back_sorted()
    {
        var contents = PackReader.Read(Zip(Entries)).Value;
        contents.Paths.ShouldBe(["B/README.zh-CN.md", "B/说明.md", "a.txt", "statements/mg-1.json"]);
        foreach (var entry in Entries)
        {
            contents.TryGet(entry.Path, out var bytes).ShouldBeTrue();
            bytes.Span.SequenceEqual(entry.Content.Span).ShouldBeTrue(entry.Path);
        }
    }

    [Fact]
    public void Any_content_reads_back() => Vectors.Holds<byte[][]>(files =>
    {
        var entries = (files ?? []).Select((f, i) => new PackEntry($"f/{i}", f ?? [])).ToArray();
        var contents = PackReader.Read(Zip(entries)).Value;
        return contents.Paths.Count == entries.Length && entries.All(e => contents.TryGet(e.Path, out var c) && c.Span.SequenceEqual(e.Content.Span));
    });

    [Fact]
    public void The_stream_need_not_seek_nor_start_at_nothing()
    {
        using var scratch = new Scratch();
        var path = scratch.At("a.gz");
        using (var compressed = new GZipStream(File.Create(path), CompressionLevel.Fastest)) PackArchive.Write(compressed, Entries);
        using var back = new MemoryStream();
        using (var decompressed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress)) decompressed.CopyTo(back);
        back.ToArray().ShouldBe(Zip(Entries));
    }

    [Theory]
    [InlineData("../a"), InlineData("/a"), InlineData("a//b"), InlineData("a/"), InlineData("a\\b"), InlineData("C:a"), InlineData("."), InlineData("")]
    [InlineData("a/./b"), InlineData("a\nb"), InlineData("a."), InlineData("a ")]
    public void An_unsafe_path_is_not_written(string path) => Should.Throw<ArgumentException>(() => Zip(new PackEntry(path, default)));

    [Fact]
    public void Two_names_that_differ_in_case_only_are_not_written()
    {
        using var stream = new MemoryStream();
        Should.Throw<ArgumentException>(() => PackArchive.Write(stream, [new("a", default), new("A", default)]));
        stream.Length.ShouldBe(0);
    }

    [Fact]
    public void Beyond_four_gibibytes_nothing_is_written()
    {
        var content = new byte[1 << 28];
        using var stream = new MemoryStream();
        var entries = Enumerable.Range(0, 16).Select(i => new PackEntry($"{i}", content)).ToArray();
        Should.Throw<ArgumentException>(() => PackArchive.Write(stream, entries));
        stream.Length.ShouldBe(0);
    }

    [Fact]
    public void Unzip_accepts_it()
    {
        using var scratch = new Scratch();
        var (exit, output) = Tool.Run("unzip", "-t", scratch.Put("pack.zip", Zip(Entries)));
        exit.ShouldBe(0, output);
        output.ShouldContain("No errors detected");
    }

    [Fact]
    public void Python_accepts_it()
    {
        using var scratch = new Scratch();
        const string script = """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            for i in z.infolist():
                assert (i.date_time, i.extra, i.compress_type) == ((1980, 1, 1, 0, 0, 0), b"", 0), i
            print(len(z.namelist()), z.read("B/README.zh-CN.md") == "\u8bf4\u660e".encode(), "B/\u8bf4\u660e.md" in z.namelist())
            """;
        var (exit, output) = Tool.Run("python3", "-c", script, scratch.Put("pack.zip", Zip(Entries)));
        exit.ShouldBe(0, output);
        output.Trim().ShouldBe("4 True True");
    }
}
