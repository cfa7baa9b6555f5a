using System.Collections;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>Everything an answer tells, as one text: names, numbers, and the files in it, opened where they are archives.</summary>
internal static class Told
{
    private const int Deepest = 8;

    public static string By(object? value)
    {
        var text = new StringBuilder();
        Write(value, text, 0);
        return text.ToString();
    }

    /// <summary>Its words: of a PDF as they are read, of an archive or a workbook each file in it, however deep.</summary>
    public static string ByFile(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("%PDF-"u8)) return PdfWords.Of(file);
        if (!file.StartsWith("PK\u0003\u0004"u8)) return Encoding.UTF8.GetString(file);
        var text = new StringBuilder();
        using var archive = new ZipArchive(new MemoryStream(file.ToArray()));
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            var content = new MemoryStream();
            stream.CopyTo(content);
            text.Append(entry.FullName).Append('\n').Append(ByFile(content.ToArray())).Append('\n');
        }
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text, int depth)
    {
        if (value is null || depth > Deepest) return;
        switch (value)
        {
            case string or Enum or Guid: text.Append(value).Append('\n'); break;
            case byte[] bytes: text.Append(ByFile(bytes)).Append('\n'); break;
            case ReadOnlyMemory<byte> bytes: text.Append(ByFile(bytes.Span)).Append('\n'); break;
            case IFormattable number when value.GetType().Namespace == "System": text.Append(number.ToString(null, CultureInfo.InvariantCulture)).Append('\n'); break;
            case IEnumerable many:
                foreach (var one in many) Write(one, text, depth + 1);
                break;
            default:
                text.Append(value).Append('\n');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x.GetIndexParameters().Length == 0))
                    Write(property.GetValue(value), text, depth + 1);
                break;
        }
    }
}
