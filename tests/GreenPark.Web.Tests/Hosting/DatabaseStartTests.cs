using Microsoft.Data.Sqlite;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>A database of another Initial migration: only the demo's is made anew.</summary>
public sealed class DatabaseStartTests
{
    [Fact]
    public async Task A_database_of_another_version_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        var file = Database(folder, "CREATE TABLE Precious (Id INTEGER); INSERT INTO Precious VALUES (1);");
        foreach (var environment in (string[])["Production", "Development"])
        {
            using var web = WebProcess.Start(folder.Path, environment);
            (await web.EndedAsync()).ShouldBe(1);
            web.Output.ShouldContain("another version");
        }
        Scalar(file, "SELECT COUNT(*) FROM Precious").ShouldBe(1L);
    }

    [Fact]
    public async Task The_demo_database_of_another_version_is_made_anew_and_the_old_one_kept()
    {
        using var folder = new TemporaryFolder();
        var file = Database(folder, "PRAGMA application_id = 1196444484; CREATE TABLE Old (Id INTEGER);");
        using var web = await WebProcess.StartedAsync(folder.Path, "Development");
        web.Output.ShouldContain("made anew");
        using var client = web.Client();
        (await client.GetStringAsync("/account/sign-in")).ShouldContain("greenpark.db.before-rebuild");
        Scalar(file, "SELECT COUNT(*) FROM Parks").ShouldBe(1L);
        Scalar(file + ".before-rebuild", "SELECT COUNT(*) FROM Old").ShouldBe(0L);
    }

    [Fact]
    public async Task Production_does_not_run_on_the_demo_database()
    {
        using var folder = new TemporaryFolder();
        Database(folder, "PRAGMA application_id = 1196444484;");
        using var web = WebProcess.Start(folder.Path, "Production");
        (await web.EndedAsync()).ShouldBe(1);
        web.Output.ShouldContain("the demo's");
    }

    private static string Database(TemporaryFolder folder, string sql)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder.File("data")).FullName, "greenpark.db");
        Scalar(file, $"""
            {sql}
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('20200101000000_Initial', '10.0.0');
            """);
        return file;
    }

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
