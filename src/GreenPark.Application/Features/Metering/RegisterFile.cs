using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Engine.Intake;
using Stand = GreenPark.Engine.Intake.RegisterRead;

namespace GreenPark.Application.Features.Metering;

/// <summary>The register reads of a NEM13 file's channels that were asked for, as whole Wh: all of them, or the faults.</summary>
/// <param name="PassedOver">Channels that nobody asked for.</param>
internal sealed record RegisterFile(
    string FileName, string Sha256, IReadOnlyDictionary<string, IReadOnlyList<RegisterFile.Read>> Channels, IReadOnlyList<string> PassedOver, IReadOnlyList<ImportRegisterReads.OfMeter> WithoutFactor)
{
    /// <param name="Factor">What one step of the register stands for.</param>
    /// <param name="Outward">Whether the file says that the channel counts energy out of the network, to the user.</param>
    public sealed record Read(string Channel, DateTime At, long RegisterWh, string Serial, string Mark, int Factor, bool Outward, int Line)
    {
        public bool IsRead => RegisterRead.IsReadBy(Mark);
    }

    private const int MostFactor = 1_000_000;

    /// <param name="wanted">Whether a channel is asked for.</param>
    /// <param name="factorOnRecord">Of a channel's meter: what an earlier file told, since this one may not.</param>
    /// <param name="timeZone">In which the faults are told.</param>
    public static Result<RegisterFile> Of(Nem13File file, string sha256, Func<string, bool> wanted, Func<string, string, int?> factorOnRecord, string timeZone)
    {
        var (errors, untold) = (new ErrorList(), new List<ImportRegisterReads.OfMeter>());
        var channels = new Dictionary<string, IReadOnlyList<Read>>(StringComparer.Ordinal);
        foreach (var rows in file.Reads.Where(x => wanted(x.Channel)).GroupBy(x => x.Channel))
        {
            Stand[] ofChannel = [.. rows];
            var factors = FactorsOf(ofChannel, file.FileName, errors);
            int? FactorOf(Stand row) => factors.TryGetValue(row.MeterSerial, out var told) ? told : factorOnRecord(row.Channel, row.MeterSerial);
            untold.AddRange(ofChannel.Where(x => FactorOf(x) is null).GroupBy(x => x.MeterSerial)
                .Select(x => new ImportRegisterReads.OfMeter(rows.Key, x.Key, x.SelectMany(row => (long[])[row.Previous.AtUtcSeconds, row.Current.AtUtcSeconds]).Distinct().Count())));
            channels[rows.Key] = OfChannel(ofChannel, FactorOf, file.FileName, timeZone, errors);
        }
        string[] passed = [.. file.Reads.Select(x => x.Channel).Where(x => !wanted(x)).Distinct()];
        if (!errors.Any && channels.Count == 0) errors.Add(Error.Invalid("register.no_channel", string.Join(", ", passed.Take(10)) + (passed.Length > 10 ? ", …" : "")).At(file.FileName).In("Channels"));
        return errors.Any ? errors.ToFailure<RegisterFile>() : new RegisterFile(file.FileName, sha256, channels, passed, untold);
    }

    private static IReadOnlyList<Read> OfChannel(Stand[] rows, Func<Stand, int?> factorOf, string fileName, string timeZone, ErrorList errors)
    {
        var first = rows[0];
        // the energy of several registers is their sum, which none of them shows
        if (rows.FirstOrDefault(x => x.Register != first.Register) is { } other)
            errors.Add(Error.Invalid("register.several_registers", first.Channel, first.Register, other.Register).At(fileName, other.Line));
        var reads = new Dictionary<(DateTime, string), Read>();
        foreach (var row in rows)
            if (row.UnitWh == 0) errors.Add(Error.Invalid("register.no_energy", row.Channel, row.Unit).At(fileName, row.Line));
            else if (row.Channel.Length > RegisterRead.ChannelLength || row.MeterSerial.Length > RegisterRead.SerialLength) errors.Add(Error.Invalid("field.too_long", RegisterRead.SerialLength).At(fileName, row.Line));
            else if (factorOf(row) is { } factor)
                foreach (var stand in (RegisterStand[])[row.Previous, row.Current])
                {
                    if (ReadOf(row, stand, factor, fileName, errors) is not { } read) continue;
                    // what was read takes the place of what was guessed before
                    if (!reads.TryGetValue((read.At, read.Serial), out var known) || (read.IsRead && !known.IsRead)) reads[(read.At, read.Serial)] = read;
                    else if (known.RegisterWh != read.RegisterWh && known.IsRead == read.IsRead)
                        errors.Add(Error.Invalid("register.contradicts_itself", row.Channel, RegisterReads.LocalTime(timeZone, read.At), known.RegisterWh / 1000m, read.RegisterWh / 1000m).At(fileName, row.Line));
                }
        return [.. reads.Values.OrderBy(x => x.At)];
    }

    /// <summary>Of the meters whose rows tell it.</summary>
    private static Dictionary<string, int> FactorsOf(Stand[] rows, string fileName, ErrorList errors)
    {
        var factors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (FactorOf(row) is { } factor && (factor == 0 || factors.TryAdd(row.MeterSerial, factor) is false && factors[row.MeterSerial] != factor))
                errors.Add(Error.Invalid("register.quantity_differs", row.Channel, row.Quantity!.Value, row.Current.Value - row.Previous.Value).At(fileName, row.Line));
        return factors;
    }

    /// <summary>By how much the quantity exceeds the register's difference; null where the file does not tell, 0 where it is no whole number.</summary>
    private static int? FactorOf(Stand row)
    {
        var difference = row.Current.Value - row.Previous.Value;
        if (row.Quantity is not { } quantity || difference <= 0) return null;   // at a roll-over or without use nothing is told
        if (quantity > RegisterRead.MostWh || difference < 0.000_001m) return 0;
        var factor = quantity / difference;
        return factor is >= 1 and <= MostFactor && decimal.Truncate(factor) * difference == quantity ? (int)factor : 0;
    }

    private static Read? ReadOf(Stand row, RegisterStand stand, int factor, string fileName, ErrorList errors)
    {
        var wh = Math.Min(stand.Value, RegisterRead.MostWh) * factor * row.UnitWh;
        if (wh <= RegisterRead.MostWh && decimal.Truncate(wh) == wh)
            return new Read(row.Channel, DateTimeOffset.FromUnixTimeSeconds(stand.AtUtcSeconds).UtcDateTime, (long)wh, row.MeterSerial, stand.Mark, factor, row.Direction == "E", row.Line);
        errors.Add(Error.Invalid("register.not_whole_wh", row.Channel, stand.Value, row.Unit).At(fileName, row.Line));
        return null;
    }
}
