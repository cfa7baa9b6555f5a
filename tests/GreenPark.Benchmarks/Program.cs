using GreenPark.Benchmarks;

var benchmarks = new Dictionary<string, Action<TextWriter>>
{
    ["kernel"] = KernelBenchmark.Run,
    ["engine"] = EngineBenchmark.Run,
    ["files"] = FilesBenchmark.Run,
    ["readings"] = ReadingsBenchmark.Run,
    ["intake"] = IntakeBenchmark.Run,
    ["pack"] = output => PackBenchmark.Run(output, verify: false),
    ["verify"] = output => PackBenchmark.Run(output, verify: true),
    ["large"] = output => LargeFileBenchmark.RunAsync(output).GetAwaiter().GetResult(),
    ["upload"] = output => UploadBenchmark.RunAsync(output).GetAwaiter().GetResult(),
    ["pipeline"] = output => PipelineBenchmark.RunAsync(output).GetAwaiter().GetResult(),
    ["database"] = output => DatabaseBenchmark.RunAsync(output).GetAwaiter().GetResult(),
};
if (args is not [var name] || (name != "all" && !benchmarks.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: GreenPark.Benchmarks all | {string.Join(" | ", benchmarks.Keys)}");
    return 2;
}
Timing.Machine(Console.Out);
foreach (var (key, run) in benchmarks)
    if (name == "all" || name == key) run(Console.Out);
return 0;
