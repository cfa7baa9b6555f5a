using GreenPark.Fuzz;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>A few seconds of <c>tests/GreenPark.Fuzz</c>, always the same ones; the program itself runs as long as one likes.</summary>
public sealed class FuzzTests
{
    private const long Seed = 20_261_121;
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    [Fact]
    public void Damaged_files_are_refused_or_read_as_plain_code_reads_them()
    {
        var fuzzer = new Fuzzer(Targets.All(), Seed);
        fuzzer.Run(8_000, Most);
        fuzzer.Failures.Select(f => $"{f.Target}, case {f.Case}: {f.Reason}").ShouldBeEmpty();
        fuzzer.Cases.ShouldBe(8_000);
        // the damage is such that both happen
        fuzzer.Tallies.ShouldAllBe(t => t.Value.Refusals.Count > 0 || t.Key.StartsWith("suggest"));
        fuzzer.Tallies.ShouldAllBe(t => t.Value.Taken > 0);
    }

    [Fact]
    public void A_seed_and_a_number_always_make_the_same_file()
    {
        foreach (var target in Targets.All())
            Mutator.Mutated(target, new Random(7)).ShouldBe(Mutator.Mutated(target, new Random(7)), target.Name);
    }

    public static TheoryData<string> Faults => ["crash", "memory", "total", "hang"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_goes_wrong_is_seen(string fault)
    {
        var right = new Readings();
        right.Add("A", 0, 1);
        var target = new FuzzTarget("t", 1, "a,b\n1,2\n"u8.ToArray(), bytes => Wrong(bytes, fault), _ => right);
        var fuzzer = new Fuzzer([target], Seed) { Longest = TimeSpan.FromSeconds(2) };
        fuzzer.Run(10, Most);
        fuzzer.Failures[0].Reason.ShouldStartWith(fault == "hang" ? "longer than 2 s" : $"{(fuzzer.Failures[0].Case < 0 ? "undamaged: " : "")}{fault}: ");
    }

    private static Outcome Wrong(byte[] bytes, string fault)
    {
        var readings = new Readings();
        readings.Add("A", 0, fault == "total" ? 2 : 1);
        if (fault == "crash") throw new InvalidOperationException($"{bytes.Length}");
        if (fault == "memory") GC.KeepAlive(new byte[64 << 20]);
        if (fault == "hang") Thread.Sleep(Timeout.Infinite);
        return new Outcome(null, readings);
    }
}
