using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Files that broke on their way: whatever bytes change, a reader answers with a file or with faults, soon and within bounds.</summary>
public sealed class IntakeMutationTests
{
    private const int Seed = 20_240_101, Rounds = 120;
    private const long MostAllocated = 256L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string?> Taken = new()
    {
        ["CCCC123456-E1"] = "MP-1", ["VABD000163-E1"] = "MP-2", ["UsagePoint/01/MeterReading/01"] = "MP-3", ["A"] = "MP-4", ["C123-E1"] = "MP-5", ["NCDE001111-E1"] = "MP-6",
    };

    [Theory]
    [InlineData("nem12/unzipped/Example_NEM12_multiple_quality.csv")]
    [InlineData("nem12/unzipped/Example_NEM12_multiple_meters.csv")]
    [InlineData("nem12/unzipped/Example_NEM12_actual_interval.csv")]
    [InlineData("nem12/Example_different_intervals.zip")]
    public void Nem12(string name) => Mutate(MeterFormats.Read(name), bytes => IntakeReader.Read(bytes, name, MeterFormats.Nem12 with { Channels = Taken }));

    [Theory]
    [InlineData("nem12/unzipped/Example_NEM13_forward_estimate.csv")]
    [InlineData("nem12/unzipped/Example_NEM13_consumption_data.csv")]
    public void Nem13(string name) => Mutate(MeterFormats.Read(name), bytes => Nem13Intake.Read(bytes, name));

    [Fact]
    public void GreenButton()
    {
        const string name = "greenbutton/sample_greenbutton_data.xml";
        Mutate(MeterFormats.Read(name), bytes => IntakeReader.Read(bytes, name, MeterFormats.GreenButton with { Channels = Taken }));
    }

    [Fact]
    public void Workbooks()
    {
        var profile = new ImportProfile { Format = IntakeFormat.WideXlsx, Channels = Taken };
        var rows = Enumerable.Range(0, 40).Select(i => Workbook.Number($"{45292 + i}") + "<c><f>1+1</f><v>2</v></c>");
        Mutate(Workbook.Of([Workbook.Texts("time", "A"), .. rows]), bytes => IntakeReader.Read(bytes, "w.xlsx", profile));
    }

    /// <summary>Inside a workbook the checksums hold and the parts are wrong: what a careless or hostile writer makes.</summary>
    [Fact]
    public void Parts_of_workbooks()
    {
        var profile = new ImportProfile { Format = IntakeFormat.WideXlsx, Channels = Taken };
        var xml = Encoding.UTF8.GetBytes(Workbook.Rows(Workbook.Texts("time", "A"), Workbook.Number("45292") + "<c t=\"s\" r=\"B2\"><v>0</v></c>"));
        Mutate(xml, bytes => IntakeReader.Read(
            new Workbook { Shared = ["<t>7</t>"], Sheets = [("Data", Encoding.Latin1.GetString(bytes.Span))] }.Bytes(), "w.xlsx", profile));
    }

    private static void Mutate<T>(byte[] file, Func<ReadOnlyMemory<byte>, Result<T>> read)
    {
        var random = new Random(Seed);
        read(file).IsSuccess.ShouldBeTrue();
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutated(file, random);
            var work = Task.Run(() =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var result = read(bytes);
                return (result.IsFailure, Allocated: GC.GetAllocatedBytesForCurrentThread() - before);
            });
            work.Wait(Longest, TestContext.Current.CancellationToken).ShouldBeTrue($"round {round} of seed {Seed} hangs");
            work.Result.Allocated.ShouldBeLessThan(MostAllocated, $"round {round} of seed {Seed}");
            if (work.Result.IsFailure) refused++;
        }
        refused.ShouldBeGreaterThan(Rounds / 4);   // the mutations do harm
    }

    private static byte[] Mutated(byte[] file, Random random)
    {
        var bytes = file.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, ",\n\r\"<>&0-.EV9"u8.ToArray().OrderBy(_ => random.Next())); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }
}
