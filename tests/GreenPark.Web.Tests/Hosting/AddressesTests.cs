using GreenPark.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>Where a development copy's statements lead: to where it listens.</summary>
public sealed class AddressesTests
{
    [Theory]
    [InlineData("urls", "http://localhost:5099", "http://localhost:5099")]
    [InlineData("urls", "http://127.0.0.1:5099/;https://localhost:7000", "http://127.0.0.1:5099")]
    [InlineData("urls", "http://+:5099", "http://localhost:5099")]
    [InlineData("urls", "http://[::]:5099", "http://localhost:5099")]
    [InlineData("http_ports", "8080", "http://localhost:8080")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://0.0.0.0:8081", "http://localhost:8081")]
    [InlineData("other", "", "http://localhost:5080")]
    public void The_first_address_is_told_as_a_browser_takes_it(string setting, string value, string address) =>
        Addresses.Of(new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build()).ShouldBe(address);
}
