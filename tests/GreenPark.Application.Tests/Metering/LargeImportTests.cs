using System.Text;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Tests.Metering;

/// <summary>Files that are read in blocks, from disk: the same rows, previews and refusals as of files in memory, and no temporary file stays.</summary>
public sealed class LargeImportTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("greenpark-large");
    private readonly TestDatabase whole = new();
    private TestDatabase inBlocks = null!;

    public async ValueTask InitializeAsync()
    {
        inBlocks = new TestDatabase { Imports = new ImportOptions { InBlocksAboveBytes = 1_000, MaxBytesInMemory = 2_000_000, TemporaryFolder = Temporary } };
        await whole.InitializeAsync();
        await inBlocks.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await whole.DisposeAsync();
        await inBlocks.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private string Temporary => Path.Combine(folder.FullName, "temp");

    [Fact]
    public async Task Without_a_folder_for_temporary_files_it_is_said_what_to_do()
    {
        var file = Path.Combine(folder.FullName, "a file");
        await File.WriteAllTextAsync(file, "");
        await using var none = new TestDatabase { Imports = new ImportOptions { InBlocksAboveBytes = 1_000, TemporaryFolder = Path.Combine(file, "temp") } };
        await none.InitializeAsync();
        var world = await new MonthWorld(none).Build();
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.February))).Fails("import.temporary_folder"))
            .Args.ShouldBe([Path.Combine(file, "temp")]);
    }

    [Fact]
    public async Task Previews_and_rows_are_those_of_a_file_in_memory()
    {
        var (one, other) = (await new MonthWorld(whole).Build(), await new MonthWorld(inBlocks).Build());
        var january = MonthWorld.Csv(MonthWorld.January, MonthWorld.February);
        await Both(january, "january.csv", null);
        // days that are partly there, and days that are there already, by a foreign long file of other intervals
        await Both(LongCsv(5, 300), "long.csv", Long);
        await Both(LongCsv(15, 200), "again.csv", Long);
        await Both(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(january).Replace(",0.000", ",", StringComparison.Ordinal)), "gaps.csv", null);

        async Task Both(byte[] file, string name, string? profile)
        {
            var onDisk = OnDisk(file, name);
            var (expected, seen) = (await one.Send(new PreviewReadings(one.Park, one.Microgrid, name, file, Profile: profile)).Value(), await other.Send(new PreviewReadings(other.Park, other.Microgrid, name, onDisk, Profile: profile)).Value());
            Told(seen).ShouldBe(Told(expected));
            seen.Errors.ShouldBeEmpty();
            var (taken, again) = (await one.Send(new ImportReadings(one.Park, one.Microgrid, name, file, Profile: profile)).Value(), await other.Send(new ImportReadings(other.Park, other.Microgrid, name, onDisk, Profile: profile)).Value());
            (again with { Id = taken.Id, Notes = [] }).ShouldBe(taken with { Notes = [] });
            again.Notes.Select(x => (x.What.Code, x.Count)).ShouldBe(taken.Notes.Select(x => (x.What.Code, x.Count)));
            again.DaysWritten.ShouldBePositive();
            (await Rows(inBlocks)).ShouldBe(await Rows(whole));
            Directory.EnumerateFiles(Temporary).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Faults_are_those_of_a_file_in_memory_and_nothing_is_taken()
    {
        var (one, other) = (await new MonthWorld(whole).Build(), await new MonthWorld(inBlocks).Build());
        var january = Encoding.UTF8.GetString(MonthWorld.Csv(MonthWorld.January, MonthWorld.February));
        foreach (var (text, profile) in new[]
        {
            (january.Replace("2026-01-20T05:00:00+08:00,0.000", "2026-01-20T05:00:00+08:00,x", StringComparison.Ordinal), null), (january.Replace("2026-01", "2027-01", StringComparison.Ordinal), null),
            (january.Replace("MP-PV", "MP-QQ", StringComparison.Ordinal), null), (TwoTooLarge, null), (TwoTooLarge.Replace("MP-M,MP-F", "MP-F,MP-M", StringComparison.Ordinal), null), (Encoding.UTF8.GetString(LongCsv(5, 300)).Replace("A,1", "A,z", StringComparison.Ordinal), Long), (new string('\n', 5_000), null), ("\0" + january, null),
        })
        {
            var file = Encoding.UTF8.GetBytes(text);
            var expected = await one.Send(new ImportReadings(one.Park, one.Microgrid, "f.csv", file, Profile: profile));
            var seen = await other.Send(new ImportReadings(other.Park, other.Microgrid, "f.csv", OnDisk(file, "f.csv"), Profile: profile));
            seen.Errors.Select(Said).ShouldBe(expected.Errors.Select(Said));
            seen.ErrorCount.ShouldBe(expected.ErrorCount);
            expected.ErrorCount.ShouldBePositive();
        }
        (await Rows(inBlocks)).ShouldBeEmpty();
        Directory.EnumerateFiles(Temporary).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_delivery_again_gets_its_answer_and_a_correction_is_proposed()
    {
        var world = await new MonthWorld(inBlocks).Build();
        var file = OnDisk(MonthWorld.Csv(MonthWorld.January, MonthWorld.February), "january.csv");
        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", file, UploadKey: "k1")).Value();
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", file, UploadKey: "k1")).Value()).ShouldBe(taken);
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "january.csv", file)).Fails("import.taken_already")).Kind.ShouldBe(ErrorKind.Conflict);
        var corrected = await world.Send(new ImportReadings(world.Park, world.Microgrid, "other.csv", OnDisk(MonthWorld.Csv(MonthWorld.January, MonthWorld.February, 2), "o.csv"), Correction: "the inverter")).Value();
        corrected.Change.ShouldBe(1);
        (await world.Send(new ListChanges(world.Park, world.Microgrid)).Value()).Items.ShouldHaveSingleItem().Days.ShouldBe(31 * 2);
    }

    [Fact]
    public async Task What_cannot_be_read_in_blocks_is_refused_above_its_limit()
    {
        var world = await new MonthWorld(inBlocks).Build();
        var json = OnDisk(Encoding.UTF8.GetBytes("{" + new string(' ', 2_000_001)), "x.json");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "x.json", json)).Fails("import.too_large_for_format");
        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "x.json", json)).Value()).Errors.ShouldHaveSingleItem().Code.ShouldBe("import.too_large_for_format");
        var zip = OnDisk([.. "PK\x3\x4"u8, .. new byte[2_000_001]], "x.zip");
        await world.Send(new SuggestReadingProfile(world.Park, world.Microgrid, "x.zip", zip)).Fails("import.too_large_for_format");
        var large = OnDisk([.. MonthWorld.Csv(MonthWorld.January, MonthWorld.February), .. Encoding.ASCII.GetBytes(new string('\n', 2_000_001))], "x.csv");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "x.csv", large, Correction: "why")).Fails("import.correction_too_large");
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "x.csv", large)).Value()).DaysWritten.ShouldBe(31 * 7);
    }

    [Fact]
    public async Task A_large_long_file_names_meters_that_only_its_middle_has()
    {
        var world = await new MonthWorld(inBlocks).Build();
        var text = new StringBuilder("time,meter,kWh\n");
        var first = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < 300_000; i++) text.Append(first.AddMinutes(15 * (i % 30_000)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append(i is > 150_000 and < 150_010 ? ",RARE,1.5\n" : i % 2 == 0 ? ",MP-F,1.5\n" : ",MP-M,2.25\n");
        var suggestion = await world.Send(new SuggestReadingProfile(world.Park, world.Microgrid, "x.csv", OnDisk(Encoding.ASCII.GetBytes(text.ToString()), "x.csv"))).Value();
        var profile = ImportProfileJson.Read(Encoding.UTF8.GetBytes(suggestion.Profile), "x").Value;
        profile.Format.ShouldBe(IntakeFormat.LongCsv);
        profile.Channels.ShouldBe(new Dictionary<string, string?> { ["MP-F"] = "MP-F", ["MP-M"] = "MP-M", ["RARE"] = null }, ignoreOrder: true);
    }

    /// <summary>The later row's reading stands in the column before the earlier one's, and beside the earlier one another.</summary>
    private static string TwoTooLarge => "interval_start,MP-M,MP-F,MP-PV\n2026-01-05T00:00:00+08:00,1,5000000000000000,5000000000000000\n2026-01-05T01:00:00+08:00,5000000000000000,1,1\n"
        + string.Concat(Enumerable.Range(2, 46).Select(h => $"2026-01-{5 + h / 24:00}T{h % 24:00}:00:00+08:00,1,1,1\n"));

    private static string Long => Encoding.UTF8.GetString(ImportProfileJson.Write(new ImportProfile
    {
        Format = IntakeFormat.LongCsv, IntervalMinutes = 5, Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"] }, Channels = new Dictionary<string, string?> { ["A"] = "MP-F", ["B"] = "MP-M" },
    }));

    private static byte[] LongCsv(int value, int rows)
    {
        var text = new StringBuilder("t,meter,kWh\n");
        var first = new DateTime(2026, 1, 30, 20, 0, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < rows; i++)
            foreach (var name in i % 7 == 3 ? ["A"] : (string[])["A", "B"]) text.Append(first.AddMinutes(5 * i).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append($",{name},{value + i % 9}.3337\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private SentFile OnDisk(byte[] file, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, file);
        return SentFile.OnDisk(path);
    }

    private static string Told(PreviewReadings.Preview preview) => System.Text.Json.JsonSerializer.Serialize(preview);

    private static string Said(Error error) => $"{error.Place} {error.Code} {string.Join('|', error.Args)}";

    private static async Task<List<string>> Rows(TestDatabase database) =>
        [.. (await database.Look(db => db.ReadingDays.OrderBy(x => x.Day).ThenBy(x => x.Point).ThenBy(x => x.Revision).ToListAsync()))
            .Select(x => $"{x.Day} {x.Point} {x.Revision} {x.TotalWh} {x.Missing} {Sha256Hex.Of(x.ValuesWh)} {x.Quality?.Length} {x.Marks}")];
}
