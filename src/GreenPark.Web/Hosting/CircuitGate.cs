using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Caching.Memory;

namespace GreenPark.Web.Hosting;

/// <summary>
/// What comes in by a circuit's connection passes here, before the framework looks at it. A circuit is taken up again by the person who
/// began it only, whoever has learned its secret; a connection sends no more messages than people and their uploads do, more wait; and
/// nobody holds more connections than a person has tabs.
/// </summary>
internal sealed class CircuitGate(IConfiguration settings) : IHubFilter, IDisposable
{
    /// <summary>How long the framework may still know a circuit whose connection has ended; longer than it does.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly int ofPerson = settings.GetValue("Limits:CircuitsOfPerson", 40), ofAddress = settings.GetValue("Limits:CircuitsOfAddress", 400);
    private readonly int perSecond = settings.GetValue("Limits:CircuitMessagesPerSecond", 200);
    private readonly ConcurrentDictionary<string, int> held = new();
    private readonly MemoryCache owners = new(new MemoryCacheOptions());

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var (who, most) = Holder(context.Context);
        if (held.AddOrUpdate(who, 1, (_, count) => count + 1) > most && most > 0)
        {
            Release(who);
            throw new HubException($"More than {most} pages are open at once. Close some of them and load this one again.");
        }
        context.Context.Items[typeof(CircuitGate)] = new State(who, perSecond);
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (StateOf(context.Context) is { } state)
        {
            Release(state.Who);
            state.Limiter?.Dispose();
            if (state.Circuit is { } circuit) owners.Set(circuit, Person(context.Context), Remembered);
        }
        await next(context, exception);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var (state, person) = (StateOf(invocation.Context), Person(invocation.Context));
        if (state?.Limiter is { } limiter)
            using (await limiter.AcquireAsync(1, invocation.Context.ConnectionAborted))
            {
            }
        var taken = invocation is { HubMethodName: "ConnectCircuit", HubMethodArguments: [string secret, ..] } ? KeyOf(secret) : null;
        if (taken is not null && owners.TryGetValue(taken, out string? owner) && owner != person) return false;   // as if there were none
        var result = await next(invocation);
        if (state is null) return result;
        if (taken is not null && result is true) state.Circuit = taken;
        else if (invocation.HubMethodName == "StartCircuit" && result is string begun) state.Circuit = KeyOf(begun);
        else return result;
        owners.Set(state.Circuit, person);
        return result;
    }

    public void Dispose() => owners.Dispose();

    private void Release(string who)
    {
        if (held.AddOrUpdate(who, 0, (_, count) => count - 1) <= 0) held.TryRemove(new(who, 0));
    }

    private (string Who, int Most) Holder(HubCallerContext context) => Person(context) is { Length: > 0 } person
        ? (person, ofPerson) : ($"{context.GetHttpContext()?.Connection.RemoteIpAddress}", ofAddress);

    private static string Person(HubCallerContext context) => context.User?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    private static State? StateOf(HubCallerContext context) => context.Items.TryGetValue(typeof(CircuitGate), out var state) ? (State?)state : null;

    private static string KeyOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Of one connection, whose messages come one after the other.</summary>
    private sealed class State(string who, int perSecond)
    {
        public string Who => who;

        public string? Circuit { get; set; }

        public RateLimiter? Limiter { get; } = perSecond <= 0 ? null : new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 5, TokensPerPeriod = Math.Max(1, perSecond / 10), ReplenishmentPeriod = TimeSpan.FromMilliseconds(100), QueueLimit = 1, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
    }
}
