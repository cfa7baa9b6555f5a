using System.Diagnostics;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GreenPark.Benchmarks;

/// <summary>
/// What the checks of the pipeline cost a request: the same query through it and past it, in turns. The query asks the database for
/// one row that is not there, so that little else is measured.
/// </summary>
public static class PipelineBenchmark
{
    private const int Warm = 500, Rounds = 9, Requests = 1_000;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("greenpark-bench");
        try
        {
            var database = Path.Combine(folder.FullName, "bench.db");
            await using var whole = DatabaseBenchmark.Services(folder.FullName, database);
            await using var bare = DatabaseBenchmark.Services(folder.FullName, database, also: x => x.RemoveAll(typeof(IPipelineBehavior<,>)));
            await whole.GetRequiredService<DatabaseSetup>().MigrateAsync();
            foreach (var services in (ServiceProvider[])[whole, bare]) await TimeAsync(services, Warm);
            var rounds = new List<(double Whole, double Bare)>();
            for (var i = 0; i < Rounds; i++) rounds.Add((await TimeAsync(whole, Requests), await TimeAsync(bare, Requests)));
            var (with, without) = (Timing.Median(rounds.Select(x => x.Whole)), Timing.Median(rounds.Select(x => x.Bare)));
            output.WriteLine($"pipeline: {with:0.0} µs a request through it, {without:0.0} µs past it: its checks cost {with - without:0.0} µs (target: below 200), {with / without:0.00} times");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Microseconds of one request.</summary>
    private static async Task<double> TimeAsync(ServiceProvider services, int requests)
    {
        var (sender, user) = (services.GetRequiredService<Sender>(), new CurrentUser(Guid.CreateVersion7(), "reader", Role.Administrator));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < requests; i++) await sender.Send(new GetPark("none"), user);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / requests;
    }
}
