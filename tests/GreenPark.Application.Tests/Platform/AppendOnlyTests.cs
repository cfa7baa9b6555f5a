using System.Data.Common;
using GreenPark.Application.Tests.Fixture;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GreenPark.Application.Tests.Platform;

/// <summary>Append-only means three locks: no setters, the guard in SaveChanges, the triggers.</summary>
public sealed class AppendOnlyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly IReadOnlyList<Type> Types =
        [.. typeof(IAppendOnly).Assembly.GetTypes().Where(x => x.IsClass && x.IsAssignableTo(typeof(IAppendOnly)))];

    public static TheoryData<Type> AppendOnlyTypes => [.. Types];

    [Fact]
    public void There_are_some() => Types.ShouldContain(typeof(AuditRecord));

    [Theory, MemberData(nameof(AppendOnlyTypes))]
    public void First_lock_no_setters(Type type) => type.GetProperties()
        .Where(x => x.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
        .Select(x => x.Name).ShouldBeEmpty();

    [Theory, InlineData(EntityState.Modified), InlineData(EntityState.Deleted)]
    public async Task Second_lock_the_guard_in_SaveChanges(EntityState state)
    {
        await new World(database).Park();
        await database.Look(async db =>
        {
            db.Entry(await db.AuditRecords.FirstAsync()).State = state;
            (await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message.ShouldContain("append-only");
            return 0;
        });
    }

    [Theory, InlineData("UPDATE {0} SET {1} = {1}"), InlineData("DELETE FROM {0}")]
    public async Task Third_lock_the_triggers(string sql)
    {
        await new World(database).Park();
        var statement = string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, "AuditRecords", "Action");
        var before = await database.Look(db => db.AuditRecords.CountAsync());
        await database.Look(async db =>
        {
            (await Should.ThrowAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(statement))).Message.ShouldContain("append-only");
            return 0;
        });
        (await database.Look(db => db.AuditRecords.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task Every_append_only_table_has_its_triggers()
    {
        var catalogue = TestDatabase.SqlServer is null
            ? "SELECT tbl_name AS Value FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%@_AppendOnly@_%' ESCAPE '@'"
            : "SELECT OBJECT_NAME(parent_id) AS Value FROM sys.triggers WHERE name LIKE '%[_]AppendOnly'";
        var triggersForEach = TestDatabase.SqlServer is null ? 2 : 1;
        await database.Look(async db =>
        {
            var expected = Types.Select(x => db.Model.FindEntityType(x)!.GetTableName()!).SelectMany(x => Enumerable.Repeat(x, triggersForEach));
            (await db.Database.SqlQueryRaw<string>(catalogue).ToListAsync()).Order().ShouldBe(expected.Order());
            return 0;
        });
    }

    [Theory]
    [InlineData("Sqlite", "CREATE TRIGGER \"AuditRecords_AppendOnly_update\" BEFORE UPDATE ON \"AuditRecords\"")]
    [InlineData("SqlServer", "EXEC(N'CREATE TRIGGER [AuditRecords_AppendOnly] ON [AuditRecords] AFTER UPDATE, DELETE AS BEGIN THROW")]
    [InlineData("Sqlite", "CREATE TRIGGER \"DataReads_AppendOnly_update\" BEFORE UPDATE ON \"DataReads\"\nBEGIN SELECT RAISE")]
    [InlineData("Sqlite", "CREATE TRIGGER \"DataReads_AppendOnly_delete\" BEFORE DELETE ON \"DataReads\" WHEN NOT (EXISTS (SELECT 1 FROM [RetentionLimits] l WHERE l.[Kind] = 'ReadLog' AND l.[ParkId] = OLD.[ParkId] AND l.[Before] > OLD.[At]) AND NOT EXISTS (SELECT 1 FROM [RetentionHolds] h")]
    [InlineData("SqlServer", "CREATE TRIGGER [DataReads_AppendOnly] ON [DataReads] AFTER UPDATE, DELETE AS BEGIN IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted d WHERE NOT (EXISTS (SELECT 1 FROM [RetentionLimits] l WHERE l.[Kind] = ''ReadLog''")]
    [InlineData("Sqlite", "CREATE TRIGGER \"ReadingDays_AppendOnly_delete\" BEFORE DELETE ON \"ReadingDays\" WHEN NOT (EXISTS (SELECT 1 FROM [RetiredMonths] m WHERE m.[MicrogridId] = OLD.[MicrogridId] AND m.[From] <= OLD.[Day] AND m.[To] > OLD.[Day] AND NOT EXISTS (SELECT 1 FROM [RetentionHolds] h")]
    [InlineData("SqlServer", "CREATE TRIGGER [AuditPackContents_AppendOnly] ON [AuditPackContents] AFTER UPDATE, DELETE AS BEGIN IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted d WHERE NOT (EXISTS (SELECT 1 FROM [RetiredMonths] m WHERE m.[MicrogridId] = (SELECT o.[MicrogridId] FROM [Runs] o WHERE o.[Id] = d.[RunId]) AND m.[From] <= d.[LastDay]")]
    public void A_script_for_either_product_creates_them(string product, string expected)
    {
        using var db = Databases.Named(product);
        db.GetService<IMigrator>().GenerateScript().ShouldContain(expected);
    }

    [Theory, InlineData("Sqlite", 2), InlineData("SqlServer", 1)]
    public void A_migration_creates_each_in_a_batch_of_its_own(string product, int triggersForEach)
    {
        using var db = Databases.Named(product);
        var model = db.GetService<IDesignTimeModel>().Model;
        var operations = db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel());
        var commands = db.GetService<IMigrationsSqlGenerator>().Generate(operations, model).Select(x => x.CommandText);
        commands.Count(x => x.StartsWith("CREATE TRIGGER", StringComparison.Ordinal)).ShouldBe(Types.Count * triggersForEach);
    }
}
