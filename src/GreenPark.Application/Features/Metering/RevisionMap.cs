using System.Globalization;
using System.Text.Json;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Metering;

/// <summary>Which revision of each metering point's day a run used; days of one revision that follow each other are one entry.</summary>
internal sealed class RevisionMap
{
    private readonly SortedDictionary<string, List<(DateOnly First, int Days, int Revision)>> spans = new(StringComparer.Ordinal);

    /// <summary>Days of a point come in ascending order.</summary>
    public void Add(string point, DateOnly day, int revision)
    {
        if (!spans.TryGetValue(point, out var list)) spans[point] = list = [];
        if (list.Count > 0 && list[^1] is var last && last.Revision == revision && last.First.AddDays(last.Days) == day) list[^1] = last with { Days = last.Days + 1 };
        else list.Add((day, 1, revision));
    }

    /// <summary>The revision of a day, 0 for none.</summary>
    public int Of(string point, DateOnly day)
    {
        if (!spans.TryGetValue(point, out var list)) return 0;
        foreach (var (first, days, revision) in list)
            if (day >= first && day < first.AddDays(days)) return revision;
        return 0;
    }

    public byte[] ToJson() => new CanonicalObject(spans.Select(s => KeyValuePair.Create(s.Key, (CanonicalValue?)new CanonicalArray(s.Value.Select(x =>
        (CanonicalValue?)new CanonicalArray([EvidenceTime.Write(x.First), (CanonicalValue)(long)x.Days, (CanonicalValue)(long)x.Revision])))))).ToBytes();

    public static RevisionMap Read(byte[] json)
    {
        var map = new RevisionMap();
        using var document = JsonDocument.Parse(json);
        foreach (var point in document.RootElement.EnumerateObject())
            map.spans[point.Name] = [.. point.Value.EnumerateArray().Select(x =>
                (DateOnly.ParseExact(x[0].GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture), x[1].GetInt32(), x[2].GetInt32()))];
        return map;
    }
}
