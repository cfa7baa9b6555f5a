using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Tests.Http;

/// <summary>What holds at every endpoint, those that are yet to come included.</summary>
public sealed class EveryEndpointTests(Server server)
{
    [Fact]
    public async Task Nobody_gets_in_without_signing_in() => await EachFails(x => x.Id != Operation.Verify,
        x => x.Send(server.Nobody(), "anywhere"), HttpStatusCode.Unauthorized, "request.not_signed_in");

    [Fact]
    public async Task Who_has_no_role_may_do_nothing() => await EachFails(x => x.Id != Operation.Verify,
        x => x.Send(server.WithoutRole(), "anywhere"), HttpStatusCode.Forbidden, "user.not_allowed");

    [Fact]
    public async Task A_park_of_others_is_not_theirs_whether_or_not_it_is_there()
    {
        var (own, other) = (await new SmallPark(server).Register(), await new SmallPark(server).Register());
        foreach (var code in (string[])[other.Code, "nowhere"])
            await EachFails(x => x.Path.Contains("{park}"), x => AsWhoMay(x, own.Id, code), HttpStatusCode.Forbidden, "scope.not_yours");
    }

    /// <summary>As the first role of the park that the endpoint does not refuse for itself.</summary>
    private async Task<Reply> AsWhoMay(Operation operation, ParkId own, string park)
    {
        var reply = await operation.Send(server.Of(Role.ParkManager, own), park);
        return reply.Code == "user.not_allowed" ? await operation.Send(server.Of(Role.ComplianceOfficer, own), park) : reply;
    }

