using GreenPark.Engine.Evidence;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using Stand = GreenPark.Engine.Intake.RegisterRead;

namespace GreenPark.Application.Features.Metering;

/// <summary>The register reads of a NEM13 file's channels that were asked for, as whole Wh: all of them, or the faults.</summary>
internal sealed record RegisterFile(string FileName, string Sha256, IReadOnlyDictionary<string, IReadOnlyList<RegisterFile.Read>> Channels, IReadOnlyList<string> PassedOver)
{
    /// <param name="Factor">What one step of the register stands for.</param>
    /// <param name="Outward">Whether the file says that the channel counts energy out of the network, to the user.</param>
    public sealed record Read(string Channel, DateTime At, long RegisterWh, string Serial, string Mark, int Factor, bool Outward, int Line);

    private const int MostFactor = 1_000_000;

    /// <param name="wanted">Whether a channel is asked for.</param>
    public static Result<RegisterFile> Of(string fileName, ReadOnlyMemory<byte> bytes, string zone, Func<string, bool> wanted)
    {
        var parsed = Nem13Intake.Read(bytes, fileName, zone);
        if (!parsed.TryGet(out var file)) return parsed.To<RegisterFile>();
        var errors = new ErrorList();
        var channels = new Dictionary<string, IReadOnlyList<Read>>(StringComparer.Ordinal);
        foreach (var rows in file.Reads.Where(x => wanted(x.Channel)).GroupBy(x => x.Channel)) channels[rows.Key] = OfChannel([.. rows], fileName, errors);
        string[] passed = [.. file.Reads.Select(x => x.Channel).Where(x => !wanted(x)).Distinct()];
        if (!errors.Any && channels.Count == 0) errors.Add(Error.Invalid("register.no_channel", string.Join(", ", passed.Take(10)) + (passed.Length > 10 ? ", …" : "")).At(fileName).In("Channels"));
        return errors.Any ? errors.ToFailure<RegisterFile>() : new RegisterFile(fileName, Sha256Hex.Of(bytes.Span), channels, passed);
    }

    private static IReadOnlyList<Read> OfChannel(Stand[] rows, string fileName, ErrorList errors)
    {
        var first = rows[0];
        // the energy of several registers is their sum, which none of them shows
        if (rows.FirstOrDefault(x => x.Register != first.Register) is { } other)
            errors.Add(Error.Invalid("register.several_registers", first.Channel, first.Register, other.Register).At(fileName, other.Line));
        var factors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (FactorOf(row) is { } factor && (factor == 0 || factors.TryAdd(row.MeterSerial, factor) is false && factors[row.MeterSerial] != factor))
                errors.Add(Error.Invalid("register.quantity_differs", row.Channel, row.Quantity!.Value, row.Current.Value - row.Previous.Value).At(fileName, row.Line));
        var reads = new Dictionary<(DateTime, string), Read>();
        foreach (var row in rows)
            foreach (var stand in (RegisterStand[])[row.Previous, row.Current])
            {
                if (ReadOf(row, stand, factors.GetValueOrDefault(row.MeterSerial, 1), fileName, errors) is not { } read) continue;
                if (reads.TryAdd((read.At, read.Serial), read)) continue;
                var known = reads[(read.At, read.Serial)];
                if (known.RegisterWh != read.RegisterWh)
                    errors.Add(Error.Invalid("register.contradicts_itself", row.Channel, read.At, KilowattHours.Format(known.RegisterWh), KilowattHours.Format(read.RegisterWh)).At(fileName, row.Line));
            }
        return [.. reads.Values.OrderBy(x => x.At)];
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
        if (row.UnitWh == 0) errors.Add(Error.Invalid("register.no_energy", row.Channel, row.Unit).At(fileName, row.Line));
        else if (row.Channel.Length > RegisterRead.ChannelLength || row.MeterSerial.Length > RegisterRead.SerialLength) errors.Add(Error.Invalid("field.too_long", RegisterRead.SerialLength).At(fileName, row.Line));
        else if (wh > RegisterRead.MostWh || decimal.Truncate(wh) != wh) errors.Add(Error.Invalid("register.not_whole_wh", row.Channel, stand.Value, row.Unit).At(fileName, row.Line));
        else return new Read(row.Channel, DateTimeOffset.FromUnixTimeSeconds(stand.AtUtcSeconds).UtcDateTime, (long)wh, row.MeterSerial, stand.Mark, factor, row.Direction == "E", row.Line);
        return null;
    }
}
