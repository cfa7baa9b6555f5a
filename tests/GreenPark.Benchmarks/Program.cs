using GreenPark.Benchmarks;

switch (args.FirstOrDefault())
{
    case "kernel":
        KernelBenchmark.Run(Console.Out);
        return 0;
    case "database":
        await DatabaseBenchmark.RunAsync(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: GreenPark.Benchmarks kernel|database");
        return 2;
}
