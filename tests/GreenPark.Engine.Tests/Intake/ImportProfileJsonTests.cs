using System.Text;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

public sealed class ImportProfileJsonTests
{
    private static readonly ImportProfile Full = new()
    {
        Format = IntakeFormat.LongXlsx,
        IntervalMinutes = 30,
        Text = new() { Encoding = "gb18030", Delimiter = '\t', DecimalMark = ',', ThousandsSeparator = '\u00A0', HeaderLine = 3, Sheet = "电表" },
        Stamps = new() { Columns = ["日期", "时间"], Patterns = ["yyyy/M/d HH:mm", "iso"], At = StampAt.End, Midnight = Midnight.EndsDay, Zone = "Asia/Shanghai" },
        Values = new()
        {
            Kind = ValueKind.Register, Unit = "MWh", Multiplier = 0.000080m, Sentinels = ["-99", "—"], Negative = NegativeValues.Missing, RegisterDigits = 6,
            ChannelColumn = "表", ValueColumn = "示数", SerialColumn = "表号", FlagColumn = "标记", Flags = new Dictionary<string, string> { ["估"] = "E", [""] = "-" },
        },
        Channels = new Dictionary<string, string?> { ["一号 \"主\""] = "IMP", ["temp"] = null },
    };

    [Fact]
    public void A_profile_comes_back_as_it_was_written()
    {
        var json = ImportProfileJson.Write(Full);
        var back = ImportProfileJson.Read(json, "p.json").Value;
        ImportProfileJson.Write(back).ShouldBe(json);
        back.Text.ShouldBe(Full.Text);
        back.Stamps.Patterns.ShouldBe(Full.Stamps.Patterns);
        back.Stamps.Columns.ShouldBe(Full.Stamps.Columns);
        (back.Stamps.At, back.Stamps.Midnight, back.Stamps.Zone, back.IntervalMinutes, back.Format).ShouldBe((StampAt.End, Midnight.EndsDay, "Asia/Shanghai", 30, IntakeFormat.LongXlsx));
        back.Values.Multiplier.ShouldBe(0.00008m);
        back.Values.Flags.ShouldBe(Full.Values.Flags, ignoreOrder: true);
        back.Channels.ShouldBe(Full.Channels, ignoreOrder: true);
    }

    [Theory]
    [InlineData("\"multiplier\":\"0.00008\"", "\"multiplier\":\"0.000080\"", "values.multiplier")]
    [InlineData("\"multiplier\":\"0.00008\"", "\"multiplier\":\"0\"", "values.multiplier")]
    [InlineData("\"multiplier\":\"0.00008\"", "\"multiplier\":\"0.0000001\"", "values.multiplier")]
    [InlineData("\"multiplier\":\"0.00008\"", "\"multiplier\":8", "values.multiplier")]
    [InlineData("\"unit\":\"MWh\"", "\"unit\":\"kW\"", "values.unit")]
    [InlineData("\"unit\":\"MWh\"", "\"unit\":\"GWh\"", "values.unit")]
    [InlineData("\"registerDigits\":6", "\"registerDigits\":16", "values.registerDigits")]
    [InlineData("\"估\":\"E\"", "\"估\":\"Q\"", "values.flags.估")]
    [InlineData("\"zone\":\"Asia/Shanghai\"", "\"zone\":\"Asia/Atlantis\"", "stamps.zone")]
    [InlineData("\"zone\":\"Asia/Shanghai\"", "\"zone\":\"+8:00\"", "stamps.zone")]
    [InlineData("\"yyyy/M/d HH:mm\"", "\"yyyy/M/d\"", "stamps.patterns[0]")]
    [InlineData("\"yyyy/M/d HH:mm\"", "\"yyyy/M/d HH:MM\"", "stamps.patterns[0]")]
    [InlineData("\"decimalMark\":\",\"", "\"decimalMark\":\"٫\"", "text.decimalMark")]
    [InlineData("\"delimiter\":\"\\t\"", "\"delimiter\":\".\"", "text.delimiter")]
    [InlineData("\"delimiter\":\"\\t\"", "\"delimiter\":\"7\"", "text.delimiter")]
    [InlineData("\"delimiter\":\"\\t\"", "\"delimiter\":\"::\"", "text.delimiter")]
    [InlineData("\"encoding\":\"gb18030\"", "\"encoding\":\"utf-7\"", "text.encoding")]
    [InlineData("\"headerLine\":3", "\"headerLine\":0", "text.headerLine")]
    [InlineData("\"IMP\"", "\"I P\"", "channels.一号 \"主\"")]
    [InlineData("\"IMP\"", "7", "channels.一号 \"主\"")]
    [InlineData("\"intervalMinutes\":30", "\"intervalMinutes\":0", "intervalMinutes")]
    [InlineData("\"file\":\"longXlsx\"", "\"file\":\"xml\"", "file")]
    public void A_fault_is_told_with_its_path(string found, string replaced, string path)
    {
        var json = Encoding.UTF8.GetString(ImportProfileJson.Write(Full));
        json.ShouldContain(found);
        var read = ImportProfileJson.Read(Encoding.UTF8.GetBytes(json.Replace(found, replaced)), "p.json");
        read.Errors.Select(e => (e.Code, e.Args[0], e.Place?.File)).ShouldContain(("evidence.property_wrong", path, "p.json"));
    }

    [Fact]
    public void Nothing_may_be_missing_unknown_or_in_another_form()
    {
        var json = Encoding.UTF8.GetString(ImportProfileJson.Write(Full));
        Code(json.Replace("\"at\":\"end\",", "")).ShouldBe("evidence.property_missing");
        Code(json.Replace("\"at\":\"end\",", "\"at\":\"end\",\"by\":1,")).ShouldBe("evidence.property_unknown");
        Code(json + "\n").ShouldBe("evidence.not_canonical");
        Code(json.Replace("profile/1", "profile/2")).ShouldBe("evidence.format_unknown");

        static string Code(string text) => ImportProfileJson.Read(Encoding.UTF8.GetBytes(text), "p.json").FirstError.Code;
    }
}
