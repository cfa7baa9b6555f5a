using System.Data.Common;
using System.Text.RegularExpressions;
using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GreenPark.Application.Tests.Platform;

/// <summary>The second lock behind the query filters, on SQL Server: its text everywhere, its effect where there is a server.</summary>
public sealed partial class RowLevelSecurityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public void Every_table_that_a_filter_guards_is_in_the_policy_for_reading_and_writing()
    {
        using var db = Databases.SqlServer();
        var sql = RowLevelSecurity.Script(db.Model, "dbo").Sql;
        var guarded = db.Model.GetEntityTypes().Where(x => x.FindDeclaredQueryFilter(GreenParkDb.ParkFilter) is not null).Select(x => x.GetTableName()!).ToList();
        guarded.Count.ShouldBeGreaterThan(30);
        var predicates = Predicate().Matches(sql).Select(x => (Table: x.Groups["table"].Value, What: x.Groups["kind"].Value + x.Groups["operation"].Value)).ToList();
        predicates.Order().ShouldBe(guarded.SelectMany(x => ((string[])["FILTER", "BLOCK AFTER INSERT", "BLOCK AFTER UPDATE"]).Select(what => (x, what))).Order());
    }

    [Theory]
    [InlineData(typeof(Park), "SeesPark([Id])")]
    [InlineData(typeof(Tenant), "SeesTenant([ParkId], [Id])")]
    [InlineData(typeof(ContractMember), "SeesTenant([ParkId], [TenantId])")]
    [InlineData(typeof(ReadingDay), "SeesWholePark([ParkId])")]
    [InlineData(typeof(AuditRecord), "SeesPark([ParkId])")]
    [InlineData(typeof(FactorEntry), "SeesShared([ParkId])")]
    public void A_table_is_guarded_by_the_columns_that_its_filter_reads(Type entity, string predicate)
    {
        using var db = Databases.SqlServer();
        RowLevelSecurity.Script(db.Model, "dbo").Sql.ShouldContain($"ADD FILTER PREDICATE Isolation.{predicate} ON [dbo].[{db.Model.FindEntityType(entity)!.GetTableName()}]");
    }

    /// <summary>Predicates are bound to columns of the type that the functions take.</summary>
    [Fact]
    public void The_columns_are_there()
    {
        using var db = Databases.SqlServer();
        var columns = db.Model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Where(c => c.StoreType == "uniqueidentifier").Select(c => $"{t.Name}.{c.Name}")).ToHashSet();
        var named = Predicate().Matches(RowLevelSecurity.Script(db.Model, "dbo").Sql).SelectMany(x => Name().Matches(x.Groups["columns"].Value).Select(c => $"{x.Groups["table"].Value}.{c.Groups[1].Value}"));
        named.Where(x => !columns.Contains(x)).ShouldBeEmpty();
    }

    [Fact]
    public void The_name_of_the_policy_changes_with_what_it_says()
    {
        using var db = Databases.SqlServer();
        RowLevelSecurity.Script(db.Model, "dbo").Policy.ShouldBe(RowLevelSecurity.Script(db.Model, "dbo").Policy);
        RowLevelSecurity.Script(db.Model, "other").Policy.ShouldNotBe(RowLevelSecurity.Script(db.Model, "dbo").Policy);
    }

    [Fact]
    public async Task Handwritten_SQL_of_a_bound_user_reads_its_own_park_only()
    {
        var (here, there) = await TwoParks();
        (await Codes(here.Operator)).ShouldBe([here.Park]);
        ((string[])[here.Park, there.Park]).Except(await Codes(CurrentUser.System)).ShouldBeEmpty();
        (await Codes(CurrentUser.Nobody)).ShouldBeEmpty();
        (await database.Look(db => db.Database.SqlQueryRaw<Guid>("SELECT TenantId AS Value FROM ContractMembers").ToListAsync(), People.Of(here.ParkId, here.Forge))).ShouldBe([here.Forge.Value]);
        (await database.Look(db => db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM ReadingImports").SingleAsync(), People.Of(here.ParkId, here.Forge))).ShouldBe(0);

        Task<List<string>> Codes(CurrentUser user) => database.Look(db => db.Database.SqlQueryRaw<string>("SELECT Code AS Value FROM Parks").ToListAsync(), user);
    }

    [Fact]
    public async Task Handwritten_SQL_of_a_bound_user_writes_into_no_other_park()
    {
        var (here, there) = await TwoParks();
        (await Run("UPDATE Tenants SET Trade = N'stolen' WHERE ParkId = {0}", here.Operator, there.ParkId.Value)).ShouldBe(0);   // nothing of it is there
        (await Should.ThrowAsync<DbException>(() => Run("UPDATE Sites SET ParkId = {0}", here.Operator, there.ParkId.Value))).Message.ShouldContain("block predicate");
        var refused = await database.Look(async db =>
        {
            db.Add(ApiKey.Create(there.ParkId, Code.Of("smuggled"), "", [], here.Operator, database.Clock.UtcNow()).Key);
            return await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }, here.Operator);
        refused.InnerException!.Message.ShouldContain("block predicate");
    }

    [Fact]
    public async Task A_session_cannot_say_otherwise_for_whom_it_works()
    {
        var (here, _) = await TwoParks();
        await Should.ThrowAsync<DbException>(() => Run("EXEC sp_set_session_context N'GreenPark.EveryPark', 1", here.Operator));
    }

    private Task<int> Run(string sql, CurrentUser user, params object[] values) => database.Look(db => db.Database.ExecuteSqlRawAsync(sql, values), user);

    private async Task<(MonthWorld Here, MonthWorld There)> TwoParks()
    {
        if (TestDatabase.SqlServer is null) Assert.Skip($"{TestDatabase.Variable} holds no connection string: SQLite has no row-level security.");
        var (here, there) = (await new MonthWorld(database).Build(), await new MonthWorld(database).Build());
        foreach (var world in (MonthWorld[])[here, there])
        {
            await world.Import(MonthWorld.January, MonthWorld.February);
            await world.Send(new AddSite(world.Park, "forge", await new World(database).VersionOfTenant(world.Park, "forge"), "hall", "Hall", "", "")).Value();
        }
        return (here, there);
    }

    [GeneratedRegex(@"ADD (?<kind>FILTER|BLOCK) PREDICATE Isolation\.\w+\((?<columns>[^)]*)\) ON \[dbo\]\.\[(?<table>\w+)\](?<operation> AFTER (INSERT|UPDATE))?")]
    private static partial Regex Predicate();

    [GeneratedRegex(@"\[(\w+)\]")]
    private static partial Regex Name();
}
