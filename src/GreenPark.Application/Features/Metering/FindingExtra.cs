using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>What a finding says besides, as it is kept: amounts as whole numbers, so that it stays the same however a sentence writes them.</summary>
internal static class FindingExtra
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static string Write(IEnumerable<object?> extra) =>
        JsonSerializer.Serialize(extra.Select(x => x is Amount ? x : Convert.ToString(x, CultureInfo.InvariantCulture)), Options);

    public static ImmutableArray<object?> Read(string json) => [.. JsonSerializer.Deserialize<JsonElement[]>(json)!.Select(x => x.ValueKind == JsonValueKind.Object ? x.Deserialize<Amount>(Options) : (object?)x.GetString())];
}
