global using System.Net;
global using System.Text.Json;
global using GreenPark.Web.Tests.Fixture;
global using Shouldly;
global using Xunit;

[assembly: AssemblyFixture(typeof(Server))]
