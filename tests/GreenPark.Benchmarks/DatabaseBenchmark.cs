using System.Diagnostics;
using System.Globalization;
using System.Text;
using GreenPark.Application;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Quantities;
using GreenPark.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Benchmarks;

/// <summary>A park of 200 members on SQLite: importing its year, and the year's run from the database to persisted results.</summary>
public static class DatabaseBenchmark
{
    internal const string Park = "bench", Microgrid = "mg";
    private static readonly DateOnly From = new(2025, 1, 1), To = new(2026, 1, 1);

    public static async Task RunAsync(TextWriter output, int members = 200)
    {
        var folder = Directory.CreateTempSubdirectory("greenpark-bench");
        try
        {
            await using var services = Services(folder.FullName, Path.Combine(folder.FullName, "bench.db"));
            await services.GetRequiredService<DatabaseSetup>().MigrateAsync();
            var sender = services.GetRequiredService<Sender>();
            await Register(sender, members);
            output.WriteLine($"database: SQLite, {members} members, {To.DayNumber - From.DayNumber} days of 15 minutes");

            var (readings, watch) = (0L, new Stopwatch());
            for (var month = From; month < To; month = month.AddMonths(1))
            {
                var csv = Csv(members, month, month.AddMonths(1));
                watch.Start();
                readings += (await Send(sender, new ImportReadings(Park, Microgrid, $"{month:yyyy-MM}.csv", csv))).Readings;
                watch.Stop();
            }
            output.WriteLine($"import: {readings:N0} readings in {watch.Elapsed.TotalSeconds:0.00} s, {readings / watch.Elapsed.TotalSeconds:N0} readings/s, file to committed rows");

            var requested = await Send(sender, new RequestRun(Park, Microgrid, From, To));
            var before = GC.GetTotalAllocatedBytes();
            watch.Restart();
            await services.GetRequiredService<RunWorker>().WorkAsync(requested.Id, RunState.Queued);
            var run = await Send(sender, new GetRun(Park, Microgrid, requested.Number));
            output.WriteLine($"run: the year from the database to persisted results in {watch.Elapsed.TotalSeconds:0.00} s (state {run.State}), "
                + $"{(GC.GetTotalAllocatedBytes() - before) / 1e9:0.0} GB allocated; peak of the process, with whatever ran before: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");

            watch.Restart();
            var calculated = await Send(sender, new CalculateRun(requested.Id));
            output.WriteLine($"  of which reading and calculating (measured again): {watch.Elapsed.TotalSeconds:0.00} s for {calculated.Result.Series.Intervals:N0} intervals");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static ServiceProvider Services(string folder, string database, ImportOptions? imports = null, Action<IServiceCollection>? also = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(imports ?? new ImportOptions());
        services.AddLogging();
        services.AddSingleton(new SigningOptions { DevelopmentKeyFile = Path.Combine(folder, "key.p12") });
        services.AddGreenParkApplication();
        services.AddGreenParkDatabase(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={database}"));
        also?.Invoke(services);
        return services.BuildServiceProvider();
    }

    internal static async Task Register(Sender sender, int members)
    {
        await Send(sender, new RegisterPark(Park, "Benchmark park", "", "330000", ""));
        await Send(sender, new RegisterMicrogrid(Park, Microgrid, MicrogridType.GridConnected, 15, "Asia/Shanghai", FactorFamily.Operational, new MicrogridFields("Benchmark", "")));
        foreach (var unit in (string[])["pv", "wind", "bio"])
            await Send(sender, new AddGenerationUnit(Park, Microgrid, await Version(sender), unit, new UnitFields(unit, "", Technology.Other, 50_000_000)));
        await Send(sender, new AddFactor("grid", FactorScope.National, "CN", "Grid", "", 2023, FactorKind.Average, FactorFamily.Operational, 530.6m, "MEE", "Notice"));
        await Send(sender, new ChooseFactors(Park, Microgrid, await Version(sender), From, "grid"));
        await Send(sender, new DraftContract(Park, Microgrid, "jp", new ContractFields("Joint", "", 1, AllocationRule.ProRata, ["pv", "wind", "bio"])));
        foreach (var (code, measures, of) in Meters(members))
        {
            if (measures == Measurand.Consumption)
            {
                await Send(sender, new RegisterTenant(Park, of!, new TenantFields(of!, "", "", "")));
                await Send(sender, new AddMember(Park, Microgrid, await Version(sender), of!));
                var contract = await Send(sender, new GetContract(Park, Microgrid, "jp"));
                await Send(sender, new AddContractMember(Park, Microgrid, "jp", contract.Version, of!, new ContractMemberFields()));
            }
            await Send(sender, new RegisterMeteringPoint(Park, Microgrid, code, measures, new MeteringFields(of is null ? [] : [new MeteringFields.Part(of)])));
        }
        await Send(sender, new SignContract(Park, Microgrid, "jp", (await Send(sender, new GetContract(Park, Microgrid, "jp"))).Version));
    }

    internal static IEnumerable<(string Code, Measurand Measures, string? Of)> Meters(int members) =>
    [
        .. ((string[])["pv", "wind", "bio"]).Select(u => ($"G-{u}", Measurand.Generation, (string?)u)),
        .. Enumerable.Range(0, members).Select(i => ($"C-{i:000}", Measurand.Consumption, (string?)$"t-{i:000}")),
        ("IMP", Measurand.Import, null), ("EXP", Measurand.Export, null),
    ];

    internal static byte[] Csv(int members, DateOnly from, DateOnly to)
    {
        var grid = DayGrid.Create("Asia/Shanghai", 15, from, to).Value;
        var random = new Random(from.DayNumber);
        var csv = new StringBuilder("interval_start");
        foreach (var (code, _, _) in Meters(members)) csv.Append(',').Append(code);
        csv.Append('\n');
        for (var t = 0; t < grid.Intervals; t++)
        {
            csv.Append(grid.Label(t));
            for (var i = 0; i < members + 5; i++) csv.Append(',').Append(KilowattHours.Format(i < 3 ? random.Next(3_000_000) : random.Next(20_000, 120_000)));
            csv.Append('\n');
        }
        return Encoding.ASCII.GetBytes(csv.ToString());
    }

    private static async Task<Guid> Version(Sender sender) => (await Send(sender, new GetMicrogrid(Park, Microgrid))).Version;

    internal static async Task<T> Send<T>(Sender sender, IMessage<T> message)
    {
        var result = await sender.Send(message, CurrentUser.System);
        return result.IsSuccess ? result.Value : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{message.GetType().Name}: {result.FirstError.Code}"));
    }
}
