using System.Buffers.Binary;
using System.Text;
using GreenPark.Documents.Pdf;
using Shouldly;
using Xunit;

namespace GreenPark.Documents.Tests;

public sealed class FontTests
{
    private static readonly Lazy<TrueTypeFont> Shipped = new(() =>
    {
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream("NotoSansSC-Regular.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(bytes);
    });

    [Fact]
    public void Characters_lead_to_glyphs_in_every_kind_of_map()
    {
        var basic = new TrueTypeFont(SyntheticFont.Bytes());
        "AB ".Select(c => basic.GlyphOf(new Rune(c))).ShouldBe([1, 2, 5]);
        basic.GlyphOf(new Rune('Z')).ShouldBe(0);
        var array = new TrueTypeFont(SyntheticFont.WithGlyphArray());
        "ABC".Select(c => array.GlyphOf(new Rune(c))).ShouldBe([1, 0, 4]);
        var all = new TrueTypeFont(SyntheticFont.WithAllPlanes());
        all.GlyphOf(new Rune(0x1F600)).ShouldBe(2);
        all.GlyphOf(new Rune('A')).ShouldBe(1);
    }

    [Fact]
    public void Glyphs_past_the_full_metrics_share_the_last_width()
    {
        var font = new TrueTypeFont(SyntheticFont.Bytes());
        Enumerable.Range(0, 6).Select(font.AdvanceOf).ShouldBe([500, 600, 600, 600, 600, 600]);
        Enumerable.Range(0, 6).Select(font.LeftBearingOf).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void A_subset_keeps_outlines_and_takes_the_parts_of_composed_glyphs_along()
    {
        var subset = new FontSubset(new TrueTypeFont(SyntheticFont.WithGlyphArray()));
        subset.NumberOf(new Rune('C')).ShouldBe((ushort)1);
        var font = Reread(subset.Build());

        // 0 mark, 1 'C' = old 4, 2 = old 2 (its part), 3 = old 1, 4 = old 3.
        font.GlyphCount.ShouldBe(5);
        var composed = font.Outline(1).ToArray();
        BinaryPrimitives.ReadUInt16BigEndian(composed.AsSpan(12)).ShouldBe((ushort)2);
        var parts = font.Outline(2).ToArray();
        BinaryPrimitives.ReadUInt16BigEndian(parts.AsSpan(12)).ShouldBe((ushort)3);
        BinaryPrimitives.ReadUInt16BigEndian(parts.AsSpan(22)).ShouldBe((ushort)4);
        font.Outline(3)[..SyntheticFont.Simple.Length].ToArray().ShouldBe(SyntheticFont.Simple);
        font.Outline(4)[..SyntheticFont.Other.Length].ToArray().ShouldBe(SyntheticFont.Other);
        Enumerable.Range(0, 5).Select(font.AdvanceOf).ShouldBe([500, 600, 600, 600, 600]);
    }

    [Fact]
    public void A_glyph_made_of_itself_ends()
    {
        byte[] itself = [255, 255, 0, 0, 0, 0, 0, 30, 0, 30, 0, 0x02, 0, 0, 0, 0];
        var renumbered = CompositeGlyph.Renumber(itself, _ => 9);
        BinaryPrimitives.ReadUInt16BigEndian(renumbered.AsSpan(12)).ShouldBe((ushort)9);
        Should.Throw<InvalidDataException>(() => CompositeGlyph.Renumber([255, 255, 0, 0, 0, 0, 0, 30, 0, 30, 0, 0x22, 0, 0, 0, 0], _ => 9));
    }

    [Fact]
    public void Every_character_has_a_number_of_its_own_even_where_glyphs_are_shared()
    {
        var subset = new FontSubset(new TrueTypeFont(SyntheticFont.Bytes()));
        "AXYA\t ".EnumerateRunes().Select(subset.NumberOf).ShouldBe(new ushort[] { 1, 2, 3, 1, 4, 4 });
        subset.Characters.Select(c => c.ToString()).ShouldBe(["A", "X", "Y", " "]);
    }

    [Fact]
    public void The_shipped_font_is_cut_down_without_a_change_to_its_outlines()
    {
        var subset = new FontSubset(Shipped.Value);
        const string text = "绿色电力归属核算单 Green energy – 1,234.567 %";
        foreach (var rune in text.EnumerateRunes()) subset.NumberOf(rune);
        var bytes = subset.Build();
        var font = Reread(bytes);
        foreach (var rune in text.EnumerateRunes())
        {
            var original = Shipped.Value.GlyphOf(rune);
            var number = subset.NumberOf(rune);
            var outline = Shipped.Value.Outline(original).ToArray();
            font.Outline(number)[..outline.Length].ToArray().ShouldBe(outline, rune.ToString());
            font.AdvanceOf(number).ShouldBe(Shipped.Value.AdvanceOf(original));
        }
        bytes.Length.ShouldBeLessThan(20_000);
    }

    [Fact]
    public void Even_digits_stand_in_the_middle_of_equal_cells()
    {
        var subset = new FontSubset(Shipped.Value, 0.63);
        foreach (var rune in "f8".EnumerateRunes()) subset.NumberOf(rune);
        var font = Reread(subset.Build());
        foreach (var (i, rune) in "f8".EnumerateRunes().Index())
        {
            var original = Shipped.Value.GlyphOf(rune);
            font.AdvanceOf(i + 1).ShouldBe(630);
            font.LeftBearingOf(i + 1).ShouldBe(Shipped.Value.LeftBearingOf(original) + (630 - Shipped.Value.AdvanceOf(original)) / 2);
        }
        subset.WidthOf("f8f8", 10).ShouldBe(25.2, 0.001);
    }

    [Fact]
    public void The_two_of_CO2_is_made_of_the_digit_where_the_font_has_none()
    {
        Shipped.Value.GlyphOf(SubscriptTwo.Character).ShouldBe(0, "the font has it now: drop SubscriptTwo");
        var subset = new FontSubset(Shipped.Value);
        var number = subset.NumberOf(SubscriptTwo.Character);
        var font = Reread(subset.Build());
        var digit = Shipped.Value.GlyphOf(new Rune('2'));
        BinaryPrimitives.ReadInt16BigEndian(font.Outline(number)).ShouldBe((short)-1);
        font.Outline(BinaryPrimitives.ReadUInt16BigEndian(font.Outline(number)[12..]))[..20].ToArray().ShouldBe(Shipped.Value.Outline(digit)[..20].ToArray());
        font.AdvanceOf(number).ShouldBe((int)(Shipped.Value.AdvanceOf(digit) * 0.625));
        font.GlyphOf(SubscriptTwo.Character).ShouldBe(number);
    }

    [Fact]
    public void A_character_the_font_lacks_is_drawn_as_a_visible_mark()
    {
        var glyph = FontSubset.ShownGlyph(Shipped.Value, new Rune(0x13000));
        Shipped.Value.GlyphOf(new Rune(0x13000)).ShouldBe(0, "the font has hieroglyphs now: take another character");
        Shipped.Value.Outline(glyph).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_font_cut_short_anywhere_is_refused_and_nothing_else_happens()
    {
        var whole = SyntheticFont.WithAllPlanes();
        for (var length = 0; length < whole.Length - 3; length++)
            Should.Throw<InvalidDataException>(() => new TrueTypeFont(whole[..length]), $"{length} bytes");
    }

    [Theory]
    [InlineData("OTTO")]
    [InlineData("ttcf")]
    public void Other_kinds_of_font_files_are_refused(string kind)
    {
        var bytes = SyntheticFont.Bytes();
        Encoding.ASCII.GetBytes(kind).CopyTo(bytes, 0);
        Should.Throw<InvalidDataException>(() => new TrueTypeFont(bytes));
    }

    [Theory]
    [InlineData("cmap")]
    [InlineData("glyf")]
    [InlineData("hmtx")]
    public void A_font_without_a_needed_table_is_refused(string tag) =>
        Should.Throw<InvalidDataException>(() => Reread(SyntheticFont.Bytes(tables => tables.Remove(tag))).Outline(1).ToArray());

    [Fact]
    public void The_fonts_licence_ships_with_it()
    {
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream("NotoSansSC-OFL.txt")!;
        new StreamReader(stream).ReadToEnd().ShouldContain("SIL OPEN FONT LICENSE Version 1.1");
        File.Exists(Path.Combine(AppContext.BaseDirectory, "licences", "NotoSansSC-OFL.txt")).ShouldBeTrue();
    }

    /// <summary>Reads a file back and checks its sum over everything.</summary>
    private static TrueTypeFont Reread(byte[] bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 4) unchecked { sum += BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(i)); }
        sum.ShouldBe(0xB1B0AFBA);
        return new TrueTypeFont(bytes);
    }
}
