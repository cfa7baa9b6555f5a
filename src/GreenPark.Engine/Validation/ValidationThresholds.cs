namespace GreenPark.Engine.Validation;

/// <summary>From where a rule speaks up, for one class of meters. Durations in minutes, so that they hold for every interval length.</summary>
public sealed record ClassThresholds
{
    /// <summary>A gap longer than this is an error: no straight line can fill it. Default two hours.</summary>
    public int GapMinutes { get; init; } = 120;

    /// <summary>What a reading may pass the rated capacity by: rounding of the nameplate and of the meter. Default 5 %.</summary>
    public int CapacityMarginPpm { get; init; } = 50_000;

    /// <summary>How many robust deviations (1.4826 MAD) a reading may stand above the median of its time of day. Default 8.</summary>
    public int SpikeFactor { get; init; } = 8;

    /// <summary>
    /// A spike must also pass this multiple of the point's usual peak (the largest but 0.5 % of its readings): an unusual hour is
    /// no fault of a meter, a lost decimal point or two hours in one are. Default 1.6.
    /// </summary>
    public int SpikeOverUsualPpm { get; init; } = 1_600_000;

    /// <summary>The longest time a load above 0 may keep the same Wh; null where it may forever. Default six hours.</summary>
    public int? FlatMinutes { get; init; } = 360;

    /// <summary>The longest time at 0; null where it may forever. Default a day.</summary>
    public int? ZeroMinutes { get; init; } = 24 * 60;

    /// <summary>How much of a span may be estimated. Default 5 %.</summary>
    public int EstimatedSharePpm { get; init; } = 50_000;
}

/// <summary>
/// When the rules speak up. The defaults were set so that a year of real loads, solar and wind (park 2018) gives a handful of findings
/// at most for each meter and month. A park may replace any of them; a report says which threshold it passed.
/// </summary>
public sealed record ValidationThresholds
{
    public static readonly ValidationThresholds Default = new();

    /// <summary>The sun never rests for more than a polar night, snow covers panels for a day; a plant varies from one quarter-hour to the next.</summary>
    public ClassThresholds Solar { get; init; } = new() { CapacityMarginPpm = 100_000, FlatMinutes = 120, ZeroMinutes = 40 * 60 };

    /// <summary>Calm lasts days; the wind knows no time of day.</summary>
    public ClassThresholds Wind { get; init; } = new() { SpikeFactor = 12, FlatMinutes = 180, ZeroMinutes = 96 * 60 };

    public ClassThresholds OtherGeneration { get; init; } = new() { FlatMinutes = null, ZeroMinutes = null };

    /// <summary>Storage stands still and charges at one constant power: neither is a fault.</summary>
    public ClassThresholds Storage { get; init; } = new() { SpikeFactor = 20, FlatMinutes = null, ZeroMinutes = null };

    public ClassThresholds Consumption { get; init; } = new();

    /// <summary>At a gate one direction rests while the other flows.</summary>
    public ClassThresholds Gate { get; init; } = new() { SpikeFactor = 12, ZeroMinutes = null };

    /// <summary>A constant load counts as flat from so many steps of the meter's own resolution: a lamp on a coarse meter is constant by rounding.</summary>
    public int FlatLeastSteps { get; init; } = 10;

    /// <summary>A day that repeats the one before counts from so many different values: a load that is on or off repeats by nature.</summary>
    public int RepeatLeastValues { get; init; } = 8;

    /// <summary>Share of a solar unit's capacity (or of its usual peak) that its meter may show at night: an inverter's own noise. Default 0.2 %.</summary>
    public int NightSharePpm { get; init; } = 2_000;

    /// <summary>The sun's elevation, in thousandths of a degree, below which it is night: the end of civil twilight.</summary>
    public int NightBelowMillidegrees { get; init; } = -6_000;

    /// <summary>What sub-meters together may show above their head meter in an interval: clocks and accuracy classes differ. Default 2 %.</summary>
    public int HeadTolerancePpm { get; init; } = 20_000;

    /// <summary>The same for small loads, Wh in an interval for each sub-meter.</summary>
    public long HeadToleranceWh { get; init; } = 10;

    /// <summary>What intervals may differ from their register's advance by, the larger of both. Default 0.1 % and 1 kWh, the register's last digit.</summary>
    public int RegisterTolerancePpm { get; init; } = 1_000;
    public long RegisterToleranceWh { get; init; } = 1_000;

    /// <summary>What may be lost between supply and use, parts per million of the supply in an interval. Default 8 %.</summary>
    public int LossPpm { get; init; } = 80_000;

    /// <summary>Supply and use that differ by less than so many Wh in an interval balance.</summary>
    public long BalanceToleranceWh { get; init; } = 100;

    /// <summary>Two series are one meter's from this correlation on: 0.9999. Neighbouring solar plants reach 0.99.</summary>
    public int TwinCorrelationPpm { get; init; } = 999_900;

    /// <summary>How many intervals earlier or later a profile is tried at.</summary>
    public int MostShift { get; init; } = 8;

    /// <summary>So many days on end must fit their past better at one and the same shift.</summary>
    public int ShiftDays { get; init; } = 3;

    /// <summary>The correlation with the past that a shifted day must reach.</summary>
    public int ShiftCorrelationPpm { get; init; } = 950_000;

    /// <summary>How much of what the past does not explain must vanish at the shift. Default two thirds.</summary>
    public int ShiftExplainsPpm { get; init; } = 666_667;

    /// <summary>How much a shift must gain in correlation at all.</summary>
    public int ShiftGainPpm { get; init; } = 10_000;

    /// <summary>An hour beside the clock change that uses so much more than both its neighbours holds two. Default 1.7.</summary>
    public int DoubleHourPpm { get; init; } = 1_700_000;

    /// <summary>Days that a median of a time of day, or a past profile, needs.</summary>
    public int LeastDays { get; init; } = 7;

    /// <summary>More findings of one rule and point than this become one, which says how many there are.</summary>
    public int MostPlaces { get; init; } = 6;

    public ClassThresholds Of(MeterClass meter) => meter switch
    {
        MeterClass.Solar => Solar,
        MeterClass.Wind => Wind,
        MeterClass.OtherGeneration => OtherGeneration,
        MeterClass.Storage => Storage,
        MeterClass.Consumption => Consumption,
        _ => Gate,
    };
}
