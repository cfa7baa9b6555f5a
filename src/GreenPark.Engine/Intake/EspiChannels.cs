namespace GreenPark.Engine.Intake;

/// <summary>
/// Joins a feed's resources by their links: a meter reading with its reading type, its interval blocks and its usage point. Codes are those
/// of ESPI's AccumulationKind, CommodityKind, DataQualifierKind and UnitSymbolKind (<c>espiDerived.xsd</c>).
/// </summary>
internal sealed class EspiChannels(EspiFeed feed, ImportProfile profile)
{
    private const int Electricity = 1, ElectricityPrimary = 2, DeltaData = 4, Average = 2, Normal = 12;
    private const int WattHours = 72, Watts = 38;
    private readonly IntakeNotes notes = new();

    // looked up, not searched: a hostile file has a hundred thousand entries
    private readonly Dictionary<string, EspiReadingType> types = feed.Entries.Where(e => e.ReadingType is not null).DistinctBy(e => e.Self).ToDictionary(e => e.Self, e => e.ReadingType!);
    private readonly Dictionary<string, string> titles = feed.Entries.Where(e => e.IsUsagePoint).DistinctBy(e => e.Self).ToDictionary(e => e.Self, e => e.Title);
    private readonly Dictionary<string, int> sameNames = feed.Entries.Where(e => e.IsMeterReading).GroupBy(e => Short(e.Self)).ToDictionary(g => g.Key, g => g.Count());

    public Result<IntakeFile> ToFile()
    {
        var blocks = BlocksByMeterReading();
        var channels = new List<MeterChannel>();
        foreach (var (reading, readings) in blocks)
        {
            var name = NameOf(reading);
            if (TypeOf(reading) is not { } type) feed.Fault(Error.Invalid("intake.espi_no_type", name), reading.Line, 1);
            else if (PassedOver(type) is { } why) notes.Add(Error.Invalid("intake.espi_passed_over", name, why).At(feed.FileName, type.Line, type.Column), readings.Count);
            else if (new EspiSeries(feed, notes, profile, name, type).ToChannel(readings) is { } channel) channels.Add(channel with { Note = NoteOf(reading, type) });
        }
        if (feed.Errors.Any) return feed.Errors.ToFailure<IntakeFile>();
        return channels.Count == 0 ? Error.Invalid("intake.espi_no_energy").At(feed.FileName) : new IntakeFile(feed.FileName, channels, notes.ToList());
    }

    /// <summary>Interval blocks name their collection as "up": that of a meter reading's address, or one it names as related.</summary>
    private List<(EspiEntry MeterReading, List<EspiReading> Readings)> BlocksByMeterReading()
    {
        var found = new List<(EspiEntry, List<EspiReading>)>();
        var byAddress = new Dictionary<string, List<EspiReading>>(StringComparer.Ordinal);
        foreach (var entry in feed.Entries.Where(e => e.IsMeterReading))
        {
            var readings = new List<EspiReading>();
            found.Add((entry, readings));
            foreach (var address in entry.Related.Append($"{entry.Self}/IntervalBlock")) byAddress.TryAdd(address, readings);
        }
        foreach (var block in feed.Entries.Where(e => e.Readings.Count > 0))
        {
            if (byAddress.TryGetValue(block.Up, out var readings) || byAddress.TryGetValue(block.Self, out readings)) readings.AddRange(block.Readings);
            else feed.Fault(Error.Invalid("intake.espi_block_alone"), block.Line, 1);
        }
        found.RemoveAll(f => f.Item2.Count == 0);
        return found;
    }

    private EspiReadingType? TypeOf(EspiEntry meterReading)
    {
        foreach (var address in meterReading.Related)
            if (types.TryGetValue(address, out var type)) return type;
        return null;
    }

    /// <summary>The part of its address from the usage point on; the whole address where that part is another's too.</summary>
    private string NameOf(EspiEntry meterReading)
    {
        var name = Short(meterReading.Self);
        return sameNames[name] == 1 ? name : meterReading.Self;
    }

    private static string Short(string address) => address.LastIndexOf("UsagePoint/", StringComparison.Ordinal) is >= 0 and var at ? address[at..] : address;

    private string NoteOf(EspiEntry meterReading, EspiReadingType type)
    {
        var point = titles.GetValueOrDefault(meterReading.Up[..Math.Max(meterReading.Up.LastIndexOf('/'), 0)], "");
        var flow = type.FlowDirection switch { 1 => "forward", 19 => "reverse", 4 => "net", null or 0 => "", var other => $"flow {other}" };
        return string.Join("; ", new[] { point, meterReading.Title, flow }.Where(t => t.Length > 0));
    }

    /// <summary>Why a reading type is no interval energy, in its own numbers, or null.</summary>
    private static string? PassedOver(EspiReadingType type)
    {
        if (type.Commodity is not (null or 0 or Electricity or ElectricityPrimary)) return $"commodity {type.Commodity}";
        if (type.Unit is not (WattHours or Watts)) return $"uom {type.Unit}";
        if (type.Unit == WattHours && type.AccumulationBehaviour is not (null or 0 or DeltaData)) return $"accumulationBehaviour {type.AccumulationBehaviour}";
        if (type.DataQualifier is not (null or 0 or Average or Normal)) return $"dataQualifier {type.DataQualifier}";
        return null;
    }

    internal static bool IsPower(EspiReadingType type) => type.Unit == Watts;
}
