using System.Globalization;

namespace GreenPark.Engine.Intake;

/// <summary>Reads a 300 row: the day, its values, the flag that holds for all of them or says that 400 rows follow.</summary>
internal sealed class Nem12DayReader(MdffRows rows, ImportProfile profile, FixedClock clock, ErrorList errors, IntakeNotes notes)
{
    private const int Day = 1, FirstValue = 2;
    private const int FirstYear = 1970, LastYear = 2199;

    /// <summary>Null where the row is so wrong that there is no day; its faults are told then.</summary>
    public Nem12Day? Read(Nem12Channel channel)
    {
        var count = channel.ValuesOfDay;
        if (!DateOnly.TryParseExact(rows.Text(Day), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < FirstYear or > LastYear)
            return Refused(Error.Invalid("intake.nem12_bad_day", rows.Shown(Day)), Day);
        if (clock.BeginningOf(date) is not { } start) return Refused(Error.Invalid("intake.nem12_clock_change", date, profile.Stamps.Zone), Day);
        var flag = FirstValue + count;
        if (!MdffQuality.IsMethod(rows[flag]))
        {
            var found = ValuesFound();
            if (found == 0) return Refused(Error.Invalid("intake.nem12_no_values", rows.Shown(FirstValue)), FirstValue);
            if (found != count) return Refused(Error.Invalid("intake.nem12_values", found, count, channel.Minutes), FirstValue + Math.Min(found, count));
        }
        if (MdffQuality.Of(rows[flag], rows[flag + 1]) is not { } quality)
            return Refused(Error.Invalid("intake.nem12_bad_quality", rows.Shown(flag), rows.Shown(flag + 1)), flag);
        var day = new Nem12Day(channel, date, start, rows.Line, quality);
        if (!day.TryFlag(0, count, quality)) return Refused(Error.Invalid("intake.too_many_flags", channel.Name), flag);
        ReadValues(day);
        if (!quality.Varies && day.FirstEmpty(0, count) is { } empty)
        {
            Refused(Error.Invalid("intake.nem12_no_value", empty + 1, quality.Mark), FirstValue + empty);
            day.Fail();
        }
        return day;
    }

    private Nem12Day? Refused(Error error, int field)
    {
        errors.Add(rows.Placed(error, field));
        return null;
    }

    /// <summary>Fields before the first that looks like a quality method: what a writer with another interval length would have meant.</summary>
    private int ValuesFound()
    {
        for (var field = FirstValue; field < rows.FieldCount; field++)
            if (MdffQuality.IsMethod(rows[field])) return field - FirstValue;
        return rows.FieldCount - FirstValue;
    }

    private void ReadValues(Nem12Day day)
    {
        for (var i = 0; i < day.Microjoules.Length; i++)
        {
            var cell = rows[FirstValue + i];
            if (cell.IsEmpty) day.Microjoules[i] = Nem12Day.None;
            else if (DecimalEnergy.Parse(cell, day.Channel.MicrojoulesOfUnit, profile.Values.Multiplier, out var energy) is not AmountFault.None and var fault)
                Fail(day, i, AmountErrors.Of(fault, rows.Shown(FirstValue + i), day.Channel.Name));
            else if (energy < 0) Negative(day, i);
            else day.Microjoules[i] = energy;
        }
    }

    private void Negative(Nem12Day day, int i)
    {
        var name = day.Channel.Name;
        var text = rows.Shown(FirstValue + i);
        switch (profile.Values.Negative)
        {
            case NegativeValues.Refuse:
                Fail(day, i, Error.Invalid("intake.amount_negative", text, name));
                break;
            case NegativeValues.Zero:
                notes.Add(rows.Placed(Error.Invalid("intake.negative_as_zero", name, text), FirstValue + i));
                break;
            default:
                notes.Add(rows.Placed(Error.Invalid("intake.negative_as_missing", name, text), FirstValue + i));
                day.Microjoules[i] = Nem12Day.Dropped;
                break;
        }
    }

    private void Fail(Nem12Day day, int i, Error error)
    {
        day.Fail();
        if (!errors.OnlyCounts()) errors.Add(rows.Placed(error, FirstValue + i));
    }
}
