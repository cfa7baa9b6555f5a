global using System.Net;
global using System.Text.Json;
global using GreenPark.Web.Tests.Fixture;
global using Shouldly;
global using Xunit;

[assembly: AssemblyFixture(typeof(Server))]

/// <summary>Tests that open SQLite themselves need the redirect before the first connection.</summary>
internal static class Sqlite
{
    [System.Runtime.CompilerServices.ModuleInitializer]
    internal static void Redirect() => GreenPark.Persistence.Redirect.SqliteRedirect.EnsureInstalled();
}
