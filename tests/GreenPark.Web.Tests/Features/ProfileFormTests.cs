using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using GreenPark.Web.Features.Metering;

namespace GreenPark.Web.Tests.Features;

public class ProfileFormTests
{
    private static readonly ImportProfile Every = new()
    {
        Format = IntakeFormat.LongCsv,
        IntervalMinutes = 30,
        Text = new TextLayout { Encoding = "gb18030", Delimiter = '\t', DecimalMark = ',', ThousandsSeparator = '\u00A0', HeaderLine = 3, Sheet = "Data" },
        Stamps = new StampLayout { Columns = ["Day", "Time"], Patterns = ["dd.MM.yyyy HH:mm", "iso"], At = StampAt.End, Midnight = Midnight.EndsDay, Zone = "Europe/Berlin" },
        Values = new ValueLayout
        {
            Kind = ValueKind.Register, Unit = "MWh", Multiplier = 80.5m, Sentinels = ["-99", "n/a"], Negative = NegativeValues.Zero, RegisterDigits = 6,
            ChannelColumn = "Meter", ValueColumn = "Reading", SerialColumn = "Serial", FlagColumn = "Flag", Flags = new Dictionary<string, string> { ["A"] = "M", ["x=y"] = "-" },
        },
        Channels = new Dictionary<string, string?> { ["Hall 1"] = "MP-F", ["Wind (m/s)"] = null },
    };

    [Fact]
    public void Every_field_of_a_profile_comes_back()
    {
        var json = System.Text.Encoding.UTF8.GetString(ImportProfileJson.Write(Every));
        var form = ProfileForm.OfJson(json);
        form.Missing().ShouldBeEmpty();
        form.ToJson().ShouldBe(json);
        var preset = System.Text.Encoding.UTF8.GetString(ImportProfileJson.Write(new ImportProfile { Format = IntakeFormat.Nem12, IntervalMinutes = 0 }));
        ProfileForm.OfJson(preset).ToJson().ShouldBe(preset);
    }

    [Fact]
    public void What_was_asked_is_missing_until_it_is_answered()
    {
        var form = ProfileForm.Of(Every);
        form.Ask([Error.Invalid("intake.ask_zone", "+08:00").In("stamps.zone"), Error.Invalid("intake.ask_unit", "A").In("values.unit"), Error.Invalid("intake.ask_pattern", "?", 7).In("stamps.patterns")]);
        form.Missing().Select(x => x.Field).ShouldBe(["zone", "unit"]);
        (form.Zone, form.Unit) = ("+08:00", "kWh");
        form.Missing().ShouldBeEmpty();
    }

    [Fact]
    public void A_column_that_stays_keeps_its_metering_point()
    {
        var form = ProfileForm.Of(Every);
        form.ChannelNames = "Hall 1\nHall 2";
        form.Channels.ShouldBe(new Dictionary<string, string?> { ["Hall 1"] = "MP-F", ["Hall 2"] = null });
    }
}
