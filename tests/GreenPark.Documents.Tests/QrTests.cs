using System.Text;
using GreenPark.Documents.Qr;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

public sealed class QrTests
{
    [Fact]
    public void Check_bytes_are_those_of_the_standards_example()
    {
        // ISO/IEC 18004, annex I: "01234567" in version 1-M.
        var data = Convert.FromHexString("10200C566180EC11EC11EC11EC11EC11");
        Convert.ToHexString(ReedSolomon.Remainder(data, 10)).ShouldBe("A524D4C1ED36C7872C55");
    }

    [Fact]
    public void Format_and_version_bits_are_those_of_the_standards_examples()
    {
        QrMatrix.FormatBits(5).ShouldBe(0b100000011001110);
        QrMatrix.VersionBits(7).ShouldBe(0b000111110010010100);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "6 18")]
    [InlineData(7, "6 22 38")]
    [InlineData(13, "6 34 62")]
    [InlineData(14, "6 26 46 66")]
    [InlineData(15, "6 26 48 70")]
    public void Alignment_patterns_stand_where_annex_E_puts_them(int version, string places) =>
        string.Join(' ', QrMatrix.AlignmentPlaces(version)).ShouldBe(places);

    [Theory]
    [InlineData(1, 14)]
    [InlineData(2, 26)]
    [InlineData(5, 84)]
    [InlineData(9, 180)]
    [InlineData(10, 213)]
    [InlineData(15, 412)]
    public void A_version_holds_as_many_bytes_as_the_standards_table_says(int version, int bytes)
    {
        QrCode.TryEncode(new string('x', bytes))!.Version.ShouldBe(version);
        var next = QrCode.TryEncode(new string('x', bytes + 1));
        if (version == 15) next.ShouldBeNull();
        else next!.Version.ShouldBe(version + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://park.example.org/verify/mg-1-201801-forge-r1")]
    [InlineData("绿色电力归属核算单 äöü 😀")]
    public void A_code_reads_back_to_its_text(string text) => QrReader.Read(QrCode.TryEncode(text)!).ShouldBe(text);

    [Fact]
    public void Codes_of_every_version_read_back()
    {
        for (var length = 1; length <= 412; length += 9)
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('!' + (i * 31 + length) % 90)));
            QrReader.Read(QrCode.TryEncode(text)!).ShouldBe(text);
        }
    }

    [Fact]
    public void Another_programs_reader_agrees()
    {
        CommandLine.Need("zbarimg");
        using var folder = new Folder();
        foreach (var length in (int[])[1, 20, 60, 130, 200, 300, 412])
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * 7 + length) % 26)));
            var image = folder.Put($"{length}.pgm", Image(QrCode.TryEncode(text)!));
            CommandLine.Run("zbarimg", "-q", "--raw", image).ShouldContain(text);
        }
    }

    [Fact]
    public void The_code_on_a_rendered_page_reads_back_to_the_address()
    {
        CommandLine.Need("pdftoppm", "zbarimg");
        using var folder = new Folder();
        var pdf = folder.Put("statement.pdf", Samples.Render(Samples.Month));
        CommandLine.Run("pdftoppm", "-r", "150", "-gray", "-singlefile", pdf, folder["page"]);
        CommandLine.Run("zbarimg", "-q", "--raw", folder["page.pgm"]).ShouldContain(Samples.Url);
    }

    /// <summary>A portable grey map, four pixels to a module, with the margin.</summary>
    private static byte[] Image(QrCode code)
    {
        const int scale = 4, margin = 4;
        var side = (code.Size + 2 * margin) * scale;
        var pixels = new byte[side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            int x = i % side / scale - margin, y = i / side / scale - margin;
            var inside = x >= 0 && y >= 0 && x < code.Size && y < code.Size;
            pixels[i] = inside && code.IsDark(x, y) ? (byte)0 : (byte)255;
        }
        return [.. Encoding.ASCII.GetBytes($"P5\n{side} {side}\n255\n"), .. pixels];
    }
}
