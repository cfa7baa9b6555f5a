using GreenPark.Persistence;
using GreenPark.Persistence.Sqlite;
using GreenPark.Persistence.SqlServer;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Fixture;

/// <summary>Contexts of either product, for what needs no server: models, migrations, translation.</summary>
internal static class Databases
{
    public static GreenParkDb Open(DatabaseOptions options, CurrentUser? user = null) => Provider(options, user ?? CurrentUser.System).CreateScope().ServiceProvider.GetRequiredService<GreenParkDb>();

    public static GreenParkDb Sqlite() => Open(new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=:memory:"));

    public static GreenParkDb SqlServer() => Open(new DatabaseOptions(DatabaseProvider.SqlServer, "Server=nowhere"));

    public static TheoryData<string> Names => [nameof(Sqlite), nameof(SqlServer)];

    public static GreenParkDb Named(string name) => name == nameof(Sqlite) ? Sqlite() : SqlServer();

    private static ServiceProvider Provider(DatabaseOptions options, CurrentUser user) =>
        new ServiceCollection().AddSingleton(user).AddGreenParkDatabase(options).BuildServiceProvider();
}
