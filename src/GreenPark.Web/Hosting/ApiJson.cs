using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Hosting;

/// <summary>
/// How the API writes and reads: names in camelCase, choices by name, ids as UUIDs, factors in g/kWh, errors with their text.
/// A property without a default must be there, so that nothing is taken as 0 because a name was misspelt.
/// </summary>
internal static class ApiJson
{
    public static void AddApiJson(this WebApplicationBuilder builder) => builder.Services.ConfigureHttpJsonOptions(x => Configure(x.SerializerOptions));

    public static void Configure(JsonSerializerOptions options)
    {
        // unsafe inside HTML only, which the content type and nosniff rule out
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new Ids());
        options.Converters.Add(new Factors());
        options.Converters.Add(new Errors());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(SummaryAsJson);
    }

    /// <summary>A run's summary is kept as text, byte for byte; a reader of JSON wants it as JSON.</summary>
    private static void SummaryAsJson(JsonTypeInfo type)
    {
        if (type.Type != typeof(GetRun.Shown)) return;
        foreach (var property in type.Properties)
            if (string.Equals(property.Name, nameof(GetRun.Shown.Summary), StringComparison.OrdinalIgnoreCase)) property.CustomConverter = new JsonText();
    }

    private sealed class Ids : JsonConverterFactory
    {
        public override bool CanConvert(Type type) =>
            type.IsValueType && type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IId<>));

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

        private sealed class Converter<T> : JsonConverter<T> where T : struct, IId<T>
        {
            public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => T.Of(reader.GetGuid());
            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
        }
    }

    private sealed class Factors : JsonConverter<EmissionFactor>
    {
        public override EmissionFactor Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            EmissionFactor.TryFrom(reader.GetDecimal(), out var factor) ? factor : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, EmissionFactor value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Grams);
    }

    private sealed class Errors : JsonConverter<Error>
    {
        public override Error Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();
        public override void Write(Utf8JsonWriter writer, Error value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, Fault.Of(value), options);
    }

    private sealed class JsonText : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => JsonNode.Parse(ref reader)!.ToJsonString();
        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
    }
}
