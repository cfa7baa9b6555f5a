using GreenPark.Application.Tests.Fixture;
using GreenPark.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Platform;

public sealed class DatabaseSetupTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private DatabaseSetup Setup => database.Services.GetRequiredService<DatabaseSetup>();

    [Fact]
    public async Task A_database_is_current_of_another_initial_or_fresh()
    {
        (await Setup.InspectAsync()).ShouldBe(DatabaseState.Current);
        await Rename("x" + "_Initial");
        (await Setup.InspectAsync()).ShouldBe(DatabaseState.OtherInitial);
        await Setup.DropAsync();
        (await Setup.InspectAsync()).ShouldBe(DatabaseState.Fresh);
        await Setup.MigrateAsync();
        (await Setup.InspectAsync()).ShouldBe(DatabaseState.Current);

        Task Rename(string id) => database.Look(db => db.Database.ExecuteSqlAsync($"UPDATE __EFMigrationsHistory SET MigrationId = {id}"));
    }

    [Theory]
    [InlineData(null, null, "Sqlite", "Data Source=greenpark.db", null)]
    [InlineData("sqlserver", "Server=x", "SqlServer", "Server=x", "1")]
    public void The_configuration_names_the_database(string? provider, string? connection, string expectedProvider, string expectedConnection, string? batch)
    {
        var options = DatabaseOptions.From(Configuration(provider, connection, batch));
        (options.Provider.ToString(), options.ConnectionString, options.MaxBatchSize?.ToString()).ShouldBe((expectedProvider, expectedConnection, batch));
    }

    [Theory, InlineData("Oracle", "x"), InlineData("SqlServer", null), InlineData("7", "x")]
    public void A_configuration_without_sense_is_told(string provider, string? connection) =>
        Should.Throw<InvalidOperationException>(() => DatabaseOptions.From(Configuration(provider, connection, null))).Message.ShouldContain("Database:Provider");

    private static IConfiguration Configuration(string? provider, string? connection, string? batch) => new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:GreenPark"] = connection, ["Database:MaxBatchSize"] = batch }).Build();
}
