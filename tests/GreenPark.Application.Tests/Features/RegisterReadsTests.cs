using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>What registers showed: written down, taken from a file, withdrawn, never changed.</summary>
public sealed class RegisterReadsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Midnight in Shanghai.</summary>
    private static readonly DateTimeOffset First = new(2025, 12, 31, 16, 0, 0, TimeSpan.Zero), Next = First.AddDays(31);

    [Fact]
    public async Task A_read_is_recorded_once_withdrawn_with_a_reason_and_recorded_anew()
    {
        var world = await new MonthWorld(database).Build();
        (await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 7_000_123, " S1 ", "Read by Otto")).Value()).Number.ShouldBe(1);
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 8, "S1")).Fails("register.recorded_already");
        (await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 5, "S2")).Value()).Number.ShouldBe(2, "of the meter that came after it");
        await world.Send(new WithdrawRegisterRead(world.Park, world.Microgrid, "MP-F", 1, " ")).Fails("field.missing");
        await world.Send(new WithdrawRegisterRead(world.Park, world.Microgrid, "MP-F", 1, "A digit too many")).Value();
        await world.Send(new WithdrawRegisterRead(world.Park, world.Microgrid, "MP-F", 1, "again")).Fails("register.withdrawn_already");
        await world.Send(new WithdrawRegisterRead(world.Park, world.Microgrid, "MP-F", 9, "none")).Fails("register.not_found");
        (await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 700_012, "S1")).Value()).Number.ShouldBe(3);

        var reads = (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Items;
        reads.Select(x => (x.Number, x.RegisterWh, x.Serial, x.Counts)).ShouldBe([(3, 700_012, "S1", true), (2, 5, "S2", true), (1, 7_000_123, "S1", false)]);
        (reads[2].Note, reads[2].By, reads[2].Withdrawn!.Reason, reads[2].Withdrawn!.By).ShouldBe(("Read by Otto", "Otto", "A digit too many", "Otto"));
        (await database.Look(db => db.AuditRecords.CountAsync(x => x.ParkId == world.ParkId && x.Action == nameof(WithdrawRegisterRead)))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_several_who_record_the_same_read_at_once_one_does()
    {
        var world = await new MonthWorld(database).Build();
        var results = await Task.WhenAll(Enumerable.Range(1, 6).Select(x => Task.Run(() => world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, x)))));
        results.Count(x => x.IsSuccess).ShouldBe(1);
        results.Where(x => x.IsFailure).ShouldAllBe(x => x.FirstError.Code == "register.recorded_already");
        (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_lies_where_an_interval_begins_and_not_in_the_future()
    {
        var world = await new MonthWorld(database).Build();
        (await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First.AddMinutes(15), 1)).Fails("register.off_grid")).Field.ShouldBe("At");
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First.AddTicks(1), 1)).Fails("register.off_grid");
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), 1)).Fails("register.in_the_future");
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", default, -1)).Fails("field.out_of_range");
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-NONE", First, 1)).Fails("metering.not_found");
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 1), People.VerifierOf(world.ParkId)).Fails("user.not_allowed");
        await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F"), People.Of(world.ParkId, world.Forge)).Fails("user.not_allowed");
    }

    [Fact]
    public async Task A_NEM13_file_is_taken_whole_with_its_name_hash_and_factor_and_a_second_time_without_effect()
    {
        var world = await new MonthWorld(database).Build();
        // the second row begins where the first ends; quantities are 80 times the steps
        var file = Nem13(Row("E1", "E", "100.5", "110.5", quantity: "800"), Row("E1", "E", "110.5", "112", from: "20260201020000", to: "20260301020000", quantity: "120", method: "E64"), Row("Q1", "E", "1", "2", unit: "kVArh"));
        var taken = await Import(world, file, ("NMI-E1", "MP-F"), ("NMI-Q1", null)).Value();
        (taken.Recorded, taken.Known).ShouldBe((3, 0));
        taken.PassedOver.ShouldBe(["NMI-Q1"]);
        var reads = (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Items;
        reads.Select(x => (x.At, x.RegisterWh, x.Mark, x.Counts)).ShouldBe([(Next.AddDays(28).UtcDateTime, 8_960_000, "E64", false), (Next.UtcDateTime, 8_840_000, "A", true), (First.UtcDateTime, 8_040_000, "A", true)]);
        reads.ShouldAllBe(x => x.Factor == 80 && x.Serial == "S1" && x.Channel == "NMI-E1" && x.File == "registers.csv" && x.Sha256.Length == 64);

        var again = await Import(world, file, ("NMI-E1", "MP-F")).Value();
        (again.Recorded, again.Known).ShouldBe((0, 3));
        (await Import(world, Nem13(Row("E1", "E", "100.5", "111", quantity: "840")), ("NMI-E1", "MP-F")).Fails("register.differs")).Place!.Value.Line.ShouldBe(2);
        (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Total.ShouldBe(3);
    }

    [Fact]
    public async Task A_NEM13_file_with_a_fault_leaves_nothing_behind()
    {
        var world = await new MonthWorld(database).Build();
        await Refused("intake.mdff_no_header", "interval_start,MP-F\n"u8.ToArray());
        await Refused("register.no_channel", Nem13(Row("E2", "E", "1", "2")));
        await Refused("register.other_direction", Nem13(Row("E1", "I", "1", "2")));
        await Refused("register.several_registers", Nem13(Row("E1", "E", "1", "2"), Row("E1", "E", "3", "4", register: "02")));
        await Refused("register.no_energy", Nem13(Row("E1", "E", "1", "2", unit: "kVArh")));
        await Refused("register.not_whole_wh", Nem13(Row("E1", "E", "1.00005", "2")));
        await Refused("register.quantity_differs", Nem13(Row("E1", "E", "1", "3", quantity: "3")));
        await Refused("register.contradicts_itself", Nem13(Row("E1", "E", "1", "2"), Row("E1", "E", "3", "4", from: "20260201020000", to: "20260301020000")));
        await Refused("register.off_grid", Nem13(Row("E1", "E", "1", "2", from: "20260101021500")));
        await Refused("register.in_the_future", Nem13(Row("E1", "E", "1", "2", to: "20300201020000")));
        await Import(world, Nem13(Row("E1", "E", "1", "2")), ("NMI-E1", "MP-NONE")).Fails("metering.not_found");
        await world.Send(new ImportRegisterReads(world.Park, world.Microgrid, "registers.csv", Nem13(Row("E1", "E", "1", "2")), Zone: "Nowhere")).Fails("intake.unknown_zone");
        (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Total.ShouldBe(0);

        Task Refused(string code, byte[] file) => Import(world, file, ("NMI-E1", "MP-F")).Fails(code);
    }

    [Fact]
    public async Task What_a_step_stands_for_is_told_by_the_file_or_by_reads_on_record_and_never_assumed()
    {
        var world = await new MonthWorld(database).Build();
        // the meter stands behind transformers of 40; without use its file does not tell
        var idle = Nem13(Row("E1", "E", "100", "100"));
        var untold = await Take(idle);
        untold.Recorded.ShouldBe(0);
        untold.WithoutFactor.ShouldBe([new ImportRegisterReads.OfMeter("NMI-E1", "S1", 2)]);
        (await Take(Nem13(Row("E1", "E", "100", "110", from: "20260201020000", to: "20260301020000", quantity: "400")))).Recorded.ShouldBe(2);
        var told = await Take(idle);
        (told.Recorded, told.Known, told.WithoutFactor.Count).ShouldBe((1, 1, 0));
        // a roll-over does not tell either
        (await Take(Nem13(Row("E1", "E", "110", "2", from: "20260301020000", to: "20260302020000", quantity: "160")))).Recorded.ShouldBe(1);
        var reads = (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Items;
        reads.Select(x => (x.RegisterWh, x.Factor)).ShouldBe([(80_000, 40), (4_400_000, 40), (4_000_000, 40), (4_000_000, 40)]);

        async Task<ImportRegisterReads.Taken> Take(byte[] file) => await Import(world, file, ("NMI-E1", "MP-F")).Value();
    }

    [Fact]
    public async Task What_a_typed_read_says_tells_no_factor()
    {
        var world = await new MonthWorld(database).Build();
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 4_000_000, "S1")).Value();
        (await Import(world, Nem13(Row("E1", "E", "100", "100")), ("NMI-E1", "MP-F")).Value()).Recorded.ShouldBe(0);
    }

    [Fact]
    public async Task A_guess_stands_in_no_reads_way()
    {
        var world = await new MonthWorld(database).Build();
        var guess = Nem13(Row("E1", "E", "100", "110", method: "E64"));
        (await Import(world, guess, ("NMI-E1", "MP-F")).Value()).Recorded.ShouldBe(2);
        // the next file has the actual read, which is another figure
        var actual = Nem13(Row("E1", "E", "100", "109"), Row("E1", "E", "109", "109.5", from: "20260201020000", to: "20260301020000", method: "E64"));
        var taken = await Import(world, actual, ("NMI-E1", "MP-F")).Value();
        (taken.Recorded, taken.Known).ShouldBe((2, 1));
        var again = await Import(world, guess, ("NMI-E1", "MP-F")).Value();
        (again.Recorded, again.Known).ShouldBe((0, 2));
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", Next.AddDays(28), 109_400, "S1")).Value();
        var reads = (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Items;
        reads.Where(x => x.Counts).Select(x => (x.At, x.RegisterWh)).ShouldBe([(Next.AddDays(28).UtcDateTime, 109_400), (Next.UtcDateTime, 109_000), (First.UtcDateTime, 100_000)]);
        reads.Where(x => !x.Counts).Select(x => x.RegisterWh).ShouldBe([109_500, 110_000]);
    }

    [Fact]
    public async Task Of_a_guess_and_a_read_in_one_file_the_read_is_taken()
    {
        var world = await new MonthWorld(database).Build();
        var file = Nem13(Row("E1", "E", "100", "110", method: "E64"), Row("E1", "E", "109", "120", from: "20260201020000", to: "20260301020000"));
        (await Import(world, file, ("NMI-E1", "MP-F")).Value()).Recorded.ShouldBe(3);
        (await world.Send(new ListRegisterReads(world.Park, world.Microgrid, "MP-F")).Value()).Items.Select(x => (x.RegisterWh, x.Counts)).ShouldBe([(120_000, true), (109_000, true), (100_000, true)]);
    }

    [Fact]
    public async Task A_read_without_a_serial_number_is_the_one_of_the_meter_that_was_read_then()
    {
        var world = await new MonthWorld(database).Build();
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 100_000)).Value();
        var twice = await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", First, 100_001, "S1")).Fails("register.recorded_already");
        ErrorResources.Texts.Text(twice, CultureInfo.GetCultureInfo("en")).ShouldContain("at 2026-01-01 00:00 +08:00 read 1");
        var taken = await Import(world, Nem13(Row("E1", "E", "100", "110")), ("NMI-E1", "MP-F")).Value();
        (taken.Recorded, taken.Known).ShouldBe((1, 1));
        await world.Send(new RecordRegisterRead(world.Park, world.Microgrid, "MP-F", Next, 110_001)).Fails("register.recorded_already");
        await Import(world, Nem13(Row("E1", "E", "101", "110")), ("NMI-E1", "MP-F")).Fails("register.differs");
    }

    private static Task<Result<ImportRegisterReads.Taken>> Import(MonthWorld world, byte[] file, params (string Channel, string? Point)[] channels) =>
        world.Send(new ImportRegisterReads(world.Park, world.Microgrid, "registers.csv", file, channels.ToDictionary(x => x.Channel, x => x.Point)));

    /// <summary>Times are the market's, ten hours ahead: two hours ahead of Shanghai. Without a quantity it is the registers' difference.</summary>
    private static string Row(
        string suffix, string direction, string before, string after, string from = "20260101020000", string to = "20260201020000", string register = "01", string? quantity = null, string unit = "kWh", string method = "A") =>
        $"250,NMI,E1Q1,{register},{suffix},{suffix},S1,{direction},{before},{from},A,,,{after},{to},{method},,,{quantity ?? Difference(before, after)},{unit},,20260302000000,";

    private static string Difference(string before, string after) => (decimal.Parse(after, CultureInfo.InvariantCulture) - decimal.Parse(before, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);

    private static byte[] Nem13(params string[] rows) => Encoding.ASCII.GetBytes($"100,NEM13,202603020000,MDP1,RETAILER1\n{string.Join('\n', rows)}\n900\n");
}
