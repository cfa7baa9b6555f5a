using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Engine.Results;

namespace GreenPark.Engine.Tests.Attribution;

/// <summary>
/// A random, valid microgrid with complete readings: every rule, storage, losses, dates, clock changes, from single Wh to TWh.
/// The seed alone decides it, so that a failure names what repeats it.
/// </summary>
internal sealed class RandomPark
{
    private static readonly (string Zone, string[] Days, int[] Minutes)[] Calendars =
    [
        ("Asia/Shanghai", ["2026-03-02", "2024-02-28"], [60, 60, 30, 15]),
        ("Europe/Berlin", ["2026-03-28", "2026-03-29", "2025-10-25", "2025-10-26"], [60, 60, 30]),
        ("America/St_Johns", ["2026-03-08", "2025-11-01"], [60, 30]),
        ("Australia/Lord_Howe", ["2026-04-04", "2025-10-05"], [30]),
    ];
    private static readonly long[] Sizes = [3, 30, 5_000, 5_000, 2_000_000, 900_000_000_000_000];

    /// <summary>GREENPARK_TEST_EFFORT multiplies the number of parks that are tried.</summary>
    private static readonly int Effort = int.TryParse(Environment.GetEnvironmentVariable("GREENPARK_TEST_EFFORT"), out var effort) ? effort : 1;

    private readonly Random random;
    private readonly long size;
    private readonly DateOnly first;
    private ParkFile? park;

