using GreenPark.Application.Platform.People;
using GreenPark.Persistence.Sqlite;
using GreenPark.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GreenPark.Persistence;

/// <summary>How <c>dotnet ef</c> makes a context: without the web application and without a server.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteGreenParkDb>
{
    public SqliteGreenParkDb CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqliteGreenParkDb>();
        DatabaseOptions.ApplySqlite(builder, "Data Source=:memory:", null);
        return new SqliteGreenParkDb(builder.Options, CurrentUser.System);
    }
}

internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerGreenParkDb>
{
    public SqlServerGreenParkDb CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqlServerGreenParkDb>();
        DatabaseOptions.ApplySqlServer(builder, "Server=design-time", null);
        return new SqlServerGreenParkDb(builder.Options, CurrentUser.System);
    }
}
