using System.Globalization;
using GreenPark.Fuzz;

// GreenPark.Fuzz [--count N] [--seconds N] [--seed N] [--first N] [--only TARGET] [--out FOLDER] | --replay FILE
var options = new Dictionary<string, string>();
for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
if (args.Length % 2 != 0 || options.Keys.Except(["--count", "--seconds", "--seed", "--first", "--only", "--out", "--replay"]).Any())
{
    Console.Error.WriteLine("usage: GreenPark.Fuzz [--count N] [--seconds N] [--seed N] [--first N] [--only TARGET] [--out FOLDER] | --replay FILE");
    return 2;
}
long Number(string name, long otherwise) => options.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

var targets = Targets.All();
if (options.GetValueOrDefault("--replay") is { } path)
{
    // a failing case is kept as TARGET.CASE.bin
    var target = targets.Single(t => t.Name == Path.GetFileName(path).Split('.')[0]);
    var reason = Fuzzer.Check(target, File.ReadAllBytes(path), new FuzzTally());
    Console.WriteLine(reason ?? "no failure");
    return reason is null ? 0 : 1;
}

if (options.GetValueOrDefault("--only") is { } only) targets = [.. targets.Where(t => t.Name == only)];
var (seed, since) = (Number("--seed", DateTime.UtcNow.Ticks % 1_000_000), DateTime.UtcNow);
var fuzzer = new Fuzzer(targets, seed);
fuzzer.Run(Number("--count", long.MaxValue / 2), TimeSpan.FromSeconds(Number("--seconds", 86_400)), Number("--first", 0));
var seconds = (DateTime.UtcNow - since).TotalSeconds;
Console.WriteLine(FormattableString.Invariant($"seed {seed}, {fuzzer.Cases:N0} mutations in {seconds:0} s, {fuzzer.Cases / seconds:N0} a second, {fuzzer.Failures.Count} failures"));
foreach (var (name, tally) in fuzzer.Tallies)
{
    Console.WriteLine(FormattableString.Invariant($"{name}: {tally.Cases:N0}, {tally.Taken:N0} taken, at most {tally.MostAllocated / 1e6:0.0} MB and {tally.LongestMilliseconds:0} ms"));
    Console.WriteLine("  " + string.Join(", ", tally.Refusals.OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value}")));
}
var folder = options.GetValueOrDefault("--out") ?? ".";
foreach (var failure in fuzzer.Failures)
{
    var file = Path.Combine(folder, $"{failure.Target}.{failure.Case}.bin");
    Directory.CreateDirectory(folder);
    File.WriteAllBytes(file, failure.Bytes);
    Console.WriteLine($"FAILED {file} (seed {seed}, case {failure.Case}): {failure.Reason}");
}
return fuzzer.Failures.Count == 0 ? 0 : 1;
