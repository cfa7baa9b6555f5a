using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Results;
using GreenPark.Engine.Tests.Metering;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Failing;

/// <summary>Damaged files never crash the engine: they are refused with an error that has a text, or they still are sound.</summary>
public sealed class MutationTests
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("zh-Hans")];
    private static readonly byte[] Readings = Encoding.UTF8.GetBytes(SmallPark.Text(SmallPark.Lines()));

    [Fact]
    public void A_damaged_park_file_is_refused_or_sound() => Each(1_500, random => Try(Damaged(SmallPark.Bytes, random), Readings));

    [Fact]
    public void A_damaged_readings_file_is_refused_or_sound() => Each(1_500, random => Try(SmallPark.Bytes, Damaged(Readings, random)));

    private static void Try(byte[] park, byte[] readings)
    {
        var run = FileRun.Of(park, [("readings.csv", readings)]);
        foreach (var error in run.Errors)
            foreach (var language in Languages)
                new ErrorTexts(ErrorTexts.Engine).Text(error, language).ShouldNotBe(error.Code);
        if (run.IsSuccess) ResultFiles.All(run.Value, new InputHashes("", [])).Count().ShouldBe(3 + run.Value.Series.Sources.Length);   // a source may be split into two by what was inserted
    }

    private static byte[] Damaged(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"0123456789.,-+eE{}[]\":;\n\r\t "[random.Next(27)]; break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, Enumerable.Repeat((byte)"9-0,\"[{"[random.Next(7)], random.Next(1, 90))); break;
            }
            if (bytes.Count == 0) break;
        }
        return [.. bytes];
    }

    private static void Each(int times, Action<Random> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            property(new Random(seed));
            return true;
        }));
}
