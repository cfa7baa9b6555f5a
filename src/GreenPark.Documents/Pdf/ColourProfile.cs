using System.Buffers.Binary;
using System.Text;

namespace GreenPark.Documents.Pdf;

/// <summary>
/// The sRGB colour space as an ICC profile of version 4 (ICC.1:2010, three-component matrix): it says what the file's red,
/// green and blue mean, so that an archive does not depend on a device. Primaries are adapted to D50 as IEC 61966-2-1 has them.
/// </summary>
internal static class ColourProfile
{
    public static byte[] Srgb()
    {
        var curve = Curve();
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Text("sRGB")), ("cprt", Text("No copyright")), ("wtpt", Xyz(0.9642, 1, 0.8249)),
            ("chad", Fixed("sf32", 1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316)),
            ("rXYZ", Xyz(0.4360747, 0.2225045, 0.0139322)), ("gXYZ", Xyz(0.3850649, 0.7168786, 0.0971045)), ("bXYZ", Xyz(0.1430804, 0.0606169, 0.7141733)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve)
        ];
        var start = 128 + 4 + 12 * tags.Length;
        var profile = new byte[start + tags.Sum(tag => tag.Data.Length)];
        Put(profile, 0, profile.Length);
        Put(profile, 8, 0x04200000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ").CopyTo(profile, 12);
        foreach (var (i, part) in ((short[])[2018, 1, 1]).Index()) BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(24 + 2 * i), part);
        Encoding.ASCII.GetBytes("acsp").CopyTo(profile, 36);
        foreach (var (i, part) in ((double[])[0.9642, 1, 0.8249]).Index()) Put(profile, 68 + 4 * i, Units(part));

        Put(profile, 128, tags.Length);
        var at = start;
        foreach (var (i, (tag, data)) in tags.Index())
        {
            Encoding.ASCII.GetBytes(tag).CopyTo(profile, 132 + 12 * i);
            Put(profile, 136 + 12 * i, at);
            Put(profile, 140 + 12 * i, data.Length);
            data.CopyTo(profile, at);
            at += data.Length;
        }
        return profile;
    }

    /// <summary>Linear near black, a power of 2.4 above (parametric curve, function type 3).</summary>
    private static byte[] Curve()
    {
        var curve = Fixed("para", 0, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        Put(curve, 8, 3 << 16);
        return curve;
    }

    private static byte[] Xyz(double x, double y, double z) => Fixed("XYZ ", x, y, z);

    /// <summary>A tag's type and numbers with sixteen binary places.</summary>
    private static byte[] Fixed(string type, params ReadOnlySpan<double> values)
    {
        var data = new byte[8 + 4 * values.Length];
        Encoding.ASCII.GetBytes(type).CopyTo(data, 0);
        for (var i = 0; i < values.Length; i++) Put(data, 8 + 4 * i, Units(values[i]));
        return data;
    }

    /// <summary>A text in one language, padded to whole words.</summary>
    private static byte[] Text(string text)
    {
        var data = new byte[28 + (2 * text.Length + 3 & ~3)];
        Encoding.ASCII.GetBytes("mluc").CopyTo(data, 0);
        foreach (var (i, value) in ((int[])[1, 12]).Index()) Put(data, 8 + 4 * i, value);
        Encoding.ASCII.GetBytes("enUS").CopyTo(data, 16);
        Put(data, 20, 2 * text.Length);
        Put(data, 24, 28);
        Encoding.BigEndianUnicode.GetBytes(text).CopyTo(data, 28);
        return data;
    }

    private static int Units(double value) => (int)Math.Round(value * 65536);

    private static void Put(byte[] bytes, int at, int value) => BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
}
