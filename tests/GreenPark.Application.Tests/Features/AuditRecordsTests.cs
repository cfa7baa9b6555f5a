using System.Text;
using GreenPark.Application.Features.AuditRecords.Commands;
using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Tests.Features;

/// <summary>The audit record of a park: whole as long as nobody reaches past the application, and telling when somebody did.</summary>
public sealed class AuditRecordsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task Each_park_has_its_chain_and_what_belongs_to_none_has_one_too()
    {
        var (park, id) = await Park(3);
        var other = await Park(1);
        var found = await Check(park);
        (found.Records, found.Chain, found.Faults.Count).ShouldBe((4, id.Value.ToString(), 0));
        (await Check(other.Code)).Records.ShouldBe(2);
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        var platform = await Check(null);
        platform.Chain.ShouldBe("platform");
        platform.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_at_once_keep_the_chain_whole()
    {
        var (park, _) = await Park(0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => world.Tenant(park, $"tenant-{i}")));
        var found = await Check(park);
        (found.Records, found.Faults.Count).ShouldBe((9, 0));
    }

    [Fact]
    public async Task The_record_keeps_who_from_where_as_what_and_why()
    {
        var (park, id) = await Park(0);
        var version = (await world.Send(new GetPark(park)).Value()).Version;
        var user = People.OperatorOf(id) with { Address = "192.0.2.7" };
        await database.Sender.Send(new UpdatePark(park, version, "Half of a pair \ud83d", "", "330000", ""), user).Value();
        var item = (await world.Send(new ListAuditRecords(Park: park, Take: 1)).Value()).Items.Single();
        (item.Number, item.Park, item.UserName, item.ActingAs, item.Address, item.Action).ShouldBe((2, park, "Otto", "ParkManager", "192.0.2.7", "UpdatePark"));
        (await Check(park)).Faults.ShouldBeEmpty("a text that UTF-8 cannot hold is kept as it can be");
        (await world.Send(new ListAuditRecords(Park: park, Search: "ott")).Value()).Total.ShouldBe(1);
        (await world.Send(new ListAuditRecords(Park: park, Search: "100%")).Value()).Total.ShouldBe(0);
        (await world.Send(new ListAuditRecords(Park: park, Request: item.RequestId)).Value()).Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("Action", "'Other'"), InlineData("UserName", "'Nobody'"), InlineData("ActingAs", "'Verifier'"), InlineData("Address", "'203.0.113.1'"), InlineData("ObjectName", "'other'")]
    [InlineData("ObjectType", "'Other'"), InlineData("Reason", "'because'"), InlineData("Changes", "'[]'"), InlineData("At", "'2026-01-01 00:00:00'"), InlineData("Previous", "'x'"), InlineData("Sha256", "'x'")]
    [InlineData("UserId", "RequestId"), InlineData("RequestId", "Id"), InlineData("ParkId", "NULL"), InlineData("Number", "77")]
    public async Task A_column_altered_past_the_application_is_found(string column, string value)
    {
        var (park, id) = await Park(4);
        await Past($"UPDATE AuditRecords SET {column} = {value} WHERE ParkId = {{0}} AND Number = 3", id);
        var found = await Check(park);
        found.Faults.ShouldNotBeEmpty();
        Verify(await Export(park)).Holds.ShouldBeFalse("the export tells as well");
    }

    [Fact]
    public async Task Every_column_of_the_table_is_in_the_test_above_or_means_nothing()
    {
        var tested = typeof(AuditRecordsTests).GetMethod(nameof(A_column_altered_past_the_application_is_found))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Select(x => (string)((InlineDataAttribute)x).Data[0]!);
        await database.Look(db =>
        {
            // the key is nowhere told; the chain is the park's id, by which the records are found
            db.Model.FindEntityType(typeof(AuditRecord))!.GetProperties().Select(x => x.Name).Except(tested).ShouldBe(["Id", "Chain"], ignoreOrder: true);
            return Task.FromResult(0);
        });
    }

    [Fact]
    public async Task A_deleted_record_is_found_and_the_last_ones_by_a_head()
    {
        var (park, id) = await Park(4);
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        (await Check(park)).HeadsCompared.ShouldBe(1);
        await Past("DELETE FROM AuditRecords WHERE ParkId = {0} AND Number = 5", id);
        (await Check(park)).Faults.Select(x => x.Code).ShouldBe(["audit.cut_off"]);
        (await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value()).Broken.ShouldContain(id.Value.ToString(), "no head hides it");
        await Past("DELETE FROM AuditRecords WHERE ParkId = {0} AND Number = 2", id);
        (await Check(park)).Faults.Select(x => x.Code).ShouldBe(["audit.number", "audit.not_chained", "audit.cut_off"]);
    }

    [Theory]
    [InlineData("Sha256 = 'x'", "audit.rewritten"), InlineData("Number = 2", "audit.head_altered"), InlineData("File = x'00'", "evidence.json_syntax"), InlineData("At = '2020-01-01 00:00:00'", "audit.head_altered")]
    public async Task An_altered_head_is_found(string change, string code)
    {
        var (park, id) = await Park(4);
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        if (TestDatabase.SqlServer is not null) change = change.Replace("x'00'", "0x00", StringComparison.Ordinal);
        await Past($"UPDATE SealedAuditHeads SET {change} WHERE Chain = {{0}}", id, "SealedAuditHeads");
        (await Check(park)).Faults.Select(x => x.Code).ShouldContain(code);
    }

    [Fact]
    public async Task No_head_is_put_on_entries_that_were_rewritten()
    {
        var (park, id) = await Park(4);
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        await world.Tenant(park, "later");
        await Past("UPDATE AuditRecords SET UserName = 'Nobody' WHERE ParkId = {0} AND Number = 6", id);
        (await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value()).Broken.ShouldContain(id.Value.ToString());
        (await world.Send(new ListAuditHeads(park)).Value()).Items.Select(x => x.Number).ShouldBe([5L]);
    }

    [Fact]
    public async Task The_first_entry_altered_is_one_fault()
    {
        var (park, id) = await Park(3);
        await Past("UPDATE AuditRecords SET UserName = 'Nobody' WHERE ParkId = {0} AND Number = 1", id);
        (await Check(park)).Faults.ShouldHaveSingleItem().Code.ShouldBe("audit.entry_altered");
    }

    [Fact]
    public async Task The_export_holds_against_the_head_that_was_kept_and_grows_past_it()
    {
        var (park, id) = await Park(3);
        var head = await world.Send(new GetAuditHead(park), People.VerifierOf(id)).Value();
        head.Name.ShouldBe($"{park}-audit-head-4.json");
        await world.Tenant(park, "later");
        var log = await Export(park);
        var found = Verify(log, new AuditHeadFile(head.Name, head.Content));
        found.Holds.ShouldBeTrue();
        found.Entries.ShouldBe(5);
        Encoding.UTF8.GetString(log).ShouldNotContain("\r");
    }

    [Fact]
    public async Task A_head_is_signed_for_each_chain_that_has_grown_and_kept()
    {
        var (park, _) = await Park(1);
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        var heads = await world.Send(new ListAuditHeads(park)).Value();
        heads.Items.Select(x => x.Number).ShouldBe([2L], "nothing was done in between");
        await world.Tenant(park, "later");
        await database.Sender.Send(new SealAuditHeads(), CurrentUser.System).Value();
        (await world.Send(new ListAuditHeads(park)).Value()).Items.Select(x => x.Number).ShouldBe([3L, 2L]);
        var kept = await world.Send(new GetAuditHead(park, 2)).Value();
        Verify(await Export(park), new AuditHeadFile(kept.Name, kept.Content)).Holds.ShouldBeTrue();
        await world.Send(new GetAuditHead(park, 99)).Fails("audit.head_not_found");
    }

    [Fact]
    public async Task A_long_log_comes_in_pieces()
    {
        var (park, _) = await Park(3);
        var all = await Export(park);
        var first = await world.Send(new GetAuditLines(park)).Value();
        first.Last.ShouldBe(4);
        var rest = await world.Send(new GetAuditLines(park, 2)).Value();
        Encoding.UTF8.GetString(all).ShouldEndWith(Encoding.UTF8.GetString(rest.Text.Span));
        (await world.Send(new GetAuditLines(park, 4)).Value()).Last.ShouldBeNull();
    }

    [Fact]
    public async Task Others_see_neither_another_park_nor_what_belongs_to_none()
    {
        var (park, _) = await Park(1);
        var (_, own) = await Park(1);
        await world.Send(new CheckAuditChain(park), People.VerifierOf(own)).Fails("scope.not_yours");
        await world.Send(new CheckAuditChain(null), People.VerifierOf(own)).Fails("audit.not_every_park");
        await world.Send(new GetAuditHead(null), People.VerifierOf(own)).Fails("audit.not_every_park");
        await world.Send(new ListAuditHeads(null), People.VerifierOf(own)).Fails("audit.not_every_park");
        await world.Send(new GetAuditLines(park), People.VerifierOf(own)).Fails("scope.not_yours");
        await world.Send(new GetAuditHead(park), People.VerifierOf(own)).Fails("scope.not_yours");
        await world.Send(new ListAuditHeads(park), People.VerifierOf(own)).Fails("scope.not_yours");
        await world.Send(new ListAuditRecords(Park: park), People.VerifierOf(own)).Fails("scope.not_yours");
        await world.Send(new GetAuditLines(null), People.VerifierOf(own)).Fails("audit.not_every_park");
        await world.Send(new GetAuditLines(park), People.Of(own, Id.New<TenantId>())).Fails("user.not_allowed");
    }

    [Fact]
    public async Task A_verifier_of_one_month_finds_no_figure_of_another_in_the_log()
    {
        var month = await new MonthWorld(database).Build();
        await month.Import(MonthWorld.January, MonthWorld.February);
        var run = await month.Run(MonthWorld.January, MonthWorld.February);
        await month.Finalise(run.Number);
        await month.Send(new RecordRegisterRead(month.Park, month.Microgrid, "MP-F", new DateTimeOffset(2026, 1, 9, 16, 0, 0, TimeSpan.Zero), 7_654_321)).Value();
        await month.Send(new ValidateReadings(month.Park, month.Microgrid, MonthWorld.January)).Value();
        var verifier = People.VerifierOf(month.ParkId) with { Days = new DateRange(MonthWorld.February, MonthWorld.March) };
        var log = (await month.Send(new GetAuditLines(month.Park), verifier).Value()).Text;
        var page = await month.Send(new ListAuditRecords(Park: month.Park, Take: 100), verifier).Value();
        var told = Encoding.UTF8.GetString(log.Span) + string.Concat(page.Items.Select(x => x.Changes));

        foreach (var row in (string[])["RunSummary", "RegisterRead", "ReadingImport", "ReadingFinding", "OthersSum"]) told.ShouldContain($"\"{row}\"", customMessage: "else nothing is proved");
        var (summary, import, findings) = await database.Look(async db => (await db.RunSummaries.SingleAsync(x => x.ParkId == month.ParkId),
            await db.ReadingImports.SingleAsync(x => x.ParkId == month.ParkId), await db.ReadingFindings.Where(x => x.ParkId == month.ParkId).ToListAsync()));
        long[] figures = [summary.ConsumptionWh, summary.GenerationWh, summary.AttributedWh, summary.ExportWh, summary.ReductionG, summary.PoolGreenWh, summary.PoolOtherWh, import.EnergyWh, 7_654_321,
            .. findings.Select(x => x.Measured)];
        foreach (var figure in figures.Where(x => x > 9_999)) told.ShouldNotContain($"\"{figure}\"");
        told.ShouldContain($"\"ConsumptionWh\":\"{ChangeLog.FigureWritten}\"");
        Verify(await Export(month.Park)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_column_in_watt_hours_or_grams_is_a_figure_or_belongs_to_a_register()
    {
        await database.Look(db =>
        {
            db.Model.GetEntityTypes().SelectMany(x => x.GetProperties()).Where(x => x.PropertyInfo is { } property && property.PropertyType != typeof(byte[])
                    && (x.Name.EndsWith("Wh", StringComparison.Ordinal) || x.Name.EndsWith('G')) && !property.IsDefined(typeof(FigureAttribute), false))
                .Select(x => $"{x.DeclaringType.ClrType.Name}.{x.Name}").ShouldBe(["Storage.CapacityWh", "Storage.OpeningGreenWh", "Storage.OpeningOtherWh"], ignoreOrder: true);
            return Task.FromResult(0);
        });
    }

    [Fact]
    public async Task What_people_do_with_their_own_account_stands_on_the_chain_of_no_park()
    {
        var (park, id) = await Park(1);
        var email = $"{World.NewCode("tina")}@tenant.example";
        var made = await world.Send(new CreateUser(email, new UserFields("Tina", "en"), new RoleFields(Role.TenantManager, park, "tenant-0"))).Value();
        var before = (await Check(park)).Records;
        var tenant = await database.Look(db => db.Tenants.Where(x => x.ParkId == id).Select(x => x.Id).SingleAsync());
        var tina = People.As(Role.TenantManager, id, tenant, "Tina", made.Id);
        await world.Send(new ChangeMyCulture("zh-Hans"), tina).Value();
        await world.Send(new BeginAuthenticator(), tina).Value();
        var manager = People.As(Role.ParkManager, id, name: "Otto");
        (await Check(park)).Records.ShouldBe(before);
        (await database.Look(db => db.AuditRecords.Where(x => x.UserId == made.Id).Select(x => x.Chain).ToListAsync())).ShouldBe([AuditChain.Platform, AuditChain.Platform]);
        await world.Send(new LockUser(email, true), manager).Value();
        (await Check(park)).Records.ShouldBe(before + 1, "the manager did that for the park");
    }

    private async Task<(string Code, ParkId Id)> Park(int tenants)
    {
        var park = await world.Park();
        for (var i = 0; i < tenants; i++) await world.Tenant(park.Item1, $"tenant-{i}");
        return park;
    }

    private Task<CheckAuditChain.Found> Check(string? park) => world.Send(new CheckAuditChain(park)).Value();

    private async Task<byte[]> Export(string park)
    {
        var log = new MemoryStream();
        for (long? after = 0; after is { } from;)
        {
            var piece = await world.Send(new GetAuditLines(park, from)).Value();
            log.Write(piece.Text.Span);
            after = piece.Last;
        }
        return log.ToArray();
    }

    private static AuditLogVerification Verify(byte[] log, AuditHeadFile? head = null) => AuditLogVerifier.Verify(new MemoryStream(log), "log", head);

    /// <summary>As somebody would who has the database itself: the triggers are put out of the way first.</summary>
    private Task<int> Past(string sql, ParkId park, string table = "AuditRecords") => database.Look(async db =>
    {
        var sqlite = TestDatabase.SqlServer is null;
        var triggers = sqlite ? await db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger' AND tbl_name = {0}", table).ToListAsync() : [];
        string[] aside = sqlite ? [$"DROP TRIGGER {table}_AppendOnly_update", $"DROP TRIGGER {table}_AppendOnly_delete"] : [$"DISABLE TRIGGER ALL ON {table}"];
        string[] back = sqlite ? [.. triggers] : [$"ENABLE TRIGGER ALL ON {table}"];
        foreach (var statement in aside) await db.Database.ExecuteSqlRawAsync(statement);
        var done = await db.Database.ExecuteSqlRawAsync(sql, sqlite ? park.Value.ToString().ToUpperInvariant() : park.Value);
        foreach (var statement in back) await db.Database.ExecuteSqlRawAsync(statement);
        done.ShouldBe(1);
        return done;
    });
}
