using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Tests.Features;

/// <summary>Files of other meter systems: suggested, looked at as they are understood, taken whole by a profile that the park keeps.</summary>
public sealed class ReadingProfilesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Mean power at interval ends, day first, decimal comma, midnight with the day that ends.</summary>
    private static byte[] ForeignCsv(int days = 20)
    {
        var text = new StringBuilder("Zeit;Halle 1 (kW);Dach (kW)\r\n");
        for (var hour = 1; hour <= days * 24; hour++)
        {
            var (day, clock) = hour % 24 == 0 ? (hour / 24, "00:00") : (hour / 24 + 1, $"{hour % 24:00}:00");
            text.Append(CultureInfo.InvariantCulture, $"{day:00}.01.2026 {clock};12,5;{(hour % 24 is > 8 and < 16 ? "3,25" : "-")}\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static ImportProfile Foreign => new()
    {
        Format = IntakeFormat.WideCsv,
        IntervalMinutes = 60,
        Text = new TextLayout { Delimiter = ';', DecimalMark = ',' },
        Stamps = new StampLayout { Columns = ["Zeit"], Patterns = ["dd.MM.yyyy HH:mm"], At = StampAt.End, Midnight = Midnight.EndsDay, Zone = "+08:00" },
        Values = new ValueLayout { Kind = ValueKind.Power, Unit = "kW", Sentinels = ["-"] },
        Channels = new Dictionary<string, string?> { ["Halle 1 (kW)"] = "MP-F", ["Dach (kW)"] = "MP-PV" },
    };

    private static string Json(ImportProfile profile) => Encoding.UTF8.GetString(ImportProfileJson.Write(profile));

    [Fact]
    public async Task A_file_tells_how_it_is_read_and_asks_what_it_does_not_tell()
    {
        var world = await new MonthWorld(database).Build();
        var suggested = await world.Send(new SuggestReadingProfile(world.Park, world.Microgrid, "halle.csv", ForeignCsv())).Value();
        var profile = ReadProfile(suggested.Profile);
        (profile.Text.Delimiter, profile.Text.DecimalMark, profile.Values.Kind, profile.IntervalMinutes).ShouldBe((';', ',', ValueKind.Power, 60));
        profile.Stamps.Patterns.ShouldBe(["dd.MM.yyyy HH:mm"]);
        profile.Channels.Keys.ShouldBe(["Halle 1 (kW)", "Dach (kW)"], ignoreOrder: true);
        suggested.Columns.ShouldBe(["Zeit", "Halle 1 (kW)", "Dach (kW)"]);
        suggested.Reasons.ShouldNotBeEmpty();
        suggested.Questions.ShouldContain(x => x.Field == "stamps.zone");
    }

    [Fact]
    public async Task What_was_passed_over_in_an_archive_is_told_when_it_is_taken_and_stays_on_record()
    {
        var world = await new MonthWorld(database).Build();
        var archive = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(archive, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in new[] { ("halle.csv", ForeignCsv()), ("readme.txt", "Readings of the hall.\n"u8.ToArray()), ("halle-2.csv", Encoding.UTF8.GetBytes("Zeit;Halle 2 (kW)\r\n01.02.2026 01:00;1\r\n")) })
                using (var entry = zip.CreateEntry(name).Open()) entry.Write(content);
        var import = new ImportReadings(world.Park, world.Microgrid, "halle.zip", archive.ToArray(), Profile: Json(Foreign), UploadKey: "k");
        var taken = await world.Send(import).Value();
        taken.Notes.Select(x => (x.What.Code, x.What.Args.FirstOrDefault(), x.What.Place?.ToString(), x.Count)).ShouldBe(
            [("intake.note_sentinel", "-", "halle.zip/halle.csv:2:23", 340L), ("intake.note_no_channel", "Halle 2 (kW)", "halle.zip/halle-2.csv:1:1", 1L), ("intake.note_stray", "readme.txt", "halle.zip", 1L)]);
        var again = await world.Send(import).Value();
        again.Notes.Select(x => x.What.Place?.ToString()).ShouldBe(taken.Notes.Select(x => x.What.Place?.ToString()), "the same answer");
        (await world.Send(new GetImport(world.Park, world.Microgrid, $"{taken.Id.Value}")).Value()).Notes.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_looks_at_a_file_is_told_of_readings_that_nothing_behind_the_meter_can_make()
    {
        var world = await new MonthWorld(database).Build();
        var wrong = Foreign with { Values = Foreign.Values with { Unit = "MW" } };
        var notes = (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "halle.csv", ForeignCsv(), Profile: Json(wrong))).Value()).Notes.Where(x => x.What.Code == "import.note_above_capacity").ToList();
        notes.ShouldBeEmpty("3.25 MW of 5 MW, and 12.5 MW of 25.5 MW, can be");
        var more = Foreign with { Values = Foreign.Values with { Unit = "MW", Multiplier = 2 } };
        notes = [.. (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "halle.csv", ForeignCsv(), Profile: Json(more))).Value()).Notes.Where(x => x.What.Code == "import.note_above_capacity")];
        notes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(x => x.Count.ShouldBe(20 * 7), x => x.What.Args.ShouldBe(["MP-PV", 6_500_000L, "2026-01-01T08:00:00+08:00", 5_500_000L]));
    }

    [Fact]
    public async Task A_file_is_looked_at_as_it_is_understood_and_taken_by_a_kept_profile()
    {
        var world = await new MonthWorld(database).Build();
        await world.Send(new KeepReadingProfile(world.Park, "halle", "Halle 1", Json(Foreign))).Value();

        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "halle.csv", ForeignCsv(), Profile: "halle")).Value();
        preview.Errors.ShouldBeEmpty();
        preview.Columns.Select(x => x.Point).ShouldBe(["MP-PV", "MP-F"], "by their names in the file");
        preview.Rows[0].ShouldBe(["2026-01-01T00:00:00+08:00", "", "12.500"]);
        preview.Columns[1].EnergyWh.ShouldBe(20 * 24 * 12_500);
        preview.Columns[0].DaysWh!.ShouldAllBe(x => x == 7 * 3_250);
        preview.Notes.ShouldContain(x => x.Count == 20 * 17, "the sentinels are counted");

        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, "halle.csv", ForeignCsv(), Profile: "halle")).Value();
        (taken.From, taken.To, taken.Readings).ShouldBe((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 21), 20 * (24 + 7)));
        (await database.Look(db => db.ReadingDays.Where(x => x.ParkId == world.ParkId).SumAsync(x => x.TotalWh))).ShouldBe(20 * (24 * 12_500 + 7 * 3_250));

        // what was read by it keeps its text
        var kept = (await world.Send(new ListReadingProfiles(world.Park)).Value()).ShouldHaveSingleItem();
        await world.Send(new ChangeReadingProfile(world.Park, "halle", kept.Version, "Hall 1", Json(Foreign with { IntervalMinutes = 30 }))).Value();
        await world.Send(new RemoveReadingProfile(world.Park, "halle", (await world.Send(new ListReadingProfiles(world.Park)).Value())[0].Version)).Value();
        var import = await database.Look(db => db.ReadingImports.SingleAsync(x => x.ParkId == world.ParkId));
        (import.Profile, import.ProfileJson).ShouldBe(("halle", Json(Foreign)));
        await world.Send(new PreviewReadings(world.Park, world.Microgrid, "halle.csv", ForeignCsv(), Profile: "halle")).Fails("profile.not_found");
    }

    [Fact]
    public async Task Another_choice_of_points_may_come_with_the_file()
    {
        var world = await new MonthWorld(database).Build();
        var columns = new Dictionary<string, string?> { ["Halle 1 (kW)"] = "MP-M", ["Dach (kW)"] = null };
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "halle.csv", ForeignCsv(), columns, Profile: Json(Foreign))).Value();
        (await database.Look(db => db.ReadingDays.Where(x => x.ParkId == world.ParkId).Select(x => x.Point).Distinct().ToListAsync())).ShouldHaveSingleItem().Value.ShouldBe("MP-M");
    }

    [Fact]
    public async Task Flags_of_the_file_become_the_readings_quality_and_are_kept()
    {
        var world = await new MonthWorld(database).Build();
        var nem12 = new StringBuilder("100,NEM12,202601020000,MDA,RET\n200,NMI0000001,E1,1,E1,N1,SERIAL,kWh,30,\n300,20260101");
        for (var i = 0; i < 48; i++) nem12.Append(",1.001");
        nem12.Append(",V,,,\n400,1,24,A,,\n400,25,48,F14,76,\n900\n");
        var profile = new ImportProfile { Format = IntakeFormat.Nem12, IntervalMinutes = 0, Stamps = new StampLayout { Zone = "+08:00" }, Channels = new Dictionary<string, string?> { ["NMI0000001-E1"] = "MP-F" } };
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "nem12.csv", Encoding.ASCII.GetBytes(nem12.ToString()), Profile: Json(profile))).Value();
        var day = await database.Look(db => db.ReadingDays.SingleAsync(x => x.ParkId == world.ParkId));
        day.TotalWh.ShouldBe(48 * 1_001);
        day.Quality!.Count(x => x == 'E').ShouldBe(12);
        day.Marks!.ShouldBe("1-12:A,13-24:F14/76");
    }

    [Fact]
    public async Task A_profile_that_cannot_be_read_by_is_refused_with_the_place()
    {
        var world = await new MonthWorld(database).Build();
        var error = await world.Send(new KeepReadingProfile(world.Park, "bad", "Bad", Json(Foreign).Replace("\"dd.MM.yyyy HH:mm\"", "\"whenever\""))).Fails("evidence.property_wrong");
        $"{error.Args[0]}".ShouldContain("stamps.patterns");
        await world.Send(new KeepReadingProfile(world.Park, "bad", "Bad", "{ \"format\": ")).Fails("evidence.json_syntax");
        (await world.Send(new ListReadingProfiles(world.Park)).Value()).ShouldBeEmpty();
    }

    private static ImportProfile ReadProfile(string json) => ImportProfileJson.Read(Encoding.UTF8.GetBytes(json), "profile").Value;
}
