using System.Text.RegularExpressions;
using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>Every endpoint of the API × every role × own, neighbouring, foreign and missing. Endpoints are taken from the description the application publishes.</summary>
public sealed partial class EndpointMatrixTests(TwoParks parks) : IClassFixture<TwoParks>
{
    [Fact]
    public async Task A_foreign_park_is_refused_and_says_nothing_not_even_whether_it_is_there()
    {
        var faults = new List<string>();
        await EachAsync(async (operation, name, caller, _) =>
        {
            var foreign = await operation.Send(caller, parks.Foreign.Code, tenant: SmallPark.Mould);
            if (Tells(foreign, parks.Foreign.Mark)) faults.Add($"{name} {operation.Id}: tells {foreign.Text}");
            if (foreign.Status == HttpStatusCode.InternalServerError) faults.Add($"{name} {operation.Id}: breaks");
            if (!operation.Path.Contains("{park}")) return;
            if (foreign.Status != HttpStatusCode.Forbidden) faults.Add($"{name} {operation.Id}: {(int)foreign.Status} {foreign.Text}");
            var missing = await operation.Send(caller, "no-such-park", tenant: SmallPark.Mould);
            if (Plain(foreign).Replace(parks.Foreign.Code, "no-such-park") != Plain(missing)) faults.Add($"{name} {operation.Id}: {foreign.Text} / {missing.Text}");
        });
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tenant_meets_its_neighbour_nowhere()
    {
        var (faults, mark) = (new List<string>(), parks.Own.MarkOf(SmallPark.Mould));
        await EachAsync(async (operation, name, caller, user) =>
        {
            if (user.TenantScope is null) return;
            foreach (var address in Addresses(operation, SmallPark.Mould))
            {
                var neighbour = await operation.SendTo(caller, address);
                var missing = await operation.SendTo(caller, address.Replace(SmallPark.Mould, "NOBODY").Replace("MP-M", "MP-NONE"));
                if (Tells(neighbour, mark)) faults.Add($"{name} {operation.Id} {address}: tells {neighbour.Text}");
                if (operation.Method != "get" && (int)neighbour.Status < 300) faults.Add($"{name} {operation.Id}: is done");
                if (neighbour.Status != missing.Status || Plain(neighbour).Replace(SmallPark.Mould, "NOBODY").Replace("MP-M", "MP-NONE") != Plain(missing)) faults.Add($"{name} {operation.Id} {address}: {neighbour.Text} / {missing.Text}");
            }
        });
        faults.ShouldBeEmpty();
    }

    /// <summary>Searching and sorting by what is not shown would tell it bit by bit.</summary>
    private IEnumerable<string> Addresses(Operation operation, string tenant)
    {
        var address = operation.Address(parks.Own.Code, tenant).Replace("MP-F", "MP-M").Replace("EAST-202601-FORGE", "EAST-202601-MOULD");
        yield return address;
        if (operation.Takes("search")) yield return $"{address}&search=zqown-MOULD";
        if (operation.Takes("tenant")) yield return $"{address}&tenant={tenant}";
        if (operation.Takes("point")) yield return $"{address}&point=MP-M";
    }

    private async Task EachAsync(Func<Operation, string, Caller, CurrentUser, Task> look)
    {
        var operations = (await ApiDocument.Of(parks.Server)).Operations.Where(x => x.Id != Operation.Verify).ToList();
        operations.Count.ShouldBeGreaterThan(100);
        foreach (var (name, user) in await parks.PeopleAsync())
        {
            var caller = parks.Server.As(user);
            foreach (var operation in operations) await look(operation, name, caller, user);
        }
    }

    private static bool Tells(Reply reply, string mark) =>
        Told.ByFile(reply.Bytes).Contains(mark, StringComparison.Ordinal) || reply.Headers.Contains(mark, StringComparison.Ordinal) || reply.Location?.Contains(mark, StringComparison.Ordinal) == true;

    /// <summary>Without what is another at each request.</summary>
    private static string Plain(Reply reply) => TraceId().Replace(reply.Text, "");

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
