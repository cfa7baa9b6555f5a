using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

public class PackReaderTests
{
    private static byte[] Foreign(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    private static Error Refusal(byte[] zip, PackLimits? limits = null) => PackReader.Read(zip, limits).FirstError;

    [Fact]
    public void A_deflated_archive_with_folders_reads_as_well()
    {
        var text = Encoding.UTF8.GetBytes(new string('x', 10_000));
        var contents = PackReader.Read(Foreign(("input/", []), ("input/park.json", text), ("说明.md", []))).Value;
        contents.Paths.ShouldBe(["input/park.json", "说明.md"]);
        contents.TryGet("input/park.json", out var bytes).ShouldBeTrue();
        bytes.ToArray().ShouldBe(text);
    }

    [Theory]
    [InlineData("../evil"), InlineData("a/../../evil"), InlineData("/etc/passwd"), InlineData("C:\\evil"), InlineData("c:evil"), InlineData("a\\..\\evil")]
    [InlineData("a\0b"), InlineData(".."), InlineData("../"), InlineData("/"), InlineData("a/b/."), InlineData("a.txt ")]
    public void An_unsafe_name_is_refused(string name) => Refusal(Foreign(("good", []), (name, []))).Code.ShouldBe("evidence.path_unsafe");

    [Theory]
    [InlineData("a.json", "a.json"), InlineData("a.json", "A.JSON"), InlineData("a", "a/")]
    public void A_name_that_stands_twice_is_refused(string one, string two) =>
        Refusal(Foreign((one, []), (two, []))).Code.ShouldBe("evidence.path_twice");

    [Fact]
    public void Too_many_files_are_refused() =>
        Refusal(Foreign([.. Enumerable.Range(0, 11).Select(i => ($"f{i}", Array.Empty<byte>()))]), new PackLimits(MaxFiles: 10)).Code.ShouldBe("evidence.zip_too_many");

    [Fact]
    public void The_total_is_limited_over_all_files()
    {
        var zip = Foreign(("a", new byte[600]), ("b", new byte[600]));
        PackReader.Read(zip, new PackLimits(MaxTotalBytes: 1200)).IsSuccess.ShouldBeTrue();
        var error = Refusal(zip, new PackLimits(MaxTotalBytes: 1199));
        (error.Code, error.Args[0]).ShouldBe(("evidence.zip_too_large", "b"));
    }

    [Theory]
    [InlineData(1 << 20, "1 MiB"), InlineData((1 << 20) + 1, "1048577 B")]
    public void A_limit_is_told_in_a_unit_for_people(int limit, string text) =>
        Refusal(Foreign(("a", new byte[2 << 20])), new PackLimits(MaxTotalBytes: limit)).Args[1].ShouldBe(text);

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_refused()
    {
        var zip = Foreign(("bomb", new byte[50_000_000]));
        SetDeclaredSize(zip, 10);
        Refusal(zip, new PackLimits(MaxTotalBytes: 1_000)).Code.ShouldBe("evidence.zip_damaged");
        SetDeclaredSize(zip, 60_000_000);
        Refusal(zip).Code.ShouldBe("evidence.zip_damaged");
    }

    // Both headers say what the liar wants them to say.
    private static void SetDeclaredSize(byte[] zip, uint size)
    {
        var central = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(central + 24), size);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(22), size);
    }

    [Fact]
    public void A_wrong_checksum_is_found()
    {
        using var stream = new MemoryStream();
        PackArchive.Write(stream, [new("a", "hello hello"u8.ToArray())]);
        var zip = stream.ToArray();
        zip[35] ^= 1;   // inside the stored content
        var error = Refusal(zip);
        (error.Code, error.Args[0]).ShouldBe(("evidence.zip_damaged", "a"));
    }

    [Fact]
    public void An_encrypted_entry_is_refused()
    {
        var zip = Foreign(("a", "hello"u8.ToArray()));
        var central = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[central + 8] |= 1;
        zip[6] |= 1;
        Refusal(zip).Code.ShouldBe("evidence.zip_encrypted");
    }

    [Fact]
    public void A_truncated_archive_is_refused_wherever_it_is_cut()
    {
        var zip = Foreign(("a", "hello hello hello"u8.ToArray()), ("b", new byte[500]));
        for (var length = 0; length < zip.Length; length++) Refusal(zip[..length]).Code.ShouldBe("evidence.not_a_zip", $"cut at {length}");
    }

    [Fact]
    public void Garbage_is_no_archive() => Vectors.Holds<byte[]>(bytes => PackReader.Read(bytes ?? []).FirstError.Code == "evidence.not_a_zip");

    [Fact]
    public void A_changed_archive_never_throws_and_never_gives_other_content()
    {
        var (a, b) = ("hello hello hello"u8.ToArray(), new byte[50]);
        var zip = Foreign(("a", a), ("b", b));
        for (var bit = 0; bit < zip.Length * 8; bit++)
        {
            var read = PackReader.Read(Vectors.Flip(zip, bit));
            if (read.IsFailure) continue;
            // A flipped name gives another file, a flipped date nothing; a file of the old name has the old content.
            if (read.Value.TryGet("a", out var content)) content.Span.SequenceEqual(a).ShouldBeTrue($"bit {bit}");
            if (read.Value.TryGet("b", out content)) content.Span.SequenceEqual(b).ShouldBeTrue($"bit {bit}");
        }
    }
}
