using System.Reflection;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>
/// Every message there is × every role × a foreign park and a neighbour: what pages, circuits, endpoints and jobs may ever send passes
/// here, so that no way around a page or an endpoint is left. Messages are found, never listed.
/// </summary>
public sealed class RequestMatrixTests(TwoParks parks) : IClassFixture<TwoParks>
{
    internal static readonly IReadOnlyList<Type> Requests = [.. typeof(Sender).Assembly.GetTypes()
        .Where(x => x is { IsAbstract: false, IsInterface: false } && x.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IMessage<>)))
        .OrderBy(x => x.Name)];

    [Fact]
    public async Task Nobody_of_one_park_learns_or_changes_anything_of_another()
    {
        var faults = new List<string>();
        foreach (var request in Requests)
            foreach (var (name, user) in await parks.PeopleAsync())
            {
                var foreign = await SendAsync(request, user, parks.Foreign.Code, SmallPark.Mould);
                var missing = await SendAsync(request, user, "no-such-park", SmallPark.Mould);
                if (foreign.Told.Contains(parks.Foreign.Mark, StringComparison.Ordinal)) faults.Add($"{name} {request.Name}: tells {foreign.Told}");
                if (!NamesPark(request)) continue;
                if (foreign.Kind is not ErrorKind.Forbidden) faults.Add($"{name} {request.Name}: {foreign.Kind} {foreign.Told}");
                if (foreign.Queries != 0) faults.Add($"{name} {request.Name}: {foreign.Queries} queries before the refusal");
                if (foreign.Told.Replace(parks.Foreign.Code, "no-such-park") != missing.Told || foreign.Queries != missing.Queries) faults.Add($"{name} {request.Name}: differs from a park that is not there: {foreign.Told} / {missing.Told}");
            }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_neighbour_is_as_if_it_were_not_there()
    {
        var faults = new List<string>();
        foreach (var request in Requests)
            foreach (var (name, user) in (await parks.PeopleAsync()).Where(x => x.User.TenantScope is not null))
            {
                var neighbour = await SendAsync(request, user, parks.Own.Code, SmallPark.Mould);
                var missing = await SendAsync(request, user, parks.Own.Code, "NOBODY");
                if (neighbour.Told.Contains(parks.Own.MarkOf(SmallPark.Mould), StringComparison.Ordinal)) faults.Add($"{name} {request.Name}: tells {neighbour.Told}");
                if (neighbour.Kind is null && request.IsAssignableTo(typeof(IChangesData))) faults.Add($"{name} {request.Name}: is done");
                if (neighbour.Told.Replace(SmallPark.Mould, "NOBODY").Replace("MP-M", "MP-NONE") != missing.Told) faults.Add($"{name} {request.Name}: {neighbour.Told} / {missing.Told}");
                if (neighbour.Queries != missing.Queries) faults.Add($"{name} {request.Name}: {neighbour.Queries} queries, where nobody is there {missing.Queries}");
            }
        faults.ShouldBeEmpty();
    }

    /// <summary>In the own park too: a refusal comes before the database is asked, and is the same whatever was named.</summary>
    [Fact]
    public async Task Who_lacks_the_permission_is_refused_before_anything_is_asked()
    {
        var (faults, refused) = (new List<string>(), 0);
        foreach (var request in Requests)
            foreach (var (name, user) in (await parks.PeopleAsync()).Where(x => !request.GetCustomAttribute<AllowAttribute>()!.Admits(x.User)))
            {
                var answer = await SendAsync(request, user, parks.Own.Code, SmallPark.Forge);
                if (answer.Kind is not ErrorKind.Forbidden || !answer.Told.StartsWith("user.not_allowed", StringComparison.Ordinal) || answer.Queries != 0) faults.Add($"{name} {request.Name}: {answer}");
                refused++;
            }
        faults.ShouldBeEmpty();
        refused.ShouldBeGreaterThan(300);
    }

    /// <summary>The marks are found where they may be seen: else nothing above would prove anything.</summary>
    [Fact]
    public async Task The_own_marks_are_seen_by_those_who_may()
    {
        var seen = new List<string>();
        foreach (var request in Requests.Where(x => !x.IsAssignableTo(typeof(IChangesData))))
            foreach (var (_, user) in await parks.PeopleAsync())
                if ((await SendAsync(request, user, parks.Own.Code, SmallPark.Mould)).Told.Contains(parks.Own.Mark, StringComparison.Ordinal)) seen.Add(request.Name);
        seen.Distinct().Count().ShouldBeGreaterThan(12, string.Join(' ', seen.Distinct()));
    }

    private static bool NamesPark(Type request) => request.GetProperty("Park")?.PropertyType == typeof(string);

    private async Task<(ErrorKind? Kind, string Told, int Queries)> SendAsync(Type request, CurrentUser user, string park, string tenant)
    {
        var message = new Filled(Names(request, park, tenant)).Make(request);
        var result = request.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IMessage<>)).GetGenericArguments()[0];
        var send = typeof(RequestMatrixTests).GetMethod(nameof(AskAsync), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(result);
        var ((kind, told), queries) = await Commands.CountAsync(() => (Task<(ErrorKind?, string)>)send.Invoke(this, [message, user])!);
        return (kind, told, queries);
    }

    private Task<(ErrorKind?, string)> AskAsync<T>(IMessage<T> message, CurrentUser user) => AskAsync(parks.Server, message, user);

    internal static async Task<(ErrorKind?, string)> AskAsync<T>(Server server, IMessage<T> message, CurrentUser user)
    {
        var result = await server.Services.GetRequiredService<Sender>().Send(message, user);
        return result.TryGet(out var value) ? (null, Told.By(value)) : (result.FirstError.Kind, string.Join('\n', result.Errors.Select(x => $"{x.Code}: {Fault.Of(x).Text}")));
    }

    /// <summary>What the parts of messages are called by name; a code stands for whatever its request is about.</summary>
    internal static Dictionary<string, string> Names(Type request, string park, string tenant) => new()
    {
        ["Park"] = park, ["Microgrid"] = "EAST", ["Tenant"] = tenant, ["Point"] = tenant == SmallPark.Forge ? "MP-F" : tenant == SmallPark.Mould ? "MP-M" : "MP-NONE",
        ["Contract"] = SmallPark.Contract, ["Site"] = "HALL", ["Unit"] = "PV", ["Number"] = $"EAST-202601-{tenant}-r1", ["File"] = "balance.csv", ["Email"] = $"{park}@harbour.example",
        ["Code"] = request.Namespace!.Contains("Tenants", StringComparison.Ordinal) ? tenant : "gateway", ["Search"] = "zq", ["Reason"] = "A reason", ["Note"] = "A note", ["Of"] = tenant,
        ["FileName"] = "2026-01.csv", ["Zone"] = "Asia/Shanghai", ["TimeZone"] = "Asia/Shanghai", ["Culture"] = "en", ["Import"] = Guid.Empty.ToString(), ["Destination"] = "Domestic",
    };
}
