namespace GreenPark.Engine.Intake;

/// <summary>What a Green Button file holds, as it was written: resources, their links, nothing yet joined.</summary>
internal sealed class EspiFeed(string fileName)
{
    public string FileName => fileName;
    public ErrorList Errors { get; } = new();
    public List<EspiEntry> Entries { get; } = [];

    public void Fault(Error error, int line, int column) => Errors.Add(error.At(fileName, line, column));
}

/// <summary>One Atom entry.</summary>
/// <param name="Line">Where it begins.</param>
internal sealed record EspiEntry(int Line)
{
    public string Title { get; set; } = "";
    public string Self { get; set; } = "";
    public string Up { get; set; } = "";
    public List<string> Related { get; } = [];
    public bool IsUsagePoint { get; set; }
    public bool IsMeterReading { get; set; }
    public EspiReadingType? ReadingType { get; set; }
    public List<EspiReading> Readings { get; } = [];
}

/// <summary>The numbers of a ReadingType; null where it does not say.</summary>
internal sealed record EspiReadingType(int Line, int Column)
{
    public int? AccumulationBehaviour { get; set; }
    public int? Commodity { get; set; }
    public int? DataQualifier { get; set; }
    public int? DefaultQuality { get; set; }
    public int? FlowDirection { get; set; }
    public int? IntervalLength { get; set; }
    public int? PowerOfTenMultiplier { get; set; }
    public int? Unit { get; set; }
}

/// <summary>One IntervalReading.</summary>
/// <param name="Quality">Its codes joined with +, empty where it has none: <c>8+17</c>.</param>
internal readonly record struct EspiReading(long Start, long Duration, long? Value, string Quality, int Line, int Column);
