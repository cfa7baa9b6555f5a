using System.Text;
using System.Xml;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Reads Green Button files: ESPI resources (NAESB REQ.21) in an Atom feed, joined by their links. Only delta energy (Wh) and mean power
/// (W) of electricity become channels; everything else is passed over with a note. Times are UTC seconds and name the interval's start.
/// Written for files of strangers: no DTD, no outside resource, bounded depth and size.
/// </summary>
public static class GreenButtonIntake
{
    /// <summary>Characters of a file; a year of quarter-hours has about six million.</summary>
    public const long MaxCharacters = 400_000_000;
    internal const int MaxDepth = 32;

    public static Result<IntakeFile> Read(ReadOnlyMemory<byte> bytes, string fileName, ImportProfile profile)
    {
        if (bytes.Span.TrimStart("\uFEFF"u8).IsEmpty) return Error.Invalid("intake.empty").At(fileName);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            MaxCharactersFromEntities = 1_024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        var feed = new EspiFeed(fileName);
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(bytes.ToArray(), writable: false), settings);
            new EspiReader(xml, feed).ReadAll();
        }
        catch (XmlException fault)
        {
            return Error.Invalid("intake.espi_not_xml").At(fileName, fault.LineNumber, fault.LinePosition);
        }
        catch (Exception fault) when (fault is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return Error.Invalid("intake.espi_not_xml").At(fileName);   // an encoding the file names and does not have
        }
        return feed.Errors.Any ? feed.Errors.ToFailure<IntakeFile>() : new EspiChannels(feed, profile).ToFile();
    }
}
