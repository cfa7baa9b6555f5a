using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Statements;
using GreenPark.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Fixture;

/// <summary>
/// The application on a real database of its own: a SQLite file, or, where GREENPARK_TEST_SQLSERVER holds a connection string,
/// a database created for the run on that server. One for each test class (<c>IClassFixture</c>).
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    public const string Variable = "GREENPARK_TEST_SQLSERVER";

    private readonly string name = $"greenpark_test_{Guid.CreateVersion7():N}";
    private ServiceProvider? services;

    private readonly EphemeralDataProtectionProvider protection = new();

    private string KeyFile => Path.Combine(Path.GetTempPath(), $"{name}.p12");

    public static string? SqlServer => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    public IServiceProvider Services => services!;
    public Sender Sender => Services.GetRequiredService<Sender>();
    public FixedClock Clock { get; } = new();

    /// <summary>Where set, every context has it, with query caches of its own, so that each query is compiled under its eyes.</summary>
    public Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor? Interceptor { get; init; }

    /// <summary>How files of readings are taken, where that is not as by default.</summary>
    public ImportOptions? Imports { get; init; }

    /// <summary>The options of a database that only this fixture uses.</summary>
    public DatabaseOptions Options => SqlServer is { } server
        ? new(DatabaseProvider.SqlServer, new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString, MaxBatchSize)
        : new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Path.GetTempPath(), name)}.db");

    private static int? MaxBatchSize =>
        int.TryParse(Environment.GetEnvironmentVariable("GREENPARK_TEST_MAXBATCHSIZE"), out var size) ? size : null;

    public async ValueTask InitializeAsync()
    {
        services = Build(Options);
        await Services.GetRequiredService<DatabaseSetup>().MigrateAsync();
    }

    /// <param name="more">Replaces what a test wants to go wrong.</param>
    public ServiceProvider Build(DatabaseOptions options, Action<IServiceCollection>? more = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(new SigningOptions { DevelopmentKeyFile = KeyFile, PublicBaseAddress = "https://park.example" });
        collection.AddSingleton(new FreshSignInOptions(null));   // a test of its own asks for it
        collection.AddGreenParkApplication(typeof(TestDatabase).Assembly);
        collection.AddGreenParkDatabase(options);
        collection.AddSingleton<IDataProtectionProvider>(protection);
        if (Imports is { } imports) collection.AddSingleton(imports);
        if (Interceptor is { } interceptor)
            collection.ConfigureDbContext<Persistence.Sqlite.SqliteGreenParkDb>(x => x.AddInterceptors(interceptor).EnableSensitiveDataLogging());   // the flag is part of the key of EF's internal services
        more?.Invoke(collection);
        return collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    /// <summary>Straight at the database, as the system or as somebody, for what no query shows.</summary>
    public async Task<T> Look<T>(Func<GreenParkDb, Task<T>> look, CurrentUser? user = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<DatabaseOptions>();
        await using var db = Databases.Open(options, user);
        return await look(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<DatabaseSetup>().DropAsync();
        await services!.DisposeAsync();
        File.Delete(KeyFile);
    }
}

/// <summary>A clock that stands at 2026-03-02 08:00 UTC until it is moved.</summary>
public sealed class FixedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
}