    private RandomPark(int seed, bool storage)
    {
        Seed = seed;
        random = new Random(seed);
        size = Pick(Sizes);
        var (zone, days, minutes) = Pick(Calendars);
        first = DateOnly.ParseExact(Pick(days), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Grid = DayGrid.Create(zone, Pick(minutes), first, first.AddDays(random.Next(1, 4))).Value;
        HasStorage = storage && Chance(2);
        Json = Build(zone);
        Points = [.. List("meteringPoints").Select(p => (string)p!["code"]!).Distinct()];
        Values = Fill();
    }

    public int Seed { get; }
    public DayGrid Grid { get; }
    public bool HasStorage { get; }
    public JsonObject Json { get; }
    public string[] Points { get; }

    /// <summary>Wh by interval and metering point.</summary>
    public long[][] Values { get; }

    public static void Each(int times, Action<RandomPark> property, bool storage = true) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times * Effort), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).Select(seed => new RandomPark(seed, storage)).ToArbitrary(), park =>
        {
            property(park);
            return true;
        }));

    public JsonArray List(string name) => Json["microgrid"]![name]!.AsArray();

    public byte[] ParkBytes => Encoding.UTF8.GetBytes(Json.ToJsonString());

    public ParkFile Park => park ??= ParkFileReader.Read(ParkBytes, "park.json") is { IsSuccess: true } read ? read.Value : throw new InvalidOperationException("the generator made an invalid park");

    /// <summary>The readings as a file; columns and rows may be chosen.</summary>
    public byte[] Csv(IReadOnlyList<string>? columns = null, Func<int, bool>? rows = null, string lineEnd = "\n", bool mark = false)
    {
        columns ??= Points;
        var text = new StringBuilder(mark ? "\uFEFF" : "").Append("interval_start").AppendJoin("", columns.Select(c => "," + c)).Append(lineEnd);
        for (var t = 0; t < Grid.Intervals; t++)
            if (rows is null || rows(t))
                text.Append(Grid.Label(t)).AppendJoin("", columns.Select(c => "," + KilowattHours.Format(Values[t][Array.IndexOf(Points, c)]))).Append(lineEnd);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public RunResult Run(byte[]? park = null, params byte[][] readings)
    {
        if (readings.Length == 0) readings = [Csv()];
        var run = FileRun.Of(park ?? ParkBytes, [.. readings.Select((bytes, i) => ($"readings-{i}.csv", bytes))]);
        return run.IsSuccess ? run.Value : throw new InvalidOperationException(string.Join("; ", run.Errors.Select(e => $"{e.Place} {e.Code} {string.Join(' ', e.Args)}")));
    }

    public override string ToString() => $"seed {Seed}: {Json.ToJsonString()}";

    public T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }

    public bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private JsonObject Build(string zone)
    {
        var sources = Enumerable.Range(0, random.Next(1, 4)).Select(i => $"s{i}").ToArray();
        var members = Enumerable.Range(0, random.Next(1, 7)).Select(i => $"m{i}").ToArray();
        var offGrid = Chance(5);
        var microgrid = new JsonObject
        {
            ["code"] = "mg", ["timeZone"] = zone, ["intervalMinutes"] = Grid.IntervalMinutes,
            ["lossTreatment"] = Chance(2) ? "none" : "proportional",
            ["locationBased"] = Chance(2) ? "grid" : "directLine",
            ["offGrid"] = offGrid,
            ["sources"] = ListOf(sources.Select(s => new JsonObject { ["code"] = s, ["factor"] = Factor(50) })),
            ["members"] = ListOf(members.Select(m => Chance(4) ? new JsonObject { ["code"] = m, ["baselineFactor"] = Factor(600) } : new JsonObject { ["code"] = m })),
            ["meteringPoints"] = ListOf(MeteringPoints(sources, members, offGrid)),
            ["contracts"] = ListOf(Enumerable.Range(0, random.Next(0, 4)).SelectMany(i => Contract($"k{9 - i}", sources, members))),
            ["factors"] = new JsonObject { ["family"] = Chance(2) ? "operational" : "lifecycle", ["gridAverage"] = Factor(700), ["residual"] = Chance(3) ? null : Factor(700) },
        };
        if (HasStorage)
            microgrid["storage"] = new JsonObject
            {
                ["efficiencyPpm"] = Chance(3) ? 1_000_000 : random.Next(1, 1_000_001), ["openingGreenWh"] = Amount(), ["openingOtherWh"] = Amount(), ["factor"] = Factor(50),
            };
        return new JsonObject { ["method"] = "gpm-1", ["microgrid"] = microgrid };
    }

    private IEnumerable<JsonObject> MeteringPoints(string[] sources, string[] members, bool offGrid)
    {
        foreach (var source in sources) yield return Point($"G-{source}", "generation", source);
        foreach (var member in members)
        {
            if (!Chance(5) || Grid.Days == 1) yield return Point($"C-{member}", "consumption", member);
            else
            {
                // changes hands inside the run
                var day = Day();
                var (before, after) = (Point($"C-{member}", "consumption", member), Point($"C-{member}", "consumption", Pick(members)));
                before["to"] = day;
                after["from"] = day;
                yield return before;
                yield return after;
            }
        }
        if (Chance(3)) yield return Point("G-more", "generation", Pick(sources));
        if (Chance(3) && members.Length > 1)
            yield return new JsonObject
            {
                ["code"] = "SUB", ["measures"] = "consumption",
                ["parts"] = ListOf([new JsonObject { ["of"] = members[0], ["sign"] = -1 }, new JsonObject { ["of"] = members[1] }]),
            };
        if (HasStorage)
        {
            yield return Point("CH", "charge");
            yield return Point("DIS", "discharge");
        }
        if (!offGrid)
        {
            yield return Point("IMP", "import");
            yield return Point("EXP", "export");
        }
        if (Chance(3)) yield return Point("CURT", "curtailment");
    }

    private IEnumerable<JsonObject> Contract(string code, string[] sources, string[] members)
    {
        var rule = Pick(new[] { "proRata", "fixedShares", "sharesThenRedistribute", "priorityTiers" });
        var entries = new List<JsonObject>();
        var whole = Chance(2) ? 1_000_000 : 700_001;
        foreach (var member in Shuffled(members))
        {
            if (Chance(4)) continue;
            var share = Chance(5) ? 0 : random.Next(whole + 1);
            whole -= share;
            var entry = new JsonObject { ["code"] = member, ["sharePpm"] = share, ["tier"] = random.Next(1, 4) };
            entries.Add(entry);
            if (!Chance(4)) continue;
            entry[Chance(2) ? "from" : "to"] = Day();
            if (!entry.ContainsKey("to") || !Chance(2)) continue;
            // and back again, a day later
            entries.Add(new JsonObject { ["code"] = member, ["sharePpm"] = share, ["tier"] = 1, ["from"] = Day((string)entry["to"]!, 1) });
        }
        var contract = new JsonObject
        {
            ["code"] = code, ["priority"] = random.Next(1, 3), ["rule"] = rule,
            ["sources"] = ListOf(Shuffled(sources.Append("storage")).Where(_ => !Chance(4)).Select(s => JsonValue.Create(s))),
            ["members"] = ListOf(entries),
        };
        yield return contract;
        if (!Chance(4)) yield break;
        contract["to"] = Day();
        var renewed = (JsonObject)contract.DeepClone();
        renewed.Remove("to");
        renewed["from"] = (string)contract["to"]!;
        renewed["rule"] = "proRata";
        yield return renewed;
    }

    private long[][] Fill()
    {
        var subs = Array.IndexOf(Points, "SUB");
        var main = Array.IndexOf(Points, "C-m0");
        var values = new long[Grid.Intervals][];
        for (var t = 0; t < values.Length; t++)
        {
            var night = Chance(3);
            values[t] = [.. Points.Select(p => (night && p.StartsWith("G-", StringComparison.Ordinal)) || Chance(6) ? 0 : Amount())];
            // a sub-meter never shows more than its main meter, whoever the main meter belongs to on the day
            if (subs < 0) continue;
            values[t][subs] = MainIsOwn(Grid.DayOf(t)) ? Math.Min(values[t][subs], values[t][main]) : 0;
        }
        return values;
    }

    private bool MainIsOwn(int day) =>
        Park.Microgrid.MeteringPoints.Any(p => p.Code == "C-m0" && p.Parts[0].Of == "m0" && p.Valid.Contains(Grid.Day(day)));

    private long Amount() => Chance(4) ? random.NextInt64(4) : random.NextInt64(size + 1);

    private JsonNode Factor(int below) => JsonValue.Create(random.Next(below * 10_000) / 10_000m);

    private string Day() => Day(first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), random.Next(0, 4));

    private static string Day(string day, int later) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Point(string code, string measures, string? of = null) =>
        of is null ? new JsonObject { ["code"] = code, ["measures"] = measures } : new JsonObject { ["code"] = code, ["measures"] = measures, ["of"] = of };

    private static JsonArray ListOf(IEnumerable<JsonNode?> items) => new([.. items]);
}
