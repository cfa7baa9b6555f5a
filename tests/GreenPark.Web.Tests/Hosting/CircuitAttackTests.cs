using System.Net.WebSockets;
using System.Reflection;
using GreenPark.Application.Platform.People;
using Microsoft.JSInterop;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>What somebody can do to circuits who speaks with their hub by hand.</summary>
public sealed class CircuitAttackTests(Server server)
{
    private static CurrentUser Somebody() => new(Guid.CreateVersion7(), "Somebody", Role.Administrator);

    [Fact]
    public async Task A_circuit_is_taken_up_by_whoever_began_it_and_nobody_else()
    {
        var owner = Somebody();
        using var first = await RawCircuit.OpenAsync(server, owner);
        var secret = await first.StartAsync();
        foreach (var other in (CurrentUser?[])[Somebody(), null])
        {
            using var thief = await RawCircuit.OpenAsync(server, other);
            (await thief.TakeUpAsync(secret)).ShouldBeFalse($"by {other?.Id.ToString() ?? "nobody"}");
        }
        using var again = await RawCircuit.OpenAsync(server, owner);
        foreach (var made in (string[])["", "x", new string('A', secret.Length), secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A'), $"{secret[..20]}{secret[..20]}"])
            (await again.TakeUpAsync(made)).ShouldBeFalse(made);
        (await again.TakeUpAsync(secret)).ShouldBeTrue();
        first.Dispose();
        await Task.Delay(200);   // the connection has gone, and the circuit waits
        using var late = await RawCircuit.OpenAsync(server, Somebody());
        (await late.TakeUpAsync(secret)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GreenPark.Web", "ProgressAsync", 0L)]
    [InlineData("System.Private.CoreLib", "System.IO.File.ReadAllText", 0L)]
    [InlineData(null, "DispatchEventAsync", 4_711L)]
    [InlineData(null, "PressAsync", -1L)]
    public async Task A_call_of_what_is_not_there_fails_and_reaches_nobody_elses_circuit(string? assembly, string method, long component)
    {
        using var victim = await RawCircuit.OpenAsync(server, Somebody());
        var kept = await victim.StartAsync();
        using var forger = await RawCircuit.OpenAsync(server, Somebody());
        await forger.StartAsync();
        await forger.TellAsync("BeginInvokeDotNetFromJS", "1", assembly, method, component, "[\"/etc/passwd\"]");
        var answer = await forger.HearAsync("JS.EndInvokeDotNet");
        (answer[0], answer[1]).ShouldBe(("1", false));
        (await victim.TakeUpAsync(kept)).ShouldBeTrue("the other circuit lives");
    }

    [Fact]
    public async Task A_message_without_end_closes_the_line()
    {
        using var flooder = await RawCircuit.OpenAsync(server, Somebody());
        await Should.ThrowAsync<WebSocketException>(() => flooder.AskAsync("ConnectCircuit", new string('x', 1 << 20)));
    }

    [Fact]
    public async Task Nobody_holds_more_circuits_than_tabs_can_be_open()
    {
        var (person, open, refused) = (Somebody(), new List<RawCircuit>(), 0);
        for (var i = 0; i < 45; i++)
        {
            try
            {
                var circuit = await RawCircuit.OpenAsync(server, person);
                await circuit.StartAsync();
                open.Add(circuit);
            }
            catch (WebSocketException)
            {
                refused++;
            }
        }
        (open.Count, refused).ShouldBe((40, 5));
        using var other = await RawCircuit.OpenAsync(server, Somebody());
        await other.StartAsync();
        foreach (var circuit in open) circuit.Dispose();
    }

    /// <summary>Such a method is anybody's: a circuit calls it by its name, whoever is signed in.</summary>
    [Fact]
    public void No_static_method_is_open_to_scripts() => typeof(Program).Assembly.GetTypes()
        .SelectMany(x => x.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(x => x.GetCustomAttribute<JSInvokableAttribute>() is not null).Select(x => $"{x.DeclaringType!.Name}.{x.Name}").ShouldBeEmpty();
}
