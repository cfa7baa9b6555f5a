using System.Globalization;
using System.Xml;

namespace GreenPark.Engine.Intake;

/// <summary>Walks a Green Button file once, front to back, and keeps what makes channels.</summary>
internal sealed class EspiReader(XmlReader xml, EspiFeed feed)
{
    private const string Atom = "http://www.w3.org/2005/Atom", Espi = "http://naesb.org/espi";

    /// <summary>Equal quality texts of a long file are one string.</summary>
    private readonly Dictionary<string, string> texts = [];

    private int Line => ((IXmlLineInfo)xml).LineNumber;
    private int Column => ((IXmlLineInfo)xml).LinePosition;

    public void ReadAll()
    {
        var isFeed = false;
        while (xml.Read())
        {
            CheckDepth();
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.Depth == 0) isFeed = (xml.NamespaceURI == Atom && xml.LocalName is "feed" or "entry");
            if (!isFeed)
            {
                feed.Fault(Error.Invalid("intake.espi_no_feed", Metering.ReadingsFile.Shown(xml.LocalName)), Line, Column);
                return;
            }
            if (xml.NamespaceURI == Atom && xml.LocalName == "entry") ReadEntry();
            if (feed.Errors.Count > ErrorList.KeptInFull) return;
        }
    }

    private void CheckDepth()
    {
        if (xml.Depth > GreenButtonIntake.MaxDepth) throw new XmlException(null, null, Line, Column);
    }

    private void ReadEntry()
    {
        var entry = new EspiEntry(Line);
        Children(() =>
        {
            if (xml.NamespaceURI == Espi) ReadResource(entry);
            else if (xml.LocalName == "link") ReadLink(entry);
            else if (xml.LocalName == "title") entry.Title = Text();
            // what stands inside content is read as it comes
        });
        // a hostile file has millions of entries of nothing
        if (entry.IsUsagePoint || entry.IsMeterReading || entry.ReadingType is not null || entry.Readings.Count > 0) feed.Entries.Add(entry);
    }

    private void ReadLink(EspiEntry entry)
    {
        var href = (xml.GetAttribute("href") ?? "").TrimEnd('/');
        switch (xml.GetAttribute("rel"))
        {
            case "self": entry.Self = href; break;
            case "up": entry.Up = href; break;
            case "related" when entry.Related.Count < 1_000: entry.Related.Add(href); break;
        }
    }

    private void ReadResource(EspiEntry entry)
    {
        switch (xml.LocalName)
        {
            case "UsagePoint": entry.IsUsagePoint = true; break;
            case "MeterReading": entry.IsMeterReading = true; break;
            case "ReadingType":
                if (entry.ReadingType is not null) Twice();
                ReadReadingType(entry.ReadingType = new EspiReadingType(Line, Column));
                break;
            case "IntervalBlock": ReadBlock(entry); break;
        }
    }

    private void ReadReadingType(EspiReadingType type) => Children(() =>
    {
        switch (xml.LocalName)
        {
            case "accumulationBehaviour": type.AccumulationBehaviour = Small(); break;
            case "commodity": type.Commodity = Small(); break;
            case "dataQualifier": type.DataQualifier = Small(); break;
            case "defaultQuality": type.DefaultQuality = Small(); break;
            case "flowDirection": type.FlowDirection = Small(); break;
            case "intervalLength": type.IntervalLength = Small(); break;
            case "powerOfTenMultiplier": type.PowerOfTenMultiplier = Small(); break;
            case "uom": type.Unit = Small(); break;
        }
    });

    private void ReadBlock(EspiEntry entry)
    {
        long? from = null, length = null;
        Children(() =>
        {
            if (xml.LocalName == "interval") ReadPeriod(ref from, ref length);
            else if (xml.LocalName == "IntervalReading") ReadReading(entry, from, length);
        });
    }

    private void ReadReading(EspiEntry entry, long? blockStart, long? blockLength)
    {
        var (line, column) = (Line, Column);
        long? start = null, duration = null, value = null;
        var quality = "";
        var (periods, values) = (0, 0);
        Children(() =>
        {
            if (xml.LocalName is "timePeriod" ? ++periods > 1 : xml.LocalName is "value" && ++values > 1) Twice();
            switch (xml.LocalName)
            {
                case "timePeriod": ReadPeriod(ref start, ref duration); break;
                case "value": value = Whole(); break;
                case "quality": quality = Joined(quality, Text()); break;
            }
        });
        if (start is null || duration is null or <= 0 or > 86_400 * 31L || !StampReader.IsInCalendar(start.Value))
            feed.Fault(Error.Invalid("intake.espi_no_period"), line, column);
        else if (blockStart is { } from && blockLength is { } length && (start < from || start - from > length - duration))
            feed.Fault(Error.Invalid("intake.espi_outside_block", start, from, length), line, column);
        else entry.Readings.Add(new EspiReading(start.Value, duration.Value, value, quality, line, column));
    }

    /// <summary>Of two that say the same thing neither can be believed.</summary>
    private void Twice() => feed.Fault(Error.Invalid("intake.espi_twice", xml.LocalName), Line, Column);

    private void ReadPeriod(ref long? start, ref long? duration)
    {
        long? from = null, length = null;
        Children(() =>
        {
            if (xml.LocalName == "start") from = Whole();
            else if (xml.LocalName == "duration") length = Whole();
        });
        (start, duration) = (from, length);
    }

    private string Joined(string before, string code)
    {
        var joined = before.Length == 0 ? code : before.Length > 40 ? before : $"{before}+{code}";
        if (texts.TryGetValue(joined, out var known)) return known;
        if (texts.Count < 1_000) texts.Add(joined, joined);
        return joined;
    }

    /// <summary>Calls for each element inside the current one, at any depth that the call has not read itself.</summary>
    private void Children(Action element)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            CheckDepth();
            if (xml.NodeType == XmlNodeType.Element) element();
        }
    }

    /// <summary>The text inside the current element, its end tag read.</summary>
    private string Text()
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        var text = "";
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            CheckDepth();
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && text.Length < 200) text += xml.Value.Length > 200 ? xml.Value[..200] : xml.Value;
        }
        return text.Length >= 200 ? text : text.Trim();   // cut off: blanks at its ends may hide what followed
    }

    private long? Whole()
    {
        var (line, column) = (Line, Column);
        var text = Text();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs((decimal)number) < 1e18m) return number;
        feed.Fault(Error.Invalid("intake.espi_bad_number", Metering.ReadingsFile.Shown(text)), line, column);
        return null;
    }

    private int? Small()
    {
        var (line, column) = (Line, Column);
        if (Whole() is not { } number) return null;
        if (Math.Abs(number) <= int.MaxValue) return (int)number;
        feed.Fault(Error.Invalid("intake.espi_bad_number", number), line, column);
        return null;
    }
}
