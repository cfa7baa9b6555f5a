using System.Data.Common;
using System.Text;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Intake;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>Files of readings: looked at first, then taken as a whole or not at all.</summary>
public sealed class ImportReadingsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_preview_maps_columns_by_code_and_shows_faults_before_anything_is_taken()
    {
        var world = await new MonthWorld(database).Build();
        var csv = Encoding.ASCII.GetString(MonthWorld.Csv(MonthWorld.January, MonthWorld.February)).Replace("MP-PV,MP-F", "mp_pv,Notes");
        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "file.csv", Encoding.ASCII.GetBytes(csv))).Value();
        (preview.Columns[0] with { DaysWh = null }).ShouldBe(new PreviewReadings.Column("mp_pv", "MP-PV", 223_200_000));
        preview.Columns[0].DaysWh!.Sum().ShouldBe(223_200_000);
        preview.Columns[1].Point.ShouldBeNull();
        preview.ErrorCount.ShouldBe(0);
        preview.RowCount.ShouldBe(31 * 24);
        var faulty = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "file.csv", Encoding.ASCII.GetBytes(csv.Replace("2026-01-20T05:00:00+08:00,0.000", "2026-01-20T05:00:00+08:00,x")))).Value();
        faulty.Errors.ShouldHaveSingleItem().Code.ShouldBe("readings.bad_number");
        (await world.Send(new ListImports(world.Park, world.Microgrid)).Value()).Total.ShouldBe(0);

        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, "file.csv", Encoding.ASCII.GetBytes(csv),
            preview.Columns.ToDictionary(c => c.Name, c => c.Point))).Value();
        taken.MeteringPoints.ShouldBe(6);
        var import = await world.Send(new GetImport(world.Park, world.Microgrid, taken.Id.Value.ToString())).Value();
        (import.FileName, import.Profile, import.ProfileJson, import.Readings, import.Change).ShouldBe(("file.csv", "wide-csv", null, taken.Readings, null));
        foreach (var none in (string[])["no id", Guid.CreateVersion7().ToString()]) await world.Send(new GetImport(world.Park, world.Microgrid, none)).Fails("import.not_found");
        var coverage = await world.Send(new GetCoverage(world.Park, world.Microgrid)).Value();
        coverage.ShouldContain(new GetCoverage.Month(MonthWorld.January, true, 31 * 6, 0, 31 * 7, null, null, null));
    }

    [Fact]
    public async Task What_is_noticed_in_a_gateways_JSON_is_told()
    {
        var world = await new MonthWorld(database).Build();
        const string block = """{ "point": "MP-F", "start": "2026-01-05T00:00:00+08:00", "intervalMinutes": 60, "kWh": [1, 2] }""";
        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "sent.json", Encoding.ASCII.GetBytes($$"""{ "points": [ {{block}}, {{block}} ] }"""),
            new Dictionary<string, string?> { ["MP-F"] = "MP-F" })).Value();
        var note = preview.Notes.ShouldHaveSingleItem();
        (note.What.Code, note.Count).ShouldBe(("intake.join_repeated", 2L));
    }

    [Fact]
    public async Task A_file_with_a_fault_is_not_taken_at_all()
    {
        var world = await new MonthWorld(database).Build();
        var csv = Encoding.ASCII.GetString(MonthWorld.Csv(MonthWorld.January, MonthWorld.February)).Replace("2026-01-20T05:00:00+08:00,0.000", "2026-01-20T05:00:00+08:00,x");
        var error = await world.Send(new ImportReadings(world.Park, world.Microgrid, "bad.csv", Encoding.ASCII.GetBytes(csv))).Fails("readings.bad_number");
        error.Place.ShouldBe(new Place("bad.csv", 19 * 24 + 5 + 2, 27));
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_file_twice_is_recognised_and_other_readings_are_a_new_revision()
    {
        var world = await new MonthWorld(database).Build();
        var first = await world.Import(MonthWorld.January, MonthWorld.February);
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "copy.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.February))).Fails("import.taken_already"))
            .Args[1].ShouldBeOfType<string>().ShouldEndWith(" (Asia/Shanghai)", Case.Sensitive, "on the clock of the park");
        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "other.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.February, scale: 2))).Value();
        var replaces = preview.Replaces.ShouldNotBeNull();
        var again = await world.Import(MonthWorld.January, MonthWorld.February, scale: 2);
        (replaces.Days, replaces.IsWh - replaces.WasWh).ShouldBe((31 * 2, again.EnergyWh - first.EnergyWh));   // generation and export
        again.DaysWritten.ShouldBe(31 * 2);   // generation and export differ
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(31 * 9);
        (await world.Send(new ListImports(world.Park, world.Microgrid)).Value()).Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_from_months_before_all_readings_asks()
    {
        var world = await new MonthWorld(database).Build();
        var early = MonthWorld.Csv(MonthWorld.January, MonthWorld.January.AddDays(3));
        Task<PreviewReadings.Preview> Look() => world.Send(new PreviewReadings(world.Park, world.Microgrid, "early.csv", early)).Value();
        (await Look()).ReadingsFrom.ShouldBeNull("there is nothing yet that it could lie before");
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "february.csv", MonthWorld.Csv(MonthWorld.February, MonthWorld.February.AddDays(3)))).Value();
        (await Look()).ReadingsFrom.ShouldBe(MonthWorld.February);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "last.csv", MonthWorld.Csv(MonthWorld.January.AddDays(30), MonthWorld.February))).Value();
        (await Look()).ReadingsFrom.ShouldBeNull("a month that has readings already is no new past");
    }

    [Fact]
    public async Task Columns_of_a_foreign_file_show_their_first_cells_before_they_have_a_metering_point()
    {
        var world = await new MonthWorld(database).Build();
        var profile = Encoding.UTF8.GetString(ImportProfileJson.Write(new ImportProfile
        {
            Format = IntakeFormat.WideCsv, IntervalMinutes = 60, Text = new() { HeaderLine = 2, Delimiter = ';', DecimalMark = ',' }, Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"] },
            Channels = new Dictionary<string, string?> { ["ch10"] = null, ["ch2"] = null },
        }));
        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "f.csv", Encoding.UTF8.GetBytes("site\nt;ch10;ch2\n2026-01-05 00:00;1,5;\"2\"\n2026-01-05 01:00;;3\n"), Profile: profile)).Value();
        preview.Columns.Select(x => (x.Name, string.Join('|', x.FirstCells ?? []))).ShouldBe([("ch2", "2|3"), ("ch10", "1,5|")]);
    }

    [Fact]
    public async Task A_reading_beyond_any_park_is_refused_before_a_days_sum_can_overflow()
    {
        var world = await new MonthWorld(database).Build();
        const string wide = "interval_start,MP-M,MP-F\n2026-01-05T00:00:00+08:00,1,1000000000\n2026-01-05T01:00:00+08:00,1,5000000000000000\n";
        var error = await world.Send(new ImportReadings(world.Park, world.Microgrid, "large", Encoding.ASCII.GetBytes(wide))).Fails("import.reading_too_large");
        (error.Args[0], error.Args[1], error.Place!.Value.File).ShouldBe(("MP-F", "2026-01-05T01:00:00+08:00", "large"));
        (await world.Send(new PreviewReadings(world.Park, world.Microgrid, "large", Encoding.ASCII.GetBytes(wide))).Value()).Errors.ShouldContain(x => x.Code == "import.reading_too_large");
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "most", Encoding.ASCII.GetBytes(wide[..wide.LastIndexOf("2026", StringComparison.Ordinal)]))).Value()).EnergyWh.ShouldBe(1_000_000_001_000);
    }

    [Fact]
    public async Task A_delivery_that_came_before_leaves_no_audit_record()
    {
        var world = await new MonthWorld(database).Build();
        var delivery = new ImportReadings(world.Park, world.Microgrid, "day.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.January.AddDays(1)), UploadKey: "gateway 7");
        var taken = await world.Send(delivery).Value();
        for (var i = 0; i < 3; i++) (await world.Send(delivery).Value()).ShouldBe(taken);
        (await database.Look(db => db.AuditRecords.CountAsync(x => x.ParkId == world.ParkId && x.Action == nameof(ImportReadings)))).ShouldBe(1);
    }

    [Fact]
    public async Task Two_days_far_apart_load_nothing_of_what_lies_between()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var loaded = new Loaded();
        await using var services = database.Build(database.Options, x => x.ConfigureDbContext<Persistence.Sqlite.SqliteGreenParkDb>(o => o.AddInterceptors(loaded))
            .ConfigureDbContext<Persistence.SqlServer.SqlServerGreenParkDb>(o => o.AddInterceptors(loaded)));
        var file = "interval_start,MP-F\n2002-01-05T00:00:00+08:00,1\n2026-03-01T00:00:00+08:00,1\n"u8.ToArray();
        var preview = (await services.GetRequiredService<Sender>().Send(new PreviewReadings(world.Park, world.Microgrid, "two.csv", file), world.Operator)).Value;
        preview.ErrorCount.ShouldBe(0);
        loaded.Days.ShouldBe(0);
        preview.Gaps.ShouldNotBeEmpty();
        preview.Gaps.ShouldAllBe(x => x.To <= new DateOnly(2002, 2, 1) || x.From >= new DateOnly(2026, 3, 1));
    }

    private sealed class Loaded : IMaterializationInterceptor
    {
        public int Days { get; private set; }

        public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
        {
            if (entity is ReadingDay) Days++;
            return entity;
        }
    }

    /// <summary>SQL Server lets two microgrids of a park write at once; of SQLite that is made up.</summary>
    [Fact]
    public async Task A_key_that_another_delivery_takes_meanwhile_is_told_in_the_imports_own_words()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("The fault is made up of SQLite's.");
        var world = await new MonthWorld(database).Build();
        await world.Send(new RegisterMicrogrid(world.Park, "mg-2", MicrogridType.GridConnected, 60, MonthWorld.Shanghai, FactorFamily.Operational, new MicrogridFields("Second", "二号"))).Value();
        await world.Send(new RegisterMeteringPoint(world.Park, "mg-2", "MP-2", Measurand.Import, new MeteringFields([]))).Value();
        var taken = new TakenMeanwhile(() => world.Send(new ImportReadings(world.Park, world.Microgrid, "first.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.February), UploadKey: "k")).Value());
        await using var services = database.Build(database.Options, x => x.ConfigureDbContext<Persistence.Sqlite.SqliteGreenParkDb>(o => o.AddInterceptors(taken)));
        var late = new ImportReadings(world.Park, "mg-2", "second.csv", "interval_start,MP-2\n2026-01-05T00:00:00+08:00,1\n"u8.ToArray(), UploadKey: "k");
        (await services.GetRequiredService<Sender>().Send(late, world.Operator).Fails("import.key_taken")).Args[..2].ShouldBe(["k", "first.csv"]);
        (await database.Look(db => db.ReadingImports.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(1);
    }

    private sealed class TakenMeanwhile(Func<Task> other) : DbTransactionInterceptor
    {
        private bool done;

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (done) return result;
            done = true;
            await other();
            throw new Microsoft.Data.Sqlite.SqliteException("UNIQUE constraint failed: ReadingImports.ParkId, ReadingImports.UploadKey", 19, 2067);
        }
    }

    [Fact]
    public async Task A_file_is_read_before_anyone_else_has_to_wait_for_its_import()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("The commands that are watched are SQLite's.");
        var seen = new MeteringPointsRead();
        await using var watched = new TestDatabase { Interceptor = seen };
        await watched.InitializeAsync();
        var world = await new MonthWorld(watched).Build();
        (seen.Before, seen.InTransaction) = (0, 0);
        await world.Import(MonthWorld.January, MonthWorld.February);
        seen.InTransaction.ShouldBe(0);
        seen.Before.ShouldBeGreaterThan(0);
    }

    /// <summary>Whoever reads a file asks for the metering points; that says when it is read.</summary>
    private sealed class MeteringPointsRead : DbCommandInterceptor
    {
        public int InTransaction { get; set; }
        public int Before { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (!command.CommandText.Contains("FROM \"MeteringPoints\"", StringComparison.Ordinal)) return ValueTask.FromResult(result);
            if (command.Transaction is null) Before++;
            else InTransaction++;
            return ValueTask.FromResult(result);
        }
    }
}
