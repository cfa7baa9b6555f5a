using System.Text;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>The park operator's month: readings, run, finalising, statements, pack, and the month after it.</summary>
public sealed class MonthTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_month_of_readings_becomes_statements_and_a_pack_that_verifies()
    {
        var world = await new MonthWorld(database).Build();
        var taken = await world.Import(MonthWorld.January, MonthWorld.February);
        taken.Readings.ShouldBe(31 * 24 * 7);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        run.State.ShouldBe(RunState.Provisional, string.Join("; ", run.Errors.Select(e => ErrorResources.Texts.Text(e))));

        var final = await world.Finalise(run.Number);
        final.State.ShouldBe(RunState.Final);
        var pack = await world.Send(new GetPack(world.Park, world.Microgrid, run.Number, Release.Home), People.VerifierOf(world.ParkId)).Value();
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
        PackVerifier.Verify(new MemoryStream(pack.Content), new VerifyOptions(IssuerCertificate.FromPem(Encoding.ASCII.GetBytes(issuer.Pem), "issuer.pem").Value.Fingerprint))
            .IssuerTrusted.ShouldBe(true);
        shown.Development.ShouldBeTrue();
    }

    [Fact]
    public async Task A_development_signature_stays_one_when_the_key_changes()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
        var number = (await world.Send(new ListStatements(world.Park)).Value()).Items[0].Number;
        var otherKey = new SigningOptions { DevelopmentKeyFile = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.p12") };
        await using var later = database.Build(database.Options, x => x.AddSingleton(otherKey));
        (await later.GetRequiredService<Sender>().Send(new GetPublicStatement(world.Park, number), CurrentUser.System).Value()).Development.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_read_or_made_final_before_it_has_happened()
    {
        var world = await new MonthWorld(database).Build();
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
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.March);
        var january = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Finalise(january.Number);
        var february = await world.Run(MonthWorld.February, MonthWorld.March);
        var opening = await database.Look(async db => Encoding.UTF8.GetString((await db.RunInputs.SingleAsync(x => x.RunId == february.Id)).ParkJson));
        var closing = await database.Look(db => db.RunSummaries.SingleAsync(x => x.RunId == january.Id));
        closing.PoolGreenWh.ShouldBeGreaterThan(0);
        opening.ShouldContain($"\"openingGreenWh\":{closing.PoolGreenWh}");
        (await world.Finalise(february.Number)).State.ShouldBe(RunState.Final);
    }

    [Fact]
    public async Task A_final_period_is_locked_and_a_later_run_supersedes_and_keeps_it()
    {
        var world = await new MonthWorld(database).Build();
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
        all.Items.ShouldAllBe(x => (x.Reason.Length > 0) == (x.Revision > 1), "a corrected statement says why");
        var correction = await database.Look(async db =>
        {
            var run = await db.Runs.SingleAsync(x => x.ParkId == world.ParkId && x.Number == second.Number);
            return await db.StatementContextAsync(run, run.Supersedes, default);
        });
        correction.Corrections["forge"].Reason.ShouldBe("Corrected contract");
        correction.Corrections.Values.Sum(x => x.Before.ConsumptionWh).ShouldBe((await database.Look(db => db.RunSummaries.SingleAsync(x => x.RunId == first.Id))).ConsumptionWh);
        correction.Sources["pv-1"].Name.ShouldNotBeEmpty();

        var packs = await world.Send(new ListPacks(world.Park)).Value();
        var newer = await world.Send(new GetPack(world.Park, world.Microgrid, second.Number, Release.Home)).Value();
        PackVerifier.Verify(new MemoryStream(newer.Content)).Manifest!.Supersedes.ShouldBe(packs.Items.Single(x => x.Run == first.Number).ManifestSha256);
    }

    [Fact]
    public async Task A_run_of_readings_that_changed_since_cannot_be_made_final()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        var run = await world.Run(MonthWorld.January, MonthWorld.February);
        await world.Import(MonthWorld.January, MonthWorld.February, scale: 2);
        await world.Send(new FinaliseRun(world.Park, world.Microgrid, run.Number, run.Version)).Fails("run.readings_changed");
    }
}
