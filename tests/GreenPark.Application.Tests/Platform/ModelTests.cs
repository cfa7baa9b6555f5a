using GreenPark.Application.Tests.Fixture;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GreenPark.Application.Tests.Platform;

/// <summary>What the two models must have in common, read from the models themselves.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Products => Databases.Names;

    [Theory, MemberData(nameof(Products))]
    public void The_migrations_are_up_to_date(string product)
    {
        using var db = Databases.Named(product);
        db.Database.HasPendingModelChanges().ShouldBeFalse("run scripts/rebuild-initial.sh");
    }

    [Fact]
    public void Both_products_have_the_same_migrations()
    {
        using var sqlite = Databases.Sqlite();
        using var sqlServer = Databases.SqlServer();
        Names(sqlite).ShouldBe(Names(sqlServer));
        Names(sqlite).ShouldBe(["Initial"]);   // until the first release

        static IEnumerable<string> Names(GreenParkDb db) => db.Database.GetMigrations().Select(x => x[(x.IndexOf('_') + 1)..]);
    }

    [Theory, MemberData(nameof(Products))]
    public void No_column_sorts_or_compares_differently(string product)
    {
        using var db = Databases.Named(product);
        var offenders = Columns(db).Where(x => !IsIdentitys(x)).Where(x => Banned(x.ClrType) || Banned(StoredAs(x)));
        offenders.Select(Name).ShouldBeEmpty();

        static bool Banned(Type type) => Bare(type) is var t
            && (t == typeof(decimal) || t == typeof(float) || t == typeof(double) || t == typeof(DateTimeOffset) || t == typeof(TimeSpan));
    }

    [Theory, MemberData(nameof(Products))]
    public void Enums_are_texts_and_ids_are_typed(string product)
    {
        using var db = Databases.Named(product);
        var columns = Columns(db).Where(x => !IsIdentitys(x)).ToList();
        columns.Where(x => Bare(x.ClrType).IsEnum && StoredAs(x) != typeof(string)).Select(Name).ShouldBeEmpty();
        columns.Where(x => x.Name == "Id" && x.ClrType == typeof(Guid)).Select(Name).ShouldBeEmpty();
    }

    [Fact]
    public void On_SQL_Server_every_text_names_its_collation_and_instants_have_microseconds()
    {
        using var db = Databases.SqlServer();
        // collations are left out of the run-time model
        var columns = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(x => x.Columns).ToList();
        columns.Where(x => x.StoreType.StartsWith("nvarchar", StringComparison.Ordinal) && x.PropertyMappings.Any() && x.Collation is null).Select(x => $"{x.Table.Name}.{x.Name}").ShouldBeEmpty();
        columns.Where(x => x.StoreType.StartsWith("datetime2", StringComparison.Ordinal) && x.StoreType != "datetime2(6)").Select(x => $"{x.Table.Name}.{x.Name}").ShouldBeEmpty();
    }

    /// <summary>Else one database takes as another what the other one takes for the same.</summary>
    [Fact]
    public void On_SQL_Server_what_is_unique_and_what_is_looked_up_by_it_is_compared_by_ordinal()
    {
        using var db = Databases.SqlServer();
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Where(x => x.EntityTypeMappings.Any(m => !IsIdentitys(m.TypeBase.ClrType)));
        var unique = tables.SelectMany(x => x.Indexes.Where(i => i.IsUnique).SelectMany(i => i.Columns).Concat(x.UniqueConstraints.SelectMany(k => k.Columns))).Where(x => x.Collation is not null).Distinct().ToList();
        unique.Count.ShouldBeGreaterThan(10);
        unique.Where(x => x.Collation != "Latin1_General_100_BIN2").Select(x => $"{x.Table.Name}.{x.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Both_products_have_the_same_tables_and_columns()
    {
        using var sqlite = Databases.Sqlite();
        using var sqlServer = Databases.SqlServer();
        Shape(sqlite).ShouldBe(Shape(sqlServer));

        static IEnumerable<string> Shape(GreenParkDb db) =>
            db.Model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name} {c.IsNullable}")).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<IProperty> Columns(GreenParkDb db) => db.Model.GetEntityTypes().SelectMany(x => x.GetFlattenedProperties());

    private static bool IsIdentitys(Type type) => type.Namespace == typeof(IdentityUser).Namespace;

    private static bool IsIdentitys(IProperty property) =>
        IsIdentitys(property.DeclaringType.ClrType)
        || property.PropertyInfo?.DeclaringType?.Namespace == typeof(IdentityUser).Namespace;

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Type StoredAs(IProperty property) => Bare(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

    private static string Name(IProperty property) => $"{property.DeclaringType.DisplayName()}.{property.Name}";
}
