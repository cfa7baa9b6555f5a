using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace GreenPark.Engine.Intake;

/// <summary>A workbook's shared texts, read once as a stream; rich text loses its formats, phonetic hints are no part of it.</summary>
internal static class XlsxSharedTexts
{
    public static List<string> Read(SharedStringTablePart? part)
    {
        var texts = new List<string>();
        if (part is null) return texts;
        using var reader = OpenXmlReader.Create(part);
        var text = new StringBuilder();
        var phonetic = false;
        while (reader.Read())
            switch (reader.LocalName)
            {
                case "rPh": phonetic = reader.IsStartElement; break;
                case "t" when reader.IsStartElement && !phonetic: text.Append(reader.GetText()); break;
                case "si" when reader.IsEndElement:
                    texts.Add(text.ToString());
                    text.Clear();
                    break;
            }
        return texts;
    }
}
