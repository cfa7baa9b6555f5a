using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Platform;

/// <summary>
/// The whole suite runs on SQL Server where a connection string is given; where none is, this says so instead of passing silently.
/// </summary>
public sealed class SqlServerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task This_suite_ran_on_SQL_Server()
    {
        if (TestDatabase.SqlServer is null)
            Assert.Skip($"{TestDatabase.Variable} holds no connection string: every test of this project ran on SQLite only.");
        (await database.Look(db => Task.FromResult(db.Database.ProviderName))).ShouldBe("Microsoft.EntityFrameworkCore.SqlServer");
    }
}