    /// <summary>Both ask for what is Forge's. What Forge itself does not get would prove nothing of its neighbour.</summary>
    [Fact]
    public async Task A_tenant_user_reads_of_others_nothing_and_changes_nothing()
    {
        var park = await new SmallPark(server).BuildFinal();
        var (forge, mould) = (await park.Tenant(SmallPark.Forge), await park.Tenant(SmallPark.Mould));
        var (faults, shown) = (new List<string>(), new List<string>());
        foreach (var operation in (await ApiDocument.Of(server)).Operations.Where(x => x.Id != Operation.Verify && x.Path.Contains("{park}")))
        {
            var (own, reply) = (await operation.Send(forge, park.Code), await operation.Send(mould, park.Code));
            if (Tells(operation, own)) shown.Add(operation.Id);
            var changed = operation.Method != "get" && reply.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
            if (Tells(operation, reply) || changed || reply.Status == HttpStatusCode.InternalServerError) faults.Add($"{operation.Id}: {(int)reply.Status} {reply.Text}");
        }
        faults.ShouldBeEmpty();
        shown.Order().ShouldBe(
        [
            "GetContract", "GetMemberDays", "GetMemberSeries", "GetMemberYear", "GetMeteringPoint", "GetMicrogrid", "GetReadsFile", "GetStatementFile", "GetTenant",
            "ListConsents", "ListMeteringPoints", "ListReads", "ListStatements", "ListTenants", "StatementsZip", "WithdrawConsent",
        ]);
        await mould.Get($"{park.Path}/tenants/{SmallPark.Forge}").Fails(HttpStatusCode.NotFound, "tenant.not_found");
        await mould.Get($"{park.Grid}/metering-points/MP-F").Fails(HttpStatusCode.NotFound, "metering.not_found");
        await mould.Get($"{park.Grid}/runs/1/members/{SmallPark.Forge}/series").Fails(HttpStatusCode.Forbidden, "scope.not_yours");
        await mould.Get($"{park.Path}/member-year?tenant={SmallPark.Forge}").Fails(HttpStatusCode.Forbidden, "scope.not_yours");
        foreach (var own in (string[])[$"{park.Path}/tenants/{SmallPark.Mould}", $"{park.Grid}/runs/1/members/{SmallPark.Mould}/series?destination=domestic", $"{park.Path}/member-year?tenant={SmallPark.Mould}"])
            await mould.Get(own).Ok();

        static bool Tells(Operation operation, Reply reply) => reply.Status == HttpStatusCode.OK
            && (operation.Path.Contains("{tenant}") || operation.Path.Contains("{point}") || operation.Path.Contains("{number}") || reply.Text.Contains(SmallPark.Forge, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_verifier_reads_and_changes_nothing()
    {
        var park = await new SmallPark(server).Register();
        await EachFails(x => x.Method != "get" && x.Path.Contains("{park}"), x => x.Send(park.Verifier, park.Code), HttpStatusCode.Forbidden, "user.not_allowed");
    }

    /// <summary>Half a body, another type of body and no JSON at all are told what is wrong, and never break anything.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{ \"version\": 7, ")]
    public async Task A_body_that_does_not_fit_is_a_problem(string json)
    {
        var park = await new SmallPark(server).Register();
        var faults = new List<string>();
        foreach (var operation in (await ApiDocument.Of(server)).Operations.Where(x => x.TakesJson && !AlsoWithout.Contains(x.Id)))
        {
            var reply = await operation.Send(park.Administrator, park.Code, json);
            if (reply.Status != HttpStatusCode.BadRequest || reply.Type != "application/problem+json" || reply.Text.Contains("System.", StringComparison.Ordinal))
                faults.Add($"{operation.Id}: {(int)reply.Status} {reply.Text}");
        }
        faults.ShouldBeEmpty();
    }

    /// <summary>JSON is one of the files that they take, or may be left out: its content is not the first thing that is looked at.</summary>
    private static readonly string[] AlsoWithout = ["ImportReadings", "PreviewReadings", "ImportUpload", "RotateApiKey"];

    /// <summary>Texts that are null where a form would send an empty one.</summary>
    [Fact]
    public async Task Nulls_break_nothing()
    {
        var park = await new SmallPark(server).Build();
        var faults = new List<string>();
        foreach (var operation in (await ApiDocument.Of(server)).Operations.Where(x => x.TakesJson))
        {
            var body = operation.Description.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
            foreach (var json in WithNulls(body))
            {
                var reply = await operation.Send(park.Administrator, park.Code, json);
                if (reply.Status == HttpStatusCode.InternalServerError) faults.Add($"{operation.Id} {json}: {reply.Text}");
            }
        }
        faults.ShouldBeEmpty();
    }

    /// <summary>The body with each of its properties, at whatever depth, null in turn.</summary>
    private static IEnumerable<string> WithNulls(string json)
    {
        var count = Properties(System.Text.Json.Nodes.JsonNode.Parse(json)!).Count();
        for (var i = 0; i < count; i++)
        {
            var root = System.Text.Json.Nodes.JsonNode.Parse(json)!;
            var (owner, name) = Properties(root).ElementAt(i);
            owner[name] = null;
            yield return root.ToJsonString();
        }
    }

    private static IEnumerable<(System.Text.Json.Nodes.JsonObject Owner, string Name)> Properties(System.Text.Json.Nodes.JsonNode? node) => node switch
    {
        System.Text.Json.Nodes.JsonObject o => o.Select(x => (o, x.Key)).Concat(o.SelectMany(x => Properties(x.Value))),
        System.Text.Json.Nodes.JsonArray a => a.SelectMany(Properties),
        _ => [],
    };

    private async Task EachFails(Func<Operation, bool> which, Func<Operation, Task<Reply>> send, HttpStatusCode status, string code)
    {
        var operations = (await ApiDocument.Of(server)).Operations.Where(which).ToList();
        operations.Count.ShouldBeGreaterThan(10);
        var faults = new List<string>();
        foreach (var operation in operations)
        {
            var reply = await send(operation);
            if (reply.Status != status || reply.Type != "application/problem+json" || reply.Code != code) faults.Add($"{operation.Id}: {(int)reply.Status} {reply.Text}");
        }
        faults.ShouldBeEmpty();
    }
}
