using Microsoft.EntityFrameworkCore;

namespace GreenPark.Web.Tests.Http;

/// <summary>The whole suite runs on SQL Server where a connection string is given; where none is, this says so instead of passing silently.</summary>
public sealed class SqlServerTests(Server server)
{
    [Fact]
    public async Task This_suite_ran_on_SQL_Server()
    {
        if (Server.SqlServer is null) Assert.Skip($"{Server.Variable} holds no connection string: every test of this project ran on SQLite only.");
        (await server.Look(db => Task.FromResult(db.Database.ProviderName))).ShouldBe("Microsoft.EntityFrameworkCore.SqlServer");
    }
}
