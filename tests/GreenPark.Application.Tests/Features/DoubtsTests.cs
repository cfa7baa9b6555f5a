using System.Text;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>Findings keep readings out of estimates, but those they mean and no others, and no longer than they are as they were.</summary>
public sealed class DoubtsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February;

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public async Task Generation_at_night_puts_no_day_in_doubt(int nights)
    {
        var world = await new MonthWorld(database).Build();
        var park = await world.Send(new GetPark(world.Park)).Value();
        await world.Send(new UpdatePark(world.Park, park.Version, park.Name, park.NameZh, park.ProvinceCode, park.Address, 31.230391m, 121.473702m)).Value();
        await Import(world, 1, (day, hour) => day == 15 && hour is >= 9 and < 14 ? "" : hour == 2 && day != 15 && day <= nights ? "25" : null);
        await Validated(world);
        var finding = (await world.Send(new ListFindings(world.Park, world.Microgrid, January)).Value()).Findings.Items.Where(x => x.Rule == "nightGeneration").ToList();
        finding.Count.ShouldBe(nights == 3 ? 3 : 1, "many are one");

        (await Gaps(world, "MP-PV")).ShouldHaveSingleItem().Method.ShouldBe("likeDay");
        // the night itself stays in doubt
        var night = await world.Send(new PreviewMethods(world.Park, world.Microgrid, "MP-PV", January.AddDays(1), 4, 4)).Value();
        night.Single(x => x.Mark == "GP/linear").WhyNot.ShouldNotBeNull().ShouldContain($"decide on finding #{finding[0].Number}");
    }

    [Fact]
    public async Task Where_doubts_leave_nothing_to_estimate_from_the_finding_is_named_and_an_approved_correction_lifts_them()
    {
        var world = await new MonthWorld(database).Build();
        // at noon of all Sundays, and beside the gap, the plant passes its capacity
        await Import(world, 1, (day, hour) => (day, hour) switch { (11, 12) => "", (11, 11 or 13) or (4 or 18 or 25, 12) => "9000", _ => null });
        await Validated(world);
        var gap = (await Gaps(world, "MP-PV")).ShouldHaveSingleItem();
        gap.Method.ShouldBeNull();
        var linear = gap.TriedBefore.Single(x => x.Method == "linear");
        linear.Reason.ShouldBe("InDoubt");
        var numbers = (await world.Send(new ListFindings(world.Park, world.Microgrid, January)).Value()).Findings.Items.Where(x => x.Rule == "aboveCapacity").Select(x => $"#{x.Number}").Order().ToList();
        numbers.Count.ShouldBe(5);
        linear.Text.ShouldContain($"in doubt: decide on finding {string.Join(", ", numbers)} first");
        linear.TextZh.ShouldContain(string.Join('、', numbers));
        gap.TriedBefore.Single(x => x.Method == "likeDay").Reason.ShouldBe("TooFewLikeDays", "a line comes first");

        var edit = await world.Send(new ProposeEdit(world.Park, world.Microgrid, "MP-PV", January.AddDays(10), [new(12, 900_000), new(14, 900_000)], "Read off the meter")).Value();
        (await Gaps(world, "MP-PV")).Single().Method.ShouldBeNull("nobody has approved it");
        await world.Send(new ApproveChange(world.Park, world.Microgrid, edit.Number, (await world.Send(new GetChange(world.Park, world.Microgrid, edit.Number)).Value()).Version)).Value();
        var filled = (await Gaps(world, "MP-PV")).Single();
        (filled.Method, filled.EnergyWh).ShouldBe(("linear", 900_000));
    }

    [Fact]
    public async Task An_accepted_finding_is_the_same_however_its_numbers_are_written()
    {
        var world = await new MonthWorld(database).Build();
        await Import(world, 2, (day, hour) => day == 9 && hour == 5 ? "90000" : null);
        await Validated(world);
        var spike = (await world.Send(new ListFindings(world.Park, world.Microgrid, January)).Value()).Findings.Items.Single(x => x.Rule == "spike");
        spike.Text.ShouldContain("usual at this time of day is 316.000 kWh, and more than");
        (await database.Look(db => db.ReadingFindings.Where(x => x.MicrogridId == db.Microgrids.First(m => m.ParkId == world.ParkId).Id && x.Number == spike.Number).Select(x => x.Extra).SingleAsync()))
            .ShouldBe("""[{"value":316000,"unit":"wh"}]""");
        await world.Send(new AcceptFinding(world.Park, world.Microgrid, spike.Number, spike.Version, "The furnace was tried")).Value();
        (await world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value()).Reopened.ShouldBe(0);
    }

    private static Task Validated(MonthWorld world) => world.Send(new ValidateReadings(world.Park, world.Microgrid, January)).Value();

    private static Task<IReadOnlyList<PreviewEstimates.OfGap>> Gaps(MonthWorld world, string point) => world.Send(new PreviewEstimates(world.Park, world.Microgrid, January, February, [point])).Value();

    /// <summary>January, with other cells of a column: kWh, or empty, or null for what is usual.</summary>
    private static Task Import(MonthWorld world, int column, Func<int, int, string?> other)
    {
        var lines = Encoding.ASCII.GetString(MonthWorld.Csv(January, February)).TrimEnd('\n').Split('\n');
        for (var i = 0; i < 31 * 24; i++)
        {
            var cells = lines[i + 1].Split(',');
            cells[column] = other(i / 24 + 1, i % 24) ?? cells[column];
            lines[i + 1] = string.Join(',', cells);
        }
        return world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"))).Value();
    }
}
