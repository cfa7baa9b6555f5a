using System.Text;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>The published description of the API, by which tests reach every endpoint that there is.</summary>
internal sealed class ApiDocument(JsonElement root)
{
    public static async Task<ApiDocument> Of(Server server) => new((await server.Nobody().Get("/swagger/v1/swagger.json").Ok()).Json);

    public JsonElement Root => root;

    public IReadOnlyList<Operation> Operations { get; } =
        [.. from path in root.GetProperty("paths").EnumerateObject() from method in path.Value.EnumerateObject() select new Operation(path.Name, method.Name, method.Value)];
}

/// <summary>One endpoint with a request that would be taken, were it not for who sends it or where to.</summary>
internal sealed record Operation(string Path, string Method, JsonElement Description)
{
    public const string Verify = "VerifyPack";

    public string Id => Description.TryGetProperty("operationId", out var id) ? id.GetString()! : "";

    public bool TakesJson => Body?.TryGetProperty("application/json", out _) == true;

    /// <summary>Answers with a file to keep.</summary>
    public bool GivesFile => Description.GetProperty("responses").TryGetProperty("200", out var ok) && ok.TryGetProperty("content", out var content)
        && content.EnumerateObject().Any(x => x.Value.TryGetProperty("schema", out var schema) && schema.TryGetProperty("format", out var format) && format.GetString() == "binary");

    private JsonElement? Body => Description.TryGetProperty("requestBody", out var body) ? body.GetProperty("content") : null;

    public Task<Reply> Send(Caller caller, string park, string? json = null, string tenant = SmallPark.Forge) => SendTo(caller, Address(park, tenant), json);

    public Task<Reply> SendTo(Caller caller, string address, string? json = null) =>
        caller.Send(HttpMethod.Parse(Method), address, Body is null ? null : TakesJson ? Caller.Text(json ?? Example()) : Caller.Bytes("interval_start,MP-F\n"u8.ToArray(), "text/csv"));

    /// <summary>The same of February's month, run, statement and days.</summary>
    public string AddressOfFebruary(string park, string tenant, string file = "")
    {
        var address = Address(park, tenant, file).Replace("/runs/1", "/runs/2").Replace("2026-02-01", "2026-03-01").Replace("2026-01-", "2026-02-").Replace("202601", "202602");
        return Takes("month") && !address.Contains("month=", StringComparison.Ordinal) ? $"{address}&month=2026-02-01" : address;
    }

    public string Address(string park, string tenant = SmallPark.Forge, string file = "")
    {
        var address = new StringBuilder(Path)
            .Replace("{park}", park).Replace("{microgrid}", "EAST").Replace("{tenant}", tenant).Replace("{site}", "HALL").Replace("{unit}", "PV")
            .Replace("{contract}", SmallPark.Contract).Replace("{point}", "MP-F").Replace("{run}", "1").Replace("{change}", "1").Replace("{finding}", "1").Replace("{read}", "1").Replace("{consent}", "1").Replace("{exportApproval}", "1").Replace("{hold}", "1").Replace("{kind}", "readLog").Replace("{meterClass}", "wind").Replace("{day}", "2026-01-05").Replace("{number}", "EAST-202601-FORGE-r1")
            .Replace("{file}", file.Length > 0 ? file : Id == "GetRunFile" ? "balance.csv" : "pdf").Replace("{factor}", "none").Replace("{key}", "gateway").Replace("{role}", "0195a000-0000-7000-8000-000000000001").Replace("{email}", "nobody@nowhere.example");
        var query = Parameters.Where(x => x.GetProperty("in").GetString() == "query" && x.TryGetProperty("required", out var required) && required.GetBoolean())
            .Select(x => x.GetProperty("name").GetString()!)
            .Select(x => $"{x}={(x == "version" ? Guid.CreateVersion7().ToString() : x == "to" ? "2026-02-01" : x is "first" or "last" ? "1" : "2026-01-01")}");
        if (Takes("destination")) query = query.Append("destination=domestic");
        return $"{address}?{string.Join('&', query)}";
    }

    public bool Takes(string query) => Parameters.Any(x => x.GetProperty("in").GetString() == "query" && x.GetProperty("name").GetString() == query);

    private IEnumerable<JsonElement> Parameters => Description.TryGetProperty("parameters", out var list) ? list.EnumerateArray() : [];

    private string Example() => Body!.Value.GetProperty("application/json").TryGetProperty("example", out var example) ? example.GetRawText() : "{}";
}
