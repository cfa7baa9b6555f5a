using GreenPark.Application.Platform;
using GreenPark.Persistence.Sqlite;
using GreenPark.Persistence.SqlServer;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Persistence;

public static class PersistenceSetup
{
    /// <summary>The database that the configuration names, as <see cref="GreenParkDb"/>, and <see cref="DatabaseSetup"/> to create it.</summary>
    public static IServiceCollection AddGreenParkDatabase(this IServiceCollection services, IConfiguration configuration) =>
        services.AddGreenParkDatabase(DatabaseOptions.From(configuration));

    public static IServiceCollection AddGreenParkDatabase(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<DatabaseSetup>();
        // Identity's tables depend on this option, which it reads from the services of whoever makes the context: the migrations too
        services.Configure<IdentityOptions>(x => x.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        return options.Provider == DatabaseProvider.Sqlite
            ? services.Add<SqliteGreenParkDb>(options)
            : services.Add<SqlServerGreenParkDb>(options);
    }

    private static IServiceCollection Add<TDb>(this IServiceCollection services, DatabaseOptions options) where TDb : GreenParkDb => services
        .AddDbContext<TDb>(options.Apply)
        .AddScoped<GreenParkDb>(x => x.GetRequiredService<TDb>());
}
