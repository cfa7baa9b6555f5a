using GreenPark.Application.Platform;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence.Sqlite;
using GreenPark.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Persistence;

/// <summary>How <c>dotnet ef</c> makes a context: without the web application and without a server.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteGreenParkDb>
{
    public SqliteGreenParkDb CreateDbContext(string[] args) =>
        DesignTime.Open<SqliteGreenParkDb>(new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=:memory:"));
}

internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerGreenParkDb>
{
    public SqlServerGreenParkDb CreateDbContext(string[] args) =>
        DesignTime.Open<SqlServerGreenParkDb>(new DatabaseOptions(DatabaseProvider.SqlServer, "Server=design-time"));
}

internal static class DesignTime
{
    /// <summary>By the same registration as the application's, so that the same options make the same model.</summary>
    public static TDb Open<TDb>(DatabaseOptions options) where TDb : GreenParkDb => new ServiceCollection()
        .AddSingleton(CurrentUser.System)
        .AddGreenParkDatabase(options)
        .BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<TDb>();
}
