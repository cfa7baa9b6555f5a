namespace GreenPark.Engine.Intake;

/// <summary>What kind of file a profile reads.</summary>
public enum IntakeFormat { WideCsv, LongCsv, WideXlsx, LongXlsx, Nem12, GreenButton }

/// <summary>Which end of its interval a stamp names.</summary>
public enum StampAt { Start, End }

/// <summary>Whether 00:00 stands for the beginning of the day it is written with, or for the end of that day.</summary>
public enum Midnight { BeginsDay, EndsDay }

/// <summary>Energy of an interval, mean power over it, or a meter's running register.</summary>
public enum ValueKind { Energy, Power, Register }

/// <summary>What becomes of a value below zero.</summary>
public enum NegativeValues { Refuse, Missing, Zero }

/// <summary>
/// How a meter system's files are read: one per system, kept by the park, written as JSON of the format
/// <c>greenpark-import-profile/1</c>. A pure description; the same file and profile give the same readings.
/// </summary>
public sealed record ImportProfile
{
    public const string FormatName = "greenpark-import-profile/1";

    public required IntakeFormat Format { get; init; }

    public TextLayout Text { get; init; } = new();
    private readonly StampLayout? stamps;

    /// <summary>Where the profile does not say: as <see cref="StampLayout"/>, and for NEM12 in market time, +10:00 without clock changes.</summary>
    public StampLayout Stamps
    {
        get => stamps ?? (Format == IntakeFormat.Nem12 ? new StampLayout { Zone = StampLayout.Nem12MarketTime } : new());
        init => stamps = value;
    }

    public ValueLayout Values { get; init; } = new();

    /// <summary>Length of the file's intervals; 0 where the file itself says it (NEM12, Green Button).</summary>
    public int IntervalMinutes { get; init; } = 15;

    /// <summary>From a channel's name in the file to a metering point's code, or to null for a channel to pass over; names that are not here are passed over.</summary>
    public IReadOnlyDictionary<string, string?> Channels { get; init; } = new Dictionary<string, string?>();
}

/// <summary>How the bytes become cells.</summary>
public sealed record TextLayout
{
    /// <summary><c>utf-8</c>, <c>utf-16</c>, <c>gb18030</c>, <c>latin-1</c>.</summary>
    public string Encoding { get; init; } = "utf-8";
    public char Delimiter { get; init; } = ',';
    public char DecimalMark { get; init; } = '.';

    /// <summary>Null where thousands are not set apart.</summary>
    public char? ThousandsSeparator { get; init; }

    /// <summary>The line of the column names, from 1; lines above it are passed over.</summary>
    public int HeaderLine { get; init; } = 1;

    /// <summary>A workbook's sheet by name; empty for the first.</summary>
    public string Sheet { get; init; } = "";
}

/// <summary>How a row says when it was.</summary>
public sealed record StampLayout
{
    /// <summary>Australian Eastern Standard Time, which NEM12 files are written in all year.</summary>
    public const string Nem12MarketTime = "+10:00";

    /// <summary>The stamp's column by name; empty for the first. Two names where date and time stand apart.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>
    /// Letters as in <c>yyyy-MM-dd HH:mm:ss</c>; several where a file mixes styles; <c>iso</c> for ISO 8601 with offset.
    /// Day-first and month-first are told here, never guessed while reading.
    /// </summary>
    public IReadOnlyList<string> Patterns { get; init; } = ["yyyy-MM-dd HH:mm:ss"];
    public StampAt At { get; init; } = StampAt.Start;
    public Midnight Midnight { get; init; } = Midnight.BeginsDay;

    /// <summary>A fixed offset (<c>+08:00</c>) or an IANA zone with its clock changes.</summary>
    public string Zone { get; init; } = "+08:00";
}

/// <summary>What a cell's number means.</summary>
public sealed record ValueLayout
{
    public ValueKind Kind { get; init; } = ValueKind.Energy;

    /// <summary><c>Wh</c>, <c>kWh</c>, <c>MWh</c> for energy and registers; <c>W</c>, <c>kW</c>, <c>MW</c> for power.</summary>
    public string Unit { get; init; } = "kWh";

    /// <summary>CT and PT ratio: every value counts so many times. A decimal above zero.</summary>
    public decimal Multiplier { get; init; } = 1;

    /// <summary>Cells that say "no reading", beside the empty one: <c>-99</c>, <c>-</c>, <c>NaN</c>.</summary>
    public IReadOnlyList<string> Sentinels { get; init; } = [];
    public NegativeValues Negative { get; init; } = NegativeValues.Refuse;

    /// <summary>A register's whole digits: at 10^digits it begins again at zero. 0 where it never does.</summary>
    public int RegisterDigits { get; init; }

    /// <summary>For long files: the columns of the channel's name and of its value; empty for the second and third.</summary>
    public string ChannelColumn { get; init; } = "";
    public string ValueColumn { get; init; } = "";

    /// <summary>Optional column of the meter's serial number: where it changes, a register begins anew (meter exchange).</summary>
    public string SerialColumn { get; init; } = "";

    /// <summary>Optional column of flags; <see cref="Flags"/> says what they mean.</summary>
    public string FlagColumn { get; init; } = "";

    /// <summary>From a flag to M, E, X or - (missing); a flag that is not here is an error.</summary>
    public IReadOnlyDictionary<string, string> Flags { get; init; } = new Dictionary<string, string>();
}
