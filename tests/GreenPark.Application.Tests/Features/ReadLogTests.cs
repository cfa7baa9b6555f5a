using System.Reflection;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.DataAccess.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Reads;
using GreenPark.Application.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Features;

/// <summary>Who looks at a tenant's data is written down, whoever it is.</summary>
public sealed class ReadLogTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Register = "the registers that the operator keeps: names, dates, contracts and meters", Whole = "sums of a whole microgrid, for those who answer for it",
        Whether = "which readings are there, not what they are", Library = "what all parks share", Record = "the records themselves", System = "asked by jobs and while signing in, and shown to nobody as it is",
        Account = "people and keys", Sent = "what the sender's own file says", Done = "what is to be done or was decided, without amounts of a tenant";

    /// <summary>Queries whose answers show nothing of a tenant's statements, sums, curves, findings or packs, each with its reason.</summary>
    private static readonly Dictionary<string, string> ShowNothing = new()
    {
        ["GetPark"] = Register, ["ListParks"] = Register, ["GetTenant"] = Register, ["ListTenants"] = Register, ["GetMicrogrid"] = Register, ["ListMicrogrids"] = Register,
        ["GetContract"] = Register, ["ListContracts"] = Register, ["GetMeteringPoint"] = Register, ["ListMeteringPoints"] = Register, ["ExportParkFile"] = Register, ["GetRunParties"] = Register,
        ["GetThresholds"] = Register, ["ListReadingProfiles"] = Register, ["GetReadingsTemplate"] = Register,
        ["GetYear"] = Whole, ["ListRuns"] = Whole, ["GetRunBalance"] = Whole, ["GetRunSupply"] = Whole,
        ["GetCompleteness"] = Whether, ["GetCoverage"] = Whether, ["GetMissingList"] = Whether, ["ListMissingReadings"] = Whether, ["GetImport"] = Whether, ["ListImports"] = Whether,
        ["ListOpenWork"] = Done, ["ListPreparations"] = Done, ["ListChanges"] = Done, ["ListPacks"] = Done, ["ListStatementMonths"] = Done, ["GetBlastRadius"] = Done,
        ["ListFactors"] = Library, ["GetFactor"] = Library, ["GetIssuer"] = Library,
        ["ListAuditRecords"] = Record, ["GetAuditLines"] = Record, ["GetAuditHead"] = Record, ["ListAuditHeads"] = Record, ["CheckAuditChain"] = Record, ["ListReads"] = Record, ["ListConsents"] = Record, ["ListExportApprovals"] = Record, ["ListReleases"] = Record, ["GetRetention"] = Record, ["GetReadsFile"] = Record,
        ["CalculateRun"] = System, ["PrepareIssue"] = System, ["ListUnfinishedRuns"] = System, ["GetPublicStatement"] = System, ["IdentifyApiKey"] = System, ["NeedsSetUp"] = System, ["ListProtectionKeys"] = System, ["ListHeldRoles"] = System, ["FindSession"] = System, ["FindAccountLink"] = System, ["CheckPassword"] = System, ["IsMailDue"] = System, ["ListRetentionWork"] = System,
        ["ListUsers"] = Account, ["ListApiKeys"] = Account, ["ListRoles"] = Account, ["GetAccountLink"] = Account, ["ListSessionsOfUser"] = Account, ["ListMySessions"] = Account, ["GetMyAccount"] = Account, ["CheckFreshSignIn"] = Account,
        ["PreviewReadings"] = Sent, ["SuggestReadingProfile"] = Sent,
    };

    private ReadLog Log => database.Services.GetRequiredService<ReadLog>();

    [Fact]
    public void Every_query_says_whose_data_it_shows_or_has_a_reason() => typeof(Sender).Assembly.GetTypes()
        .Where(x => x.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuery<>)) && !x.IsAssignableTo(typeof(IShowsTenants))).Select(x => x.Name).Order()
        .ShouldBe(ShowNothing.Keys.Order());

    /// <summary>From a sum over a few members, or from two sums that differ by one, a neighbour's figures could be told.</summary>
    [Fact]
    public void No_query_that_a_tenant_may_send_answers_with_sums_over_others()
    {
        var sums = ShowNothing.Where(x => x.Value == Whole).Select(x => x.Key).Append(nameof(GetRun)).Append(nameof(GetPack)).Append(nameof(GetRunFile)).ToList();
        sums.Count.ShouldBe(7);
        typeof(Sender).Assembly.GetTypes().Where(x => sums.Contains(x.Name) && x.GetCustomAttribute<AllowAttribute>()!.Permissions.Any(p => Role.TenantManager.Hold(p))).Select(x => x.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_at_a_tenants_data_stands_in_its_log()
    {
        var world = await Month();
        var (op, forge) = (world.Operator, People.Of(world.ParkId, world.Forge) with { Address = "10.0.0.7" });
        var run = (await world.Send(new ListRuns(world.Park)).Value()).Items[0].Number;
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", MonthWorld.January)).Value();
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-PV", MonthWorld.January)).Value();   // a plant's meter is nobody's
        await world.Send(new GetMemberSeries(world.Park, world.Microgrid, run, "mould")).Value();
        await world.Send(new GetPack(world.Park, world.Microgrid, run, Release.Home), People.VerifierOf(world.ParkId)).Value();
        var number = (await world.Send(new ListStatements(world.Park), forge).Value()).Items.Single().Number;
        await world.Send(new GetStatementFile(world.Park, number, StatementFile.Pdf), forge).Value();
        await world.Send(new GetStatementFile(world.Park, number, StatementFile.Pdf), CurrentUser.System).Value();

        var seen = (await Reads(world, "forge", forge)).Items;
        seen.Select(x => (x.Kind, x.Request, x.UserName, x.ActingAs, x.IsOwn)).ShouldBe(
        [
            (DataKind.Statements, "GetStatementFile", "Tina", "TenantReader", true), (DataKind.Statements, "ListStatements", "Tina", "TenantReader", true),
            (DataKind.Packs, "GetPack", "Vera", "Verifier", false), (DataKind.Curves, "GetDayCurve", "Otto", "ParkManager", false),
        ], ignoreOrder: true);
        var curve = seen.Single(x => x.Kind == DataKind.Curves);
        (curve.From, curve.To, curve.At).ShouldBe((MonthWorld.January, MonthWorld.January.AddDays(1), database.Clock.UtcNow()));
        seen.First(x => x.IsOwn).Address.ShouldBe("10.0.0.7");
        (await Reads(world, "forge", forge, new SoughtReads(DataKind.Curves, "ott", OthersOnly: true))).Items.ShouldHaveSingleItem().Kind.ShouldBe(DataKind.Curves);
        (await Reads(world, "mould", People.OfficerOf(world.ParkId), new SoughtReads(DataKind.Curves))).Items.ShouldHaveSingleItem().Request.ShouldBe("GetMemberSeries");
        var csv = global::System.Text.Encoding.UTF8.GetString((await world.Send(new GetReadsFile(world.Park, "forge", new SoughtReads()), forge).Value()).Content);
        csv.ShouldContain(",Curves,2026-01-01,2026-01-02,\"Otto\",\"ParkManager\",no,\"\",GetDayCurve");
    }

    [Fact]
    public async Task The_log_is_the_tenants_and_not_of_those_who_look()
    {
        var world = await Month();
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", MonthWorld.January)).Value();
        await Log.WriteAsync();
        await world.Send(new ListReads(world.Park, "forge", new SoughtReads()), world.Operator).Fails("user.not_allowed");
        await world.Send(new ListReads(world.Park, "forge", new SoughtReads()), People.VerifierOf(world.ParkId)).Fails("user.not_allowed");
        await world.Send(new ListReads(world.Park, "forge", new SoughtReads()), People.Of(world.ParkId, world.Mould)).Fails("scope.not_yours");
    }

    [Fact]
    public async Task The_same_look_within_minutes_is_one_line_and_a_refused_one_none()
    {
        var world = await Month();
        var user = world.Operator;
        foreach (var minutes in (int[])[0, 4, 2])
        {
            database.Clock.Now += TimeSpan.FromMinutes(minutes);
            await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", MonthWorld.January), user).Value();
            await Log.WriteAsync();
        }
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-X", MonthWorld.January), user).Fails("metering.not_found");
        (await Reads(world, "forge", People.Administrator)).Total.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_written_is_kept()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("On SQL Server the security policy holds the table under its name.");
        var world = await Month();
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", MonthWorld.January)).Value();
        await database.Look(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE DataReads RENAME TO Elsewhere"));
        await Should.ThrowAsync<global::System.Data.Common.DbException>(Log.WriteAsync);
        await database.Look(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Elsewhere RENAME TO DataReads"));
        (await Reads(world, "forge", People.Administrator)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_query_that_notes_nothing_is_a_bug() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => database.Sender.Send(new Silent(), People.Administrator))).Message.ShouldContain(nameof(Silent));

    [Allow(Permission.ManagePeople)]
    public sealed record Silent : IQuery<int>, IShowsTenants
    {
        internal sealed class Handler : IQueryHandler<Silent, int>
        {
            public Task<Result<int>> Handle(Silent query, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
        }
    }

    private async Task<MonthWorld> Month()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(MonthWorld.January, MonthWorld.February);
        await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
        database.Clock.Now += TimeSpan.FromHours(1);
        await Log.WriteAsync();
        return world;
    }

    private async Task<Page<ListReads.Item>> Reads(MonthWorld world, string tenant, CurrentUser user, SoughtReads? sought = null)
    {
        await Log.WriteAsync();
        return await world.Send(new ListReads(world.Park, tenant, sought ?? new SoughtReads(From: database.Clock.UtcNow().AddMinutes(-30))), user).Value();
    }
}
