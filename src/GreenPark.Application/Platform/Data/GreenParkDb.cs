using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using GreenPark.Application.Platform.Retention;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace GreenPark.Application.Platform;

/// <summary>Why a database refused a write, where that is the data's or the moment's fault and not the program's.</summary>
public enum StoreConflict { None, Duplicate, Referenced, Busy }

/// <summary>
/// The database as the features see it; GreenPark.Persistence has one subclass for each product. Each feature adds its sets
/// in a part of this class (<c>…Db.cs</c> in its folder) and maps each entity in the entity's own file.
/// </summary>
public abstract partial class GreenParkDb(DbContextOptions options, CurrentUser user)
    : IdentityUserContext<AppUser, Guid>(options)
{
    /// <summary>Names of the query filters; row-level security on SQL Server follows them.</summary>
    public const string ParkFilter = "park", TenantFilter = "tenant";

    public DbSet<AuditRecord> AuditRecords => Set<AuditRecord>();

    /// <summary>What was saved in this scope, for the audit record.</summary>
    internal ChangeLog Changes { get; } = new();

    /// <summary>Collation that compares byte by byte, so that codes sort and compare by ordinal.</summary>
    public abstract string OrdinalCollation { get; }

    /// <summary>Collation of other texts, or null for the product's own.</summary>
    protected abstract string? TextCollation { get; }

    /// <summary>Reads the product's error number.</summary>
    public abstract StoreConflict ConflictOf(DbException exception);

    /// <summary>The only park that is seen; null is every park. The query filters read it through the context, once per query.</summary>
    public ParkId? ParkScope => user.ParkScope;

    /// <summary>The only tenant that is seen; null is every tenant. Likewise.</summary>
    public TenantId? TenantScope => user.TenantScope;

    // likewise
    private DateOnly? SeesFrom => user.Days?.From;
    private DateOnly? SeesTo => user.Days?.To;
    private DateTime? SeesFromUtc => user.Days?.From?.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
    private DateTime? SeesToUtc => user.Days?.To?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>Whether one of the days, to before <paramref name="to"/>, is among those that are seen.</summary>
    public bool Sees(DateOnly from, DateOnly to) => SeesFrom == null || (from < SeesTo && to > SeesFrom);

    /// <summary>
    /// Says which version of the aggregate the user saw, and makes the save write a new one even where only its parts change.
    /// </summary>
    public void Claim(IVersioned entity, Guid versionSeen)
    {
        var version = Entry(entity).Property(nameof(IVersioned.Version));
        version.OriginalValue = versionSeen;
        version.CurrentValue = Guid.CreateVersion7();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        foreach (var id in TypesThatAre(typeof(IId<>))) configuration.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        if (TextCollation is { } collation) configuration.Properties<string>().UseCollation(collation);
        foreach (var text in TypesThatAre(typeof(IStoredText<>)))
            typeof(StoredTextConverter<>).MakeGenericType(text).GetMethod("Configure")!.Invoke(null, [configuration, OrdinalCollation]);
        configuration.Properties<DateTime>().HaveConversion<UtcConverter>().HavePrecision(6);
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32).UseCollation(OrdinalCollation);
        configuration.Properties<EmissionFactor>().HaveConversion<EmissionFactorConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(GreenParkDb).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(x => x.ClrType.Assembly == typeof(GreenParkDb).Assembly).ToList())
        {
            var entity = builder.Entity(type.ClrType);
            if (type.FindPrimaryKey() is { Properties: [{ Name: "Id" } key] }) entity.Property(key.Name).ValueGeneratedNever();   // made in code
            if (type.ClrType.IsAssignableTo(typeof(IVersioned))) entity.Property(nameof(IVersioned.Version)).IsConcurrencyToken();
            if (type.ClrType.IsAssignableTo(typeof(IAppendOnly))) entity.ToTable(x => x.HasTrigger(AppendOnly.TriggerOf(type.GetTableName()!)));
            if (type.ClrType.GetCustomAttribute<RetiresAttribute>() is { } retires) entity.HasAnnotation(RetiresAttribute.Annotation, retires.Text);
            if (type.ClrType.GetCustomAttribute<RetiresWithMonthAttribute>() is { } withMonth) entity.HasAnnotation(RetiresWithMonthAttribute.Annotation, withMonth.Text);
            // what is unique on one database must not be the same on the other one, and is looked up as it was written
            foreach (var text in type.GetIndexes().Where(x => x.IsUnique).SelectMany(x => x.Properties).Where(x => x.ClrType == typeof(string))) text.SetCollation(OrdinalCollation);
            // a park and a tenant are their own scope: they have it as their id
            if (type.ClrType.IsAssignableTo(typeof(IOfPark)))
                Filter(type.FindProperty(nameof(IOfPark.ParkId)) is null ? nameof(FilterPark) : nameof(FilterByPark), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfParkOrShared))) Filter(nameof(FilterByParkOrShared), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfTenant)))
                Filter(type.FindProperty(nameof(IOfTenant.TenantId)) is null ? nameof(FilterTenant) : nameof(FilterByTenant), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfWholePark))) Filter(nameof(FilterWholePark), type.ClrType, builder);
            if (type.ClrType.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(ISeenByTenants<>))) Filter(nameof(FilterSeen), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfDays))) Filter(nameof(FilterByDays), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(ITouchesDays))) Filter(nameof(FilterByTouch), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfDay))) Filter(nameof(FilterByDay), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfMonth))) Filter(nameof(FilterByMonth), type.ClrType, builder);
            if (type.ClrType.IsAssignableTo(typeof(IOfInstant))) Filter(nameof(FilterByInstant), type.ClrType, builder);
        }
        // of no park where it is the platform's, which only those see who see every park
        builder.Entity<AuditRecord>().HasQueryFilter(ParkFilter, x => ParkScope == null || x.ParkId == ParkScope);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        BeforeSave();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        BeforeSave();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void BeforeSave()
    {
        foreach (var entry in ChangeTracker.Entries().ToList())   // detects changes
        {
            AppendOnly.Guard(entry);
            if (entry.State is not (EntityState.Added or EntityState.Modified)) { Changes.Add(entry); continue; }
            if (entry.Entity is IHasCode coded && entry.Metadata.FindProperty(CodeMapping.KeyColumn) is not null)
                entry.Property(CodeMapping.KeyColumn).CurrentValue = coded.Code.Key;
            if (entry.Entity is IVersioned) entry.Property(nameof(IVersioned.Version)).CurrentValue = Guid.CreateVersion7();
            Changes.Add(entry);
        }
    }

    private void Filter(string method, Type entity, ModelBuilder builder) =>
        typeof(GreenParkDb).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(entity).Invoke(this, [builder]);

    private void FilterPark<T>(ModelBuilder builder) where T : class =>
        builder.Entity<T>().HasQueryFilter(ParkFilter, x => ParkScope == null || EF.Property<ParkId>(x, "Id") == ParkScope);

    private void FilterByPark<T>(ModelBuilder builder) where T : class =>
        builder.Entity<T>().HasQueryFilter(ParkFilter, x => ParkScope == null || EF.Property<ParkId>(x, nameof(IOfPark.ParkId)) == ParkScope);

    private void FilterByParkOrShared<T>(ModelBuilder builder) where T : class => builder.Entity<T>().HasQueryFilter(ParkFilter, x => ParkScope == null
        || EF.Property<ParkId?>(x, nameof(IMayBeOfPark.ParkId)) == null || EF.Property<ParkId?>(x, nameof(IMayBeOfPark.ParkId)) == ParkScope);

    private void FilterTenant<T>(ModelBuilder builder) where T : class =>
        builder.Entity<T>().HasQueryFilter(TenantFilter, x => TenantScope == null || EF.Property<TenantId>(x, "Id") == TenantScope);

    private void FilterByTenant<T>(ModelBuilder builder) where T : class =>
        builder.Entity<T>().HasQueryFilter(TenantFilter, x => TenantScope == null || EF.Property<TenantId>(x, nameof(IOfTenant.TenantId)) == TenantScope);

    private void FilterWholePark<T>(ModelBuilder builder) where T : class =>
        builder.Entity<T>().HasQueryFilter(TenantFilter, x => TenantScope == null);

    private void FilterSeen<T>(ModelBuilder builder) where T : class, ISeenByTenants<T>
    {
        Expression<Func<bool>> everyTenant = () => TenantScope == null;
        var seen = T.IsSeenBy(this);
        builder.Entity<T>().HasQueryFilter(TenantFilter, Expression.Lambda<Func<T, bool>>(Expression.OrElse(everyTenant.Body, seen.Body), seen.Parameters));
    }

    private void FilterByDays<T>(ModelBuilder builder) where T : class => builder.Entity<T>().HasQueryFilter("period", x => SeesFrom == null
        || (EF.Property<DateOnly>(x, nameof(IOfDays.From)) >= SeesFrom && EF.Property<DateOnly>(x, nameof(IOfDays.To)) <= SeesTo));

    private void FilterByTouch<T>(ModelBuilder builder) where T : class => builder.Entity<T>().HasQueryFilter("period", x => SeesFrom == null
        || (EF.Property<DateOnly>(x, nameof(ITouchesDays.From)) < SeesTo && EF.Property<DateOnly>(x, nameof(ITouchesDays.To)) > SeesFrom));

    private void FilterByDay<T>(ModelBuilder builder) where T : class => builder.Entity<T>().HasQueryFilter("period", x => SeesFrom == null
        || (EF.Property<DateOnly>(x, nameof(IOfDay.Day)) >= SeesFrom && EF.Property<DateOnly>(x, nameof(IOfDay.Day)) < SeesTo));

    private void FilterByMonth<T>(ModelBuilder builder) where T : class => builder.Entity<T>().HasQueryFilter("period", x => SeesFrom == null
        || (EF.Property<DateOnly>(x, nameof(IOfMonth.Month)) >= SeesFrom && EF.Property<DateOnly>(x, nameof(IOfMonth.Month)) < SeesTo));

    private void FilterByInstant<T>(ModelBuilder builder) where T : class => builder.Entity<T>().HasQueryFilter("period", x => SeesFromUtc == null
        || (EF.Property<DateTime>(x, nameof(IOfInstant.At)) >= SeesFromUtc && EF.Property<DateTime>(x, nameof(IOfInstant.At)) <= SeesToUtc));

    private static IEnumerable<Type> TypesThatAre(Type kind) => typeof(GreenParkDb).Assembly.GetTypes()
        .Where(x => x.IsValueType && x.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == kind));
}
