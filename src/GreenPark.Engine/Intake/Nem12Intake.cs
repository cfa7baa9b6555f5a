namespace GreenPark.Engine.Intake;

/// <summary>
/// Reads NEM12, the interval data of AEMO's Meter Data File Format: one 100 row, per channel a 200 row with one 300 row a day and 400
/// rows where flags vary over it, 500 rows of orders, one 900 row. Strict: a file that breaks the form is refused whole, with all its
/// faults. Days are in market time (+10:00 without clock changes) unless the profile names another zone. Rules after AEMO's Meter Data
/// File Format Specification NEM12 &amp; NEM13, v1.06, section 4: 1440 divided by the length values a day, the first ending one length after
/// midnight, none below zero, none with an exponent. Lengths are 5, 15 or 30 there; 10 and 60 are taken too.
/// </summary>
public static class Nem12Intake
{
    private const int HeaderVersion = 1;

    /// <param name="bytes">The file, in the encoding of the profile.</param>
    /// <param name="fileName">How messages name the file.</param>
    /// <param name="profile">Its zone, multiplier and rule for negative values hold; units and lengths are the file's own.</param>
    public static Result<IntakeFile> Read(ReadOnlyMemory<byte> bytes, string fileName, ImportProfile profile)
    {
        var opened = IntakeText.Open(bytes, profile.Text, fileName);
        if (!opened.TryGet(out var text)) return opened.To<IntakeFile>();
        if (FixedClock.Of(profile.Stamps.Zone) is not { } clock) return Error.Invalid("intake.unknown_zone", profile.Stamps.Zone).At(fileName);
        var rows = new MdffRows(text.Bytes, fileName);
        rows.Next();
        if (!rows[0].SequenceEqual("100"u8)) return rows.Placed(Error.Invalid("intake.mdff_no_header", "NEM12"), 0);
        if (rows[HeaderVersion].SequenceEqual("NEM13"u8)) return rows.Placed(Error.Invalid("intake.nem13_registers"), HeaderVersion);
        if (!rows[HeaderVersion].SequenceEqual("NEM12"u8))
            return rows.Placed(Error.Invalid("intake.mdff_other_version", rows.Shown(HeaderVersion), "NEM12"), HeaderVersion);
        return new Nem12Reader(rows, profile, clock).ReadAll();
    }
}
