using System.Globalization;

namespace GreenPark.Engine.Intake;

/// <summary>Turns the interval readings of one meter reading into a channel: one length, no overlap, exact energy.</summary>
internal sealed class EspiSeries(EspiFeed feed, IntakeNotes notes, ImportProfile profile, string name, EspiReadingType type)
{
    private const int MostPowerOfTen = 12;
    private const long MicrojoulesPerWattSecond = 1_000_000;
    private readonly MarkTable marks = new();

    /// <summary>Null where something is wrong; it is told then.</summary>
    public MeterChannel? ToChannel(List<EspiReading> readings)
    {
        var before = feed.Errors.Count;
        if (Math.Abs(type.PowerOfTenMultiplier ?? 0) > MostPowerOfTen)
        {
            feed.Fault(Error.Invalid("intake.espi_multiplier", type.PowerOfTenMultiplier, name), type.Line, type.Column);
            return null;
        }
        var length = type.IntervalLength is > 0 and var told ? told : readings[0].Duration;
        var sorted = readings.OrderBy(r => r.Start).ThenBy(r => r.Line).ToList();
        var (starts, energies, lines) = (new List<long>(sorted.Count), new List<long>(sorted.Count), new List<int>(sorted.Count));
        var (quality, numbers) = (new List<byte>(sorted.Count), new List<byte>(sorted.Count));
        EspiReading? last = null;
        foreach (var reading in sorted)
        {
            if (reading.Duration != length) Fault(reading, Error.Invalid("intake.espi_duration", reading.Duration, length, name));
            else if (last is { } earlier && reading.Start < earlier.Start + length) Overlap(earlier, reading);
            else
            {
                last = reading;
                if (EnergyOf(reading) is not { } energy || FlagOf(reading) is not { } flag) continue;
                starts.Add(reading.Start);
                energies.Add(energy);
                lines.Add(reading.Line);
                quality.Add(flag.Quality);
                numbers.Add(flag.Mark);
            }
        }
        if (feed.Errors.Count > before) return null;
        return new MeterChannel(name, (int)length, [.. starts], [.. energies]) { Quality = [.. quality], Marks = [.. numbers], MarkTexts = marks.Texts, Lines = [.. lines] };
    }

    private void Fault(EspiReading reading, Error error)
    {
        if (!feed.Errors.OnlyCounts()) feed.Fault(error, reading.Line, reading.Column);
    }

    private void Overlap(EspiReading earlier, EspiReading reading)
    {
        if (reading with { Line = 0, Column = 0 } == earlier with { Line = 0, Column = 0 })
            notes.Add(Error.Invalid("intake.reading_repeated", name, earlier.Line).At(feed.FileName, reading.Line, reading.Column));
        else Fault(reading, Error.Invalid("intake.readings_conflict", name, Instant(reading.Start), earlier.Line, reading.Line));
    }

    private static string Instant(long utcSeconds) =>
        DateTimeOffset.FromUnixTimeSeconds(utcSeconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null for a reading that is not there or not taken.</summary>
    private long? EnergyOf(EspiReading reading)
    {
        if (reading.Value is not { } value)
        {
            notes.Add(Error.Invalid("intake.null_readings", name).At(feed.FileName, reading.Line, reading.Column));
            return null;
        }
        var (ofOne, times) = EspiChannels.IsPower(type) ? (MicrojoulesPerWattSecond, reading.Duration) : (MeterChannel.MicrojoulesPerWh, 1);
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (DecimalEnergy.Scale(value, type.PowerOfTenMultiplier ?? 0, ofOne, times, profile.Values.Multiplier, out var energy) is not AmountFault.None and var fault)
        {
            Fault(reading, AmountErrors.Of(fault, text, name));
            return null;
        }
        if (energy >= 0) return energy;
        switch (profile.Values.Negative)
        {
            case NegativeValues.Refuse:
                Fault(reading, Error.Invalid("intake.amount_negative", text, name));
                return null;
            case NegativeValues.Zero:
                notes.Add(Error.Invalid("intake.negative_as_zero", name, text).At(feed.FileName, reading.Line, reading.Column));
                return 0;
            default:
                notes.Add(Error.Invalid("intake.negative_as_missing", name, text).At(feed.FileName, reading.Line, reading.Column));
                return null;
        }
    }

    private (byte Quality, byte Mark)? FlagOf(EspiReading reading)
    {
        var codes = reading.Quality.Length > 0 ? reading.Quality : type.DefaultQuality?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (EspiQuality.Of(codes) is not { } quality) Fault(reading, Error.Invalid("intake.espi_quality", Metering.ReadingsFile.Shown(codes), name));
        else if (!marks.TryNumber(codes, out var mark)) Fault(reading, Error.Invalid("intake.too_many_flags", name));
        else return ((byte)quality, mark);
        return null;
    }
}
