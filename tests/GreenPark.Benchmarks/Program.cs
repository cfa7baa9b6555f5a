using GreenPark.Benchmarks;

switch (args.FirstOrDefault())
{
    case "kernel":
        KernelBenchmark.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: GreenPark.Benchmarks kernel");
        return 2;
}
