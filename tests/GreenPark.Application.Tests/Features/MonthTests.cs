using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>The park operator's month: readings, run, finalising, statements, pack.</summary>
public sealed class MonthTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private Task<MonthWorld> NewWorld() => new MonthWorld(database).Build();

    [Fact]
    public async Task A_month_of_readings_becomes_statements_and_a_pack_that_verifies()
    {
        var world = await NewWorld();
        var taken = await world.Import(MonthWorld.January, MonthWorld.February);
        taken.Readings.ShouldBe(31 * 24 * 7);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        run.State.ShouldBe(RunState.Provisional, string.Join("; ", run.Errors.Select(e => ErrorResources.Texts.Text(e))));

        var final = await world.Finalise(run.Number);
        final.State.ShouldBe(RunState.Final);
        var pack = await world.Send(new GetPack(world.Park, world.Microgrid, run.Number), People.VerifierOf(world.ParkId)).Value();
        var verified = PackVerifier.Verify(new MemoryStream(pack.Content));
        verified.Holds.ShouldBeTrue(string.Join("\n", verified.Checks.Select(c => $"{c.Sign} {c.Text()} {string.Join("; ", c.Errors.Select(e => ErrorResources.Texts.Line(e)))}")));

        var own = await world.Send(new ListStatements(world.Park), People.Of(world.ParkId, world.Forge)).Value();
        own.Items.Select(x => x.Tenant).ShouldBe(["forge"]);
        var pdf = await world.Send(new GetStatementFile(world.Park, own.Items[0].Number, StatementFile.Pdf), People.Of(world.ParkId, world.Forge)).Value();
        pdf.Content.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        await world.Send(new GetStatementFile(world.Park, own.Items[0].Number, StatementFile.Pdf), People.Of(world.ParkId, world.Mould)).Fails("statement.not_found");
        var shown = await world.Send(new GetPublicStatement(world.Park, own.Items[0].Number), CurrentUser.System).Value();
        shown.Sha256.ShouldBe(own.Items[0].Sha256);
        shown.Superseded.ShouldBeFalse();
        // what the installation publishes is what its packs are signed with
        var issuer = await world.Send(new GetIssuer(), CurrentUser.System).Value();
        issuer.Sha256.ShouldBe(shown.IssuerSha256);
        PackVerifier.Verify(new MemoryStream(pack.Content), new VerifyOptions(IssuerCertificate.FromPem(System.Text.Encoding.ASCII.GetBytes(issuer.Pem), "issuer.pem").Value.Fingerprint))
            .IssuerTrusted.ShouldBe(true);
        shown.Development.ShouldBeTrue();
    }

    [Fact]
    public async Task A_development_signature_stays_one_when_the_key_changes()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
        var number = (await world.Send(new ListStatements(world.Park)).Value()).Items[0].Number;
        var otherKey = new SigningOptions { DevelopmentKeyFile = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.p12") };
        await using var later = database.Build(database.Options, x => x.AddSingleton(otherKey));
        (await later.GetRequiredService<Sender>().Send(new GetPublicStatement(world.Park, number), CurrentUser.System).Value()).Development.ShouldBeTrue();
    }

    [Fact]
    public async Task Missing_readings_stop_a_run_with_the_list_of_what_is_missing()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.January.AddDays(10));
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        run.State.ShouldBe(RunState.Failed);
        run.Errors.Count(e => e.Code == "readings.missing").ShouldBe(7);
        run.Errors[0].Args[1].ShouldBe("2026-01-11T00:00:00+08:00");
    }

    [Fact]
    public void A_kept_failure_tells_days_as_everywhere_and_where_the_fault_stands()
    {
        var error = Error.Invalid("any.code", new DateOnly(2024, 1, 31), 7, null).At("park.json", 3, 4).In("From");
        var kept = System.Text.Json.JsonSerializer.Deserialize<RunFailure>(System.Text.Json.JsonSerializer.Serialize(RunFailure.Of([error], 1)))!.ToErrors().Single();
        kept.Args.ShouldBe(["2024-01-31", "7", null]);
        (kept.Place, kept.Field).ShouldBe((error.Place, "From"));
    }

    [Fact]
    public async Task Nothing_is_read_or_made_final_before_it_has_happened()
    {
        var world = await NewWorld();
        var today = new DateOnly(2026, 3, 2);   // as the tests' clock has it
        (await world.Send(new ImportReadings(world.Park, world.Microgrid, "future.csv", MonthWorld.Csv(today, today.AddDays(2))))
            .Fails("import.in_the_future")).Place!.ToString().ShouldBe("future.csv");
        await world.Import(MonthWorld.March, today.AddDays(1));
        var run = await world.Run(MonthWorld.March, today.AddDays(1));
        await world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version)).Fails("run.not_over");
        var over = await world.Run(MonthWorld.March, today);
        (await world.Finalise(over.Number)).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task The_next_month_opens_with_the_closing_pool()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.March);
        var january = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Finalise(january.Number);
        var february = await world.Run(MonthWorld.February, MonthWorld.March);
        var opening = await database.Look(async db => System.Text.Encoding.UTF8.GetString((await db.RunInputs.SingleAsync(x => x.RunId == february.Id)).ParkJson));
        var closing = await database.Look(db => db.RunSummaries.SingleAsync(x => x.RunId == january.Id));
        closing.PoolGreenWh.ShouldBeGreaterThan(0);
        opening.ShouldContain($"\"openingGreenWh\":{closing.PoolGreenWh}");
        (await world.Finalise(february.Number)).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task A_final_period_is_locked_and_a_later_run_supersedes_and_keeps_it()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var first = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Finalise(first.Number);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "late.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.February, 2))).Fails("period.final");

        var second = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Send(new FinaliseRun(world.Park, world.Microgrid, second.Number, second.Version)).Fails("run.reason_missing");
        var final = await world.Finalise(second.Number, "Corrected contract");
        (final.State, final.Revision, final.Supersedes).ShouldBe((RunState.Final, 2, first.Number));
        (await world.Get(first.Number)).State.ShouldBe(RunState.Superseded);

        var all = await world.Send(new ListStatements(world.Park)).Value();
        all.Items.Select(x => (x.Tenant, x.Revision, x.Superseded)).ShouldBe([("forge", 2, false), ("mould", 2, false), ("forge", 1, true), ("mould", 1, true)]);
        var correction = await database.Look(async db =>
        {
            var run = await db.Runs.SingleAsync(x => x.ParkId == world.ParkId && x.Number == second.Number);
            return await db.StatementContextAsync(run, run.Supersedes, default);
        });
        correction.Corrections["forge"].Reason.ShouldBe("Corrected contract");
        correction.Corrections.Values.Sum(x => x.Before.ConsumptionWh).ShouldBe((await database.Look(db => db.RunSummaries.SingleAsync(x => x.RunId == first.Id))).ConsumptionWh);
        correction.Sources["pv-1"].Name.ShouldNotBeEmpty();

        var packs = await world.Send(new ListPacks(world.Park)).Value();
        var newer = await world.Send(new GetPack(world.Park, world.Microgrid, second.Number)).Value();
        PackVerifier.Verify(new MemoryStream(newer.Content)).Manifest!.Supersedes.ShouldBe(packs.Items.Single(x => x.Run == first.Number).ManifestSha256);
    }

    [Fact]
    public async Task A_run_of_readings_that_changed_since_cannot_be_made_final()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Import(MonthWorld.January, MonthWorld.February, scale: 2);
        await world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version)).Fails("run.readings_changed");
    }

    [Fact]
    public async Task The_same_file_twice_is_recognised_and_other_readings_are_a_new_revision()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        await world.Send(new ImportReadings(world.Park, world.Microgrid, "copy.csv", MonthWorld.Csv(MonthWorld.January, MonthWorld.February))).Fails("import.taken_already");
        var again = await world.Import(MonthWorld.January, MonthWorld.February, scale: 2);
        again.DaysWritten.ShouldBe(31 * 2);   // generation and export differ
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(31 * 9);
        (await world.Send(new ListImports(world.Park, world.Microgrid)).Value()).Total.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_with_a_fault_is_not_taken_at_all()
    {
        var world = await NewWorld();
        var csv = System.Text.Encoding.ASCII.GetString(MonthWorld.Csv(MonthWorld.January, MonthWorld.February)).Replace("2026-01-20T05:00:00+08:00,0.000", "2026-01-20T05:00:00+08:00,x");
        var error = await world.Send(new ImportReadings(world.Park, world.Microgrid, "bad.csv", System.Text.Encoding.ASCII.GetBytes(csv))).Fails("readings.bad_number");
        error.Place.ShouldBe(new Place("bad.csv", 19 * 24 + 5 + 2, 27));
        (await database.Look(db => db.ReadingDays.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(0);
    }

    [Fact]
    public async Task Work_that_an_interrupted_process_left_is_done_again_and_a_straggler_stores_nothing()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var requested = await world.Send(new RequestRun(world.Park, world.Microgrid, MonthWorld.January, MonthWorld.February)).Value();
        var attempt = await world.Send(new StartRun(requested.Id), CurrentUser.System).Value();
        var straggler = await world.Send(new CalculateRun(requested.Id), CurrentUser.System).Value();
        (await world.Send(new ListUnfinishedRuns(), CurrentUser.System).Value()).ShouldContain(x => x.Id == requested.Id);

        await world.Worker.WorkAsync(requested.Id, RunState.Running);
        (await world.Get(requested.Number)).State.ShouldBe(RunState.Provisional);
        await world.Send(new CompleteRun(requested.Id, attempt, straggler), CurrentUser.System).Fails("run.taken_over");
        (await database.Look(db => db.MemberDays.CountAsync(x => x.RunId == requested.Id))).ShouldBe(2 * 31);
    }

    [Fact]
    public async Task Stored_day_rows_are_the_runs_figures()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        var result = (await world.Send(new CalculateRun(run.Id), CurrentUser.System).Value()).Result;
        var forge = await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, "forge")).Value();
        forge.ConsumptionWh.Sum().ShouldBe(result.Totals.ConsumptionWh[0]);
        forge.Sources.Select(s => s.Value.Sum()).ShouldBe(result.AttributedOf(0).Select(a => a.Value));
        var balance = await world.Send(new GetRunBalance(world.Park, world.Microgrid, run.Number, MonthWorld.January, MonthWorld.February)).Value();
        balance.Columns["attributed"].ShouldBe(result.Series.Balance.Attributed);
        balance.Columns["pool_green"].ShouldBe(result.Series.Balance.PoolGreen);
        var days = await world.Send(new GetMemberDays(world.Park, world.Microgrid, run.Number)).Value();
        days.Sum(d => d.AttributedWh).ShouldBe(result.Totals.AttributedTotalWh);
        await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run.Number, "forge"), People.Of(world.ParkId, world.Forge)).Fails("run.not_found");
    }

    [Fact]
    public async Task A_runs_files_are_calculated_again_from_its_stored_input()
    {
        var world = await NewWorld();
        var queued = await world.Send(new RequestRun(world.Park, world.Microgrid, MonthWorld.January, MonthWorld.February)).Value();
        await world.Send(new GetRunFile(world.Park, world.Microgrid, queued.Number, "balance.csv")).Fails("run.no_result");
        await world.Worker.WorkAsync(queued.Id, RunState.Queued);
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Import(MonthWorld.January, MonthWorld.February, scale: 2);   // later readings change nothing
        var summary = await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "summary.json")).Value();
        System.Text.Encoding.UTF8.GetString(summary.Content.Span).ShouldBe(run.Summary);
        foreach (var file in (string[])["attribution.csv", "attribution-pv-1.csv", "attribution-storage.csv", "balance.csv"])
            (await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, file)).Value()).ContentType.ShouldBe("text/csv");
        await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "../park.json")).Fails("run.no_such_file");
    }

    [Fact]
    public async Task Few_calculations_go_on_at_once_and_a_wrong_name_waits_for_none()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        var (end, begun) = (new TaskCompletionSource(), 0);
        var calculations = database.Services.GetRequiredService<WaitedCalculations>();
        var others = Enumerable.Range(0, WaitedCalculations.AtOnce + 1).Select(_ => calculations.DoAsync<Done>(async () =>
        {
            Interlocked.Increment(ref begun);
            await end.Task;
            return Done.Value;
        }, TestContext.Current.CancellationToken)).ToList();

        await world.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "attribution-wind.csv")).Fails("run.no_such_file");
        await world.Send(new PreviewStatement(world.Park, world.Microgrid, run.Number, "nobody")).Fails("tenant.not_found");
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => database.Sender.Send(new GetRunFile(world.Park, world.Microgrid, run.Number, "balance.csv"), world.Operator, impatient.Token));
        begun.ShouldBe(WaitedCalculations.AtOnce);
        end.SetResult();
        await Task.WhenAll(others);
        begun.ShouldBe(others.Count);
    }

    [Fact]
    public async Task A_file_is_read_before_anyone_else_has_to_wait_for_its_import()
    {
        var seen = new MeteringPointsRead();
        await using var watched = new TestDatabase { Interceptor = seen };
        await watched.InitializeAsync();
        var world = await new MonthWorld(watched).Build();
        seen.InTransaction = 0;
        await world.Import(MonthWorld.January, MonthWorld.February);
        seen.InTransaction.ShouldBe(0);
    }

    /// <summary>Whoever reads a file asks for the metering points; that says when it is read.</summary>
    private sealed class MeteringPointsRead : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
    {
        public int InTransaction { get; set; }

        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData eventData,
            Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.Transaction is not null && command.CommandText.Contains("FROM \"MeteringPoints\"", StringComparison.Ordinal)) InTransaction++;
            return ValueTask.FromResult(result);
        }
    }

    [Fact]
    public async Task A_provisional_statement_can_be_previewed_and_is_kept_nowhere()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        var preview = await world.Send(new PreviewStatement(world.Park, world.Microgrid, run.Number, "mould")).Value();
        preview.FileName.ShouldBe("mg-1-202601-mould-r1-provisional.pdf");
        (await database.Look(db => db.Statements.CountAsync(x => x.ParkId == world.ParkId))).ShouldBe(0);
        await world.Finalise(run.Number);
        await world.Send(new PreviewStatement(world.Park, world.Microgrid, run.Number, "mould")).Fails("run.no_preview");
    }

    [Fact]
    public async Task A_run_that_has_no_result_yet_has_no_statements_to_preview()
    {
        var world = await NewWorld();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var waiting = await world.Send(new RequestRun(world.Park, world.Microgrid, MonthWorld.January, MonthWorld.February)).Value();
        await world.Send(new PreviewStatement(world.Park, world.Microgrid, waiting.Number, "mould")).Fails("run.no_result");
    }

    [Fact]
    public async Task A_preview_maps_columns_by_code_and_shows_faults_before_anything_is_taken()
    {
        var world = await NewWorld();
        var csv = System.Text.Encoding.ASCII.GetString(MonthWorld.Csv(MonthWorld.January, MonthWorld.February)).Replace("MP-PV,MP-F", "mp_pv,Notes");
        var preview = await world.Send(new PreviewReadings(world.Park, world.Microgrid, "file.csv", System.Text.Encoding.ASCII.GetBytes(csv))).Value();
        preview.Columns[0].ShouldBe(new PreviewReadings.Column("mp_pv", "MP-PV", 223_200_000));
        preview.Columns[1].Point.ShouldBeNull();
        preview.ErrorCount.ShouldBe(0);
        preview.RowCount.ShouldBe(31 * 24);
        var taken = await world.Send(new ImportReadings(world.Park, world.Microgrid, "file.csv", System.Text.Encoding.ASCII.GetBytes(csv),
            preview.Columns.ToDictionary(c => c.Name, c => c.Point))).Value();
        taken.MeteringPoints.ShouldBe(6);
        var coverage = await world.Send(new GetCoverage(world.Park, world.Microgrid)).Value();
        coverage.ShouldContain(new GetCoverage.Month(MonthWorld.January, 31 * 6, 0, 31 * 7, null, null, null));
    }
}
