using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>The sample files: the whole ones to the Wh, each of the invalid ones refused for what is wrong with it.</summary>
public sealed class Nem12FileTests
{
    [Fact]
    public void Every_whole_file_gives_the_figures_of_the_independent_script()
    {
        var read = 0;
        foreach (var name in MeterFormats.Expected().Where(n => n.StartsWith("nem12/unzipped/", StringComparison.Ordinal)))
        {
            Nem12Intake.Read(MeterFormats.Read(name), name, MeterFormats.Nem12).Value.ShouldBeAsExpected(name);
            read++;
        }
        read.ShouldBe(10);
    }

    [Fact]
    public void The_folder_has_no_file_that_is_not_looked_at() =>
        MeterFormats.Names("nem12/unzipped").Where(n => !n.Contains("NEM13", StringComparison.Ordinal))
            .ShouldBe(MeterFormats.Expected().Where(n => n.StartsWith("nem12/unzipped/", StringComparison.Ordinal)), ignoreOrder: true);

    /// <summary>The first fault of each, and how many there are.</summary>
    private static readonly Dictionary<string, (string First, int Count)> Invalid = new()
    {
        // 48 values under a 200 row of 15 minutes, which has 96
        ["Example_NEM12_15min_200_30min_300.csv"] = ("3:195 intake.nem12_values", 1),
        // 96 values as the 200 row says, and 400 rows for 48
        ["Example_NEM12_15min_200_30min_400.csv"] = ("5: intake.nem12_event_gap", 1),
        // 96 values under a 200 row of 30 minutes, which has 48
        ["Example_NEM12_30min_200_15min_300.csv"] = ("3:195 intake.nem12_values", 1),
        ["Example_NEM12_30min_200_15min_400.csv"] = ("3:195 intake.nem12_values", 1),
        // a 100 and a 900 row, nothing between
        ["Example_NEM12_empty.csv"] = ("2: intake.nem12_no_data", 1),
        // a day of flags without its values
        ["Example_NEM12_incomplete_interval.csv"] = ("3:14 intake.nem12_no_values", 1),
        // an empty line where the 100 row belongs
        ["Example_NEM12_missing_header.csv"] = ("1:1 intake.mdff_no_header", 1),
        ["Example_NEM12_powercor.csv"] = ("1:1 intake.mdff_no_header", 1),
        ["Example_NEM12_powercor_missing_fields.csv"] = ("1:1 intake.mdff_no_header", 1),
        ["Example_NEM12_powercor.csv.zip"] = ("1:1 intake.mdff_no_header", 1),
        ["Example_empty_file.csv"] = (": intake.empty", 1),
    };

    [Fact]
    public void Every_invalid_file_is_refused_for_what_is_wrong_with_it()
    {
        var names = MeterFormats.Names("nem12/invalid").ToArray();
        names.Select(Path.GetFileName).ShouldBe(Invalid.Keys, ignoreOrder: true);
        foreach (var name in names)
        {
            var result = Read(MeterFormats.Read(name), name);
            result.IsFailure.ShouldBeTrue(name);
            MeterFormats.Faults(result)[0].ShouldBe(Invalid[Path.GetFileName(name)].First, name);
            result.ErrorCount.ShouldBe(Invalid[Path.GetFileName(name)].Count, name);
            result.FirstError.Place!.Value.File!.ShouldStartWith(name);
        }
    }

    private static Result<IntakeFile> Read(byte[] bytes, string name) => IntakeArchive.IsZip(bytes)
        ? IntakeArchive.Read(bytes, name, (file, of) => Nem12Intake.Read(file, of, MeterFormats.Nem12))
        : Nem12Intake.Read(bytes, name, MeterFormats.Nem12);

    [Fact]
    public void Register_reads_are_a_file_of_their_own_and_no_readings()
    {
        var bytes = MeterFormats.Read("nem12/unzipped/Example_NEM13_consumption_data.csv");
        var read = Nem13Intake.Read(bytes, "c.csv").Value.Reads.ShouldHaveSingleItem();
        (read.Channel, read.Register, read.MeterSerial, read.Direction, read.Unit, read.Line).ShouldBe(("VABC005890-11", "1", "METSER123", "E", "kWh", 2));
        read.Previous.ShouldBe(new RegisterStand(6342.8m, new DateTimeOffset(2003, 10, 5, 9, 30, 55, TimeSpan.FromHours(10)).ToUnixTimeSeconds(), "A"));
        read.Current.ShouldBe(new RegisterStand(7654.9m, new DateTimeOffset(2004, 1, 7, 10, 3, 33, TimeSpan.FromHours(10)).ToUnixTimeSeconds(), "A"));
        read.Quantity.ShouldBe(1312.1m);
        (read.Current.Value - read.Previous.Value).ShouldBe(read.Quantity!.Value);

        MeterFormats.Faults(Nem12Intake.Read(bytes, "c.csv", MeterFormats.Nem12)).ShouldBe(["1:5 intake.nem13_registers"]);
    }

    [Fact]
    public void Forward_estimates_keep_their_method()
    {
        var reads = Nem13Intake.Read(MeterFormats.Read("nem12/unzipped/Example_NEM13_forward_estimate.csv"), "f.csv").Value.Reads;
        reads.Select(r => (r.Channel, r.Current.Mark, r.Quantity)).ShouldBe([("VDEF005890-11", "E64", 111m), ("VDEF005890-41", "E64", 65m)]);
    }
}
