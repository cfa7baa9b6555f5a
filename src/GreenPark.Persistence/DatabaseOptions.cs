using GreenPark.Persistence.Sqlite;
using GreenPark.Persistence.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace GreenPark.Persistence;

public enum DatabaseProvider { Sqlite, SqlServer }

/// <summary>
/// <c>Database:Provider</c> (Sqlite unless said otherwise), <c>ConnectionStrings:GreenPark</c>, and <c>Database:MaxBatchSize</c>
/// (statements in one round trip; 1 for servers that do not take MERGE batches; EF's own choice if absent), and
/// <c>Database:RowLevelSecurity</c> (SQL Server keeps parks and tenants apart by itself too; on unless said otherwise, SQLite has none).
/// </summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString, int? MaxBatchSize = null, bool RowLevelSecurity = true)
{
    // compatibility level of SQL Server 2019, the oldest that is supported
    private const int SqlServerCompatibilityLevel = 150;

    /// <summary>The file of an embedded database; null on a server or in memory.</summary>
    public string? SqliteFile => Provider == DatabaseProvider.Sqlite && new SqliteConnectionStringBuilder(ConnectionString).DataSource is { Length: > 0 } file && file != ":memory:"
        ? Path.GetFullPath(file) : null;

    /// <param name="configuration">The settings.</param>
    /// <param name="folder">Where relative files of an embedded database stand; its default is <c>greenpark.db</c> in there.</param>
    public static DatabaseOptions From(IConfiguration configuration, string folder = "")
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException($"Database:Provider is \"{name}\"; it must be Sqlite or SqlServer.");
        var connection = configuration.GetConnectionString("GreenPark") is { Length: > 0 } text ? text : null;
        if (provider == DatabaseProvider.Sqlite) connection = InFolder(connection ?? "Data Source=greenpark.db", folder);
        return new DatabaseOptions(
            provider,
            connection ?? throw new InvalidOperationException("Database:Provider is SqlServer, but ConnectionStrings:GreenPark is not set."),
            configuration.GetValue<int?>("Database:MaxBatchSize"),
            configuration.GetValue("Database:RowLevelSecurity", true));
    }

    private static string InFolder(string connection, string folder)
    {
        var builder = new SqliteConnectionStringBuilder(connection);
        if (builder.DataSource is ":memory:" or "" || builder.Mode == SqliteOpenMode.Memory) return connection;
        builder.DataSource = Path.Combine(folder, builder.DataSource);
        return builder.ConnectionString;
    }

    internal void Apply(DbContextOptionsBuilder builder)
    {
        // two who register the same code at once are told a conflict: what EF logs of it as errors is none. Whatever is one is thrown on
        // and logged where it ends
        builder.ConfigureWarnings(x => x.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));
        if (Provider == DatabaseProvider.Sqlite) ApplySqlite(builder, ConnectionString, MaxBatchSize);
        else ApplySqlServer(builder, ConnectionString, MaxBatchSize);
        if (Provider == DatabaseProvider.SqlServer && RowLevelSecurity) builder.AddInterceptors(new SessionScope());
    }

    internal static void ApplySqlite(DbContextOptionsBuilder builder, string connection, int? maxBatchSize) => builder
        .UseSqlite(connection, x => { if (maxBatchSize is { } size) x.MaxBatchSize(size); })
        .AddInterceptors(new SqlitePragmas())
        .ReplaceService<IMigrationsSqlGenerator, SqliteTriggers>();

    internal static void ApplySqlServer(DbContextOptionsBuilder builder, string connection, int? maxBatchSize) => builder
        .UseSqlServer(connection, x =>
        {
            x.UseCompatibilityLevel(SqlServerCompatibilityLevel).EnableRetryOnFailure();
            if (maxBatchSize is { } size) x.MaxBatchSize(size);
        })
        .ReplaceService<IMigrationsSqlGenerator, SqlServerTriggers>();
}
