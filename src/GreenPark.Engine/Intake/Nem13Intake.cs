using System.Globalization;

namespace GreenPark.Engine.Intake;

/// <summary>
/// Reads NEM13, the register reads of AEMO's Meter Data File Format: 100, per register a 250 row and perhaps a 550 row of orders, 900.
/// A register's difference over months is no interval data: it validates intervals and is never imported as one. Section 5 of AEMO's
/// specification (v1.06): registers stand without their multiplier, the quantity with it and with rollovers, and is never below zero.
/// </summary>
public static class Nem13Intake
{
    private const int Nmi = 1, Register = 3, Suffix = 4, Serial = 6, Direction = 7, Previous = 8, Current = 13, Quantity = 18, Unit = 19;

    public static Result<Nem13File> Read(ReadOnlyMemory<byte> bytes, string fileName, string zone = StampLayout.Nem12MarketTime)
    {
        var opened = IntakeText.Open(bytes, new TextLayout(), fileName);
        if (!opened.TryGet(out var text)) return opened.To<Nem13File>();
        if (FixedClock.Of(zone) is not { } clock) return Error.Invalid("intake.unknown_zone", zone).At(fileName);
        var rows = new MdffRows(text.Bytes, fileName);
        rows.Next();
        if (!rows[0].SequenceEqual("100"u8)) return rows.Placed(Error.Invalid("intake.mdff_no_header", "NEM13"), 0);
        if (!rows[1].SequenceEqual("NEM13"u8)) return rows.Placed(Error.Invalid("intake.mdff_other_version", rows.Shown(1), "NEM13"), 1);
        var errors = new ErrorList();
        var reads = ReadRows(rows, clock, errors);
        if (!errors.Any && reads.Count == 0) errors.Add(Error.Invalid("intake.nem13_no_data").At(fileName, rows.Line));
        return errors.Any ? errors.ToFailure<Nem13File>() : new Nem13File(fileName, reads);
    }

    private static List<RegisterRead> ReadRows(MdffRows rows, FixedClock clock, ErrorList errors)
    {
        var reads = new List<RegisterRead>();
        var (ended, anyRow) = (false, false);
        while (rows.Next() && errors.Count <= ErrorList.KeptInFull)
        {
            if (rows.IsBlank && ended) continue;
            switch (rows.IsBlank ? "" : ended ? "after" : rows.Text(0))
            {
                case "250":
                    anyRow = true;
                    if (ReadRow(rows, clock, errors) is { } read) reads.Add(read);
                    break;
                case "550" when anyRow: break;
                case "550": errors.Add(rows.Placed(Error.Invalid("intake.mdff_orphan", "550", "250"), 0)); break;
                case "900": ended = true; break;
                case "": errors.Add(rows.Placed(Error.Invalid("intake.empty_line"), 0)); break;
                case "after": errors.Add(rows.Placed(Error.Invalid("intake.mdff_after_end"), 0)); break;
                case "100": errors.Add(rows.Placed(Error.Invalid("intake.mdff_second_header"), 0)); break;
                default: errors.Add(rows.Placed(Error.Invalid("intake.mdff_unknown_record", rows.Shown(0)), 0)); break;
            }
        }
        if (!ended && !errors.Any) errors.Add(Error.Invalid("intake.mdff_no_end").At(rows.FileName, rows.Line));
        return reads;
    }

    private static RegisterRead? ReadRow(MdffRows rows, FixedClock clock, ErrorList errors)
    {
        if (rows[Nmi].IsEmpty || rows[Suffix].IsEmpty)
        {
            errors.Add(rows.Placed(Error.Invalid("intake.mdff_no_name"), rows[Nmi].IsEmpty ? Nmi : Suffix));
            return null;
        }
        var previous = ReadStand(rows, Previous, clock, errors);
        var current = ReadStand(rows, Current, clock, errors);
        decimal? quantity = null;
        if (!rows[Quantity].IsEmpty)
        {
            if (Number(rows, Quantity) is { } number) quantity = number;
            else errors.Add(rows.Placed(Error.Invalid("intake.nem13_bad_number", rows.Shown(Quantity)), Quantity));
        }
        if (previous is null || current is null) return null;
        if (current.AtUtcSeconds <= previous.AtUtcSeconds)
        {
            errors.Add(rows.Placed(Error.Invalid("intake.nem13_disorder", rows.Shown(Current + 1), rows.Shown(Previous + 1)), Current + 1));
            return null;
        }
        return new RegisterRead(
            $"{rows.Text(Nmi)}-{rows.Text(Suffix)}", rows.Text(Register), rows.Text(Serial), rows.Text(Direction), previous, current, quantity, rows.Text(Unit), rows.Line);
    }

    /// <summary>Four fields: register, when, method, reason.</summary>
    private static RegisterStand? ReadStand(MdffRows rows, int field, FixedClock clock, ErrorList errors)
    {
        var value = Number(rows, field);
        if (value is null) errors.Add(rows.Placed(Error.Invalid("intake.nem13_bad_number", rows.Shown(field)), field));
        long? at = null;
        if (DateTime.TryParseExact(rows.Text(field + 1), "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is >= 1970 and < 2200)
            at = clock.SecondsOf(local);
        if (at is null) errors.Add(rows.Placed(Error.Invalid("intake.nem13_bad_time", rows.Shown(field + 1)), field + 1));
        var quality = MdffQuality.Of(rows[field + 2], rows[field + 3]);
        if (quality is null) errors.Add(rows.Placed(Error.Invalid("intake.nem12_bad_quality", rows.Shown(field + 2), rows.Shown(field + 3)), field + 2));
        return value is null || at is null || quality is null ? null : new RegisterStand(value.Value, at.Value, quality.Value.Mark);
    }

    private static decimal? Number(MdffRows rows, int field) =>
        decimal.TryParse(rows[field], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
